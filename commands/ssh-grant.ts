import { ACCOUNT } from './account.ts';
import { defineCommand } from './define-command.ts';
import { accountName } from './fields.ts';
import { GATE, GRANTS, SSHD } from './ssh.ts';

export const sshGrant = defineCommand({
  name: 'ssh grant',
  activity: 'ssh-access-management',
  summary: 'Let a person log in by SSH with their key on record, until a time that sshd itself keeps',
  pattern: 'ssh grant <account> on <targets> [for <time>]',
  examples: [
    'ssh grant alice on host-7',
    'ssh grant alice on host-7, host-8 for 90m because "looks at the worker leak"',
    'ssh grant alice on all staging user hosts for 5d',
  ],
  fields: {
    account: accountName(),
    time: {
      allowedPattern: '^([1-9][0-9]{0,2}m|[1-9][0-9]?h|[1-7]d)$',
      allowed: 'a number and `m`, `h` or `d`: at most `999m`, `99h` or `7d`',
      example: '4h',
      label: 'Time',
      default: '4h',
    },
  },
  risk: 'change',
  role: 'operator',
  approval: { production: { of: 1, from: 'approver' }, staging: 'none' },
  repeatable: false, // the time is counted from the moment that the host is asked
  effect: ({ account, time }) =>
    `${account} can log in with the key on record for ${time}, and from then on by grants only; what runs at the end goes on`,
  title: ({ account, time }) => ({
    ask: `Let ${account} log in for ${time}`,
    doing: `Letting ${account} log in for ${time}`,
    done: `Let ${account} log in for ${time}`,
  }),
  undo: {
    words: 'The grant ends at once, or the one of before holds again. Sessions that are open stay.',
    script: `${ACCOUNT}${GRANTS}
      put_back "$granted"
      if [ -e "$granted" ]; then echo "the grant of before holds again"; else echo "no grant, as before"; fi
      busy=$(running "$(part 3)")
      [ -z "$busy" ] || echo "still running as $account: $busy"`,
  },
  run: {
    document: 'Remit-SshGrant',
    parameters: ({ account, time }) => ({ Account: [account], Time: [time] }),
    timeoutSeconds: 60,
    // The end is written in the host's own time, which OpenSSH reads since 8.2; its form with Z came with 9.1. An sshd
    // that knows no expiry-time refuses the whole line: nobody gets in for ever.
    script: `${ACCOUNT}${GRANTS}${SSHD}${GATE}
      time="$SSM_Time"
      case "$time" in
        *[!0-9]?) fail "nothing was changed: that is no time" ;;
        ?*m) seconds=$((\${time%m} * 60)) ;;
        ?*h) seconds=$((\${time%h} * 3600)) ;;
        ?*d) seconds=$((\${time%d} * 86400)) ;;
        *) fail "nothing was changed: that is no time" ;;
      esac
      person
      [ "$(secret 8)" != 1 ] || fail "nothing was changed: $account is locked; account unlock $account first"
      [ -s "$recorded" ] || fail "nothing was changed: no key of $account on record here; first: ssh key set $account to \\"ssh-ed25519 AAAA…\\""
      home=$(part 6)
      if ! by_grants && grep -q -s '^[^#]*AAAA' "$home/.ssh/authorized_keys" "$home/.ssh/authorized_keys2"; then
        fail "nothing was changed: $account logs in without an end already, with keys in $home/.ssh/authorized_keys; move them away first"
      fi
      keep "$granted"
      close_gate
      until=$(($(date +%s) + seconds))
      read -r type key _ <"$recorded"
      printf 'expiry-time="%s" %s %s by %s\\n' "$(date -d "@$until" +%Y%m%d%H%M%S)" "$type" "$key" "$SSM_ExecId" >"$granted.new"
      chmod 644 "$granted.new"
      mv -- "$granted.new" "$granted"
      left "$granted"
      echo "until $(date -u -d "@$until" '+%F %T') UTC with $(ssh-keygen -l -f "$recorded" | cut -d' ' -f2)"`,
  },
});
