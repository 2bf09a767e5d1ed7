import { certificateName, SITE } from './certificate.ts';
import { defineCommand } from './define-command.ts';

export const certificateInstall = defineCommand({
  name: 'certificate install',
  activity: 'ssl-certificates',
  summary: 'Put a certificate and key in place that lie in /etc/remit/certificates/<server> on the host',
  pattern: 'certificate install <server> on <targets>',
  examples: ['certificate install shop.acme.example on infra-db because "the old one ends on Friday"'],
  fields: { server: certificateName() },
  risk: 'change',
  role: 'operator',
  approval: { production: { of: 1, from: 'approver' }, staging: 'none' },
  repeatable: true,
  effect: ({ server }) =>
    `nginx serves ${server} with the certificate that was placed, once key, names, dates and chain fit; connections go on`,
  title: ({ server }) => ({
    ask: `Install the certificate of ${server}`,
    doing: `Installing the certificate of ${server}`,
    done: `Installed the certificate of ${server}`,
  }),
  undo: {
    words: 'nginx serves the certificate of before again, unless somebody changed it since.',
    script: `${SITE}
      if [ ! -f "$saved/pair" ]; then echo "$SSM_Undone changed nothing here: nothing to take back"; exit 0; fi
      site
      { read -r was_cert; read -r was_key; } <"$saved/pair"
      [ "$cert$key" = "$was_cert$was_key" ] || fail "nothing was changed: nginx has another file for $name by now: $cert"
      as_left "$cert"
      as_left "$key"
      answers
      put_back "$cert"
      put_back "$key"
      why=$(activate) || fail "the files are as before, and nginx does not serve them: $why"
      echo "$(until_when "$cert"), as before; served on $at"`,
  },
  run: {
    document: 'Remit-CertificateInstall',
    parameters: ({ server }) => ({ Server: [server] }),
    timeoutSeconds: 90, // two rounds of ten seconds for nginx to take it, each with a client that may wait as long
    // nginx looks at the two files only when told to, so that nobody sees one without the other.
    script: `${SITE}
      site
      sound
      for file in "$cert" "$key"; do
        [ ! -L "$file" ] || fail "nothing was changed: $file is a link to $(readlink -f "$file"), which another tool keeps; certificate renew asks that tool"
      done
      [ "$cert" != "$key" ] || fail "nothing was changed: nginx has certificate and key in one file, $cert"
      if cmp -s "$new" "$cert" && cmp -s "$new_key" "$key" && [ "$(served)" = "$(fingerprint_of "$cert")" ]; then
        echo "installed already: $(until_when "$cert"); served on $at"
        exit 0
      fi
      answers
      was=$(until_when "$cert")
      put() {
        (umask 077; cp -- "$1" "$2.remit-new")
        chown --reference="$2" "$2.remit-new"
        chmod --reference="$2" "$2.remit-new"
        mv -T -- "$2.remit-new" "$2"
      }
      keep "$cert"
      keep "$key"
      put "$new" "$cert"
      put "$new_key" "$key"
      if ! why=$(activate); then
        put "$(slot "$cert")/before" "$cert"
        put "$(slot "$key")/before" "$key"
        again=$(activate) || fail "the files are as before, and nginx does not serve them ($again); it failed first: $why"
        fail "nothing was changed in the end: $why"
      fi
      left "$cert"
      left "$key"
      printf '%s\\n' "$cert" "$key" >"$saved/pair"
      echo "$was → $(until_when "$cert"); served on $at"`,
  },
});
