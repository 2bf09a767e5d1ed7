import { defineCommand } from './define-command.ts';
import { cidr } from './fields.ts';
import { changeWays, FORMER_ROUTES, formerWays, WAYS } from './network-ways.ts';

const activity = 'ip-and-routing';
const role = 'operator';
const approval = { production: { of: 1, from: 'approver' }, staging: 'none' } as const;
const guard = { seconds: 180 };
const timeoutSeconds = 60;
const fields = () => ({ cidr: cidr({ label: 'Address', example: '10.1.0.5/24' }) });
const given = ({ cidr }: { cidr: string }) => ({ Cidr: [cidr] });

const ADDRESS = `address="$SSM_Cidr"
case "$address" in */*) ;; *) address="$address/32" ;; esac
own="\${address%/*}"
there=$(holder "$own")`;

/** An interface that loses its first address of a network loses the others of it, unless they are given back. */
const OTHERS = `while read -r _ its _ other _; do
  [ "$its" = lo ] || [ "\${other%/*}" = "$own" ] || [ -n "$(holder "\${other%/*}")" ] || ip addr add "$other" dev "$its"
done <"$saved/addresses"`;

export const ipList = defineCommand({
  name: 'ip list',
  activity,
  summary: 'Say which addresses the interfaces of targets have, and which the agent uses',
  pattern: 'ip list on <targets>',
  examples: ['ip list on host-7'],
  fields: {},
  risk: 'read',
  role,
  approval: { production: 'none', staging: 'none' },
  repeatable: true,
  effect: () => 'reads the addresses; changes nothing',
  title: () => ({ ask: 'List the addresses', doing: 'Listing the addresses', done: 'Listed the addresses' }),
  shows: 'output',
  undo: 'Nothing to undo: it only reads.',
  run: {
    document: 'Remit-IpList',
    parameters: () => ({}),
    timeoutSeconds: 30,
    script: `${WAYS}
agent=$(agent_addresses | sort -u)
ip -o addr show >"$claim/addresses" || fail "ip does not list the addresses"
while read -r _ device _ address _; do
  note=''
  if grep -q -x -F -e "\${address%/*}" <<<"$agent"; then note="  <- the agent's"; fi
  case "$device $address" in
    lo\\ * | *\\ fe80:*) ;;
    *) echo "$device $address$note" ;;
  esac
done <"$claim/addresses"`,
  },
});

export const ipAdd = defineCommand({
  name: 'ip add',
  activity,
  summary: 'Give the interface that targets reach others by one more address',
  pattern: 'ip add <cidr> on <targets>',
  examples: [
    'ip add 10.1.0.5/24 on host-7',
    'ip add 203.0.113.7 on env-101 because "the address of the shop moves here"',
  ],
  fields: fields(),
  risk: 'change',
  role,
  approval,
  repeatable: true,
  effect: ({ cidr }) => `adds ${cidr} to the interface of the default route; what is there stays`,
  title: ({ cidr }) => ({ ask: `Add ${cidr}`, doing: `Adding ${cidr}`, done: `Added ${cidr}` }),
  undo: {
    words: 'The address goes away again.',
    script: formerWays(`${ADDRESS}
if ! own_guard; then
  [ -n "$there" ] || fail "$address was removed after $SSM_Undone, and stays so"
  ! agent_addresses | grep -x -F -e "$own" >/dev/null || fail "refused: the agent uses $address now; nothing was changed"
fi
[ -z "$there" ] || ip addr del "$address" dev "$(printf '%s' "$there" | awk '{ print $2 }')"
echo "$address is gone again"`),
  },
  run: {
    document: 'Remit-IpAdd',
    parameters: given,
    timeoutSeconds,
    guard,
    script: changeWays({
      look: `${ADDRESS}
if [ -n "$there" ]; then
  read -r _ device _ other _ <<<"$there"
  [ "\${other#*/}" = "\${address#*/}" ] || fail "$device has it as $other; nothing was changed"
  echo "already so: $device has $other"
  exit 0
fi
device=$(ip -o route show default | sed -n 's/.* dev \\([^ ]*\\).*/\\1/p' | head -n 1)
[ -n "$device" ] || device=$(ip -o addr show scope global | awk '{ print $2; exit }')
[ -n "$device" ] || fail "no interface has an address or the default route; nothing was changed"`,
      act: `ip addr add "$address" dev "$device"
line="addr replace $address dev $device"
{ recorded "$line"; echo "$line"; } | record`,
      proof: '[ -n "$(holder "$own")" ]',
      said: 'added: $address on $device',
    }),
  },
});

export const ipRemove = defineCommand({
  name: 'ip remove',
  activity,
  summary: 'Take an address away from targets; never the one that the agent uses, nor the last',
  pattern: 'ip remove <cidr> on <targets>',
  examples: ['ip remove 10.1.0.5/24 on host-7'],
  fields: fields(),
  risk: 'change',
  role,
  approval,
  repeatable: true,
  effect: ({ cidr }) => `takes ${cidr} away; connections to it end`,
  title: ({ cidr }) => ({ ask: `Remove ${cidr}`, doing: `Removing ${cidr}`, done: `Removed ${cidr}` }),
  undo: {
    words: 'The address comes back, with the routes that went with it.',
    script: formerWays(`${ADDRESS}
[ -z "$there" ] || own_guard || fail "$address was added after $SSM_Undone, and stays"
[ -n "$there" ] || ip addr add "$address" dev "$(cat "$saved/device")"
if own_guard; then
  ${OTHERS}
fi
${FORMER_ROUTES}
echo "$address is on $(cat "$saved/device") again"`),
  },
  run: {
    document: 'Remit-IpRemove',
    parameters: given,
    timeoutSeconds,
    guard,
    script: changeWays({
      look: `${ADDRESS}
if [ -z "$there" ]; then
  echo "already so: no interface has $address"
  exit 0
fi
read -r _ device _ other _ <<<"$there"
[ "\${other#*/}" = "\${address#*/}" ] || fail "$device has it as $other, not as $address; nothing was changed"
[ "$device" != lo ] || fail "refused: $address is the host's own (lo); nothing was changed"
! agent_addresses | grep -x -F -e "$own" >/dev/null || fail "refused: the agent uses $address; nothing was changed"
[ "$(ip -o addr show scope global | wc -l)" -gt 1 ] || fail "refused: $address is the last address of the host; nothing was changed"
echo "$device" >"$saved/device"
line="addr replace $address dev $device"
note=''
grep -s -q -x -F -e "$line" "$ways" || note='; Remit had not added it, so that a reboot may bring it back'`,
      act: `ip addr del "$address" dev "$device"
${OTHERS}
if [ -z "$note" ]; then recorded "$line" | record; fi`,
      proof: '[ -z "$(holder "$own")" ]',
      said: 'removed: $address from $device$note',
    }),
  },
});
