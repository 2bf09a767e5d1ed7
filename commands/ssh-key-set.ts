import { ACCOUNT } from './account.ts';
import { defineCommand } from './define-command.ts';
import { accountName } from './fields.ts';
import { GRANTS } from './ssh.ts';

const KEY = 'AAAAC3NzaC1lZDI1NTE5AAAAIGIXsDZVp8JVSyl28yMP+PiXBSG63Sl+jgu/d7g1KtEZ';

export const sshKeySet = defineCommand({
  name: 'ssh key set',
  activity: 'ssh-access-management',
  summary: "Put a person's public key on record, for their SSH grants; it lets nobody in by itself",
  pattern: 'ssh key set <account> to <key> on <targets>',
  examples: [`ssh key set alice to "ssh-ed25519 ${KEY} alice@laptop" on host-7`],
  fields: {
    account: accountName(),
    key: {
      // 1,400 characters of base64 hold an RSA key of 8,192 bits, and a button's value still holds the sentence.
      allowedPattern:
        '^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)|sk-ssh-ed25519@openssh[.]com|sk-ecdsa-sha2-nistp256@openssh[.]com) AAAA[A-Za-z0-9+/]{60,1400}={0,2}( [A-Za-z0-9][A-Za-z0-9._@-]{0,63})?$',
      allowed:
        'a PUBLIC key in quotes, the whole line of the `.pub` file: its type (`ssh-ed25519`, `ssh-rsa`, `ecdsa-…`, `sk-…`), a space, letters, digits, `+` and `/`; perhaps a space and a name: letters, digits, `.`, `_`, `@`, `-`',
      example: `ssh-ed25519 ${KEY}`,
      label: 'Public key',
    },
  },
  risk: 'change',
  role: 'operator',
  approval: { production: { of: 1, from: 'approver' }, staging: 'none' },
  repeatable: true,
  effect: ({ account }) => `later grants for ${account} are for this key; a grant that runs keeps the key that it has`,
  title: ({ account }) => ({
    ask: `Put a public key of ${account} on record`,
    doing: `Putting a public key of ${account} on record`,
    done: `Put a public key of ${account} on record`,
  }),
  undo: {
    words: 'The key on record is the one of before, or none. Grants that run stay.',
    script: `${ACCOUNT}${GRANTS}
      put_back "$recorded"
      if [ -e "$recorded" ]; then echo "on record, as before: $(ssh-keygen -l -f "$recorded")"; else echo "no key on record, as before"; fi`,
  },
  run: {
    document: 'Remit-SshKeySet',
    parameters: ({ account, key }) => ({ Account: [account], Key: [key] }),
    timeoutSeconds: 30,
    script: `${ACCOUNT}${GRANTS}
      person
      command -v ssh-keygen >/dev/null || fail "nothing was changed: no OpenSSH on this host"
      printf '%s\\n' "$SSM_Key" >"$claim/key"
      [ "$(grep -c . "$claim/key")" = 1 ] || fail "nothing was changed: a key is one line"
      print=$(ssh-keygen -l -f "$claim/key" 2>/dev/null) || fail "nothing was changed: that is no public key that OpenSSH reads; was it copied whole?"
      if [ "\${print##* }" = "(RSA)" ] && [ "\${print%% *}" -lt 3072 ]; then fail "nothing was changed: an RSA key of \${print%% *} bits; 3072 is the least, ssh-ed25519 better"; fi
      if [ "\${print##* }" = "(DSA)" ]; then fail "nothing was changed: DSA is no longer safe"; fi
      keep "$recorded"
      mkdir -p -m 755 /etc/remit /etc/remit/ssh /etc/remit/ssh/keys
      if cmp -s -- "$claim/key" "$recorded"; then
        left "$recorded"
        echo "on record already: $print"
        exit 0
      fi
      cat "$claim/key" >"$recorded.new"
      chmod 644 "$recorded.new"
      mv -- "$recorded.new" "$recorded"
      left "$recorded"
      echo "on record: $print"`,
  },
});
