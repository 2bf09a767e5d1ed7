import { certificateName, SITE } from './certificate.ts';
import { defineCommand } from './define-command.ts';

export const certificateRenew = defineCommand({
  name: 'certificate renew',
  activity: 'ssl-certificates',
  summary: "Have the host's own tool renew a certificate: certbot, or /etc/remit/renew-certificate",
  pattern: 'certificate renew <server> on <targets>',
  examples: ['certificate renew shop.acme.example on infra-db'],
  fields: { server: certificateName() },
  risk: 'change',
  role: 'operator',
  approval: { production: { of: 1, from: 'approver' }, staging: 'none' },
  repeatable: true,
  effect: ({ server }) =>
    `certbot, or the host's own /etc/remit/renew-certificate, asks for a new certificate of ${server} if it is due; nginx reloads`,
  title: ({ server }) => ({
    ask: `Renew the certificate of ${server}`,
    doing: `Renewing the certificate of ${server}`,
    done: `Renewed the certificate of ${server}`,
  }),
  undo: 'A renewal is not taken back: the authority has issued the new certificate, and the old one ends sooner.',
  run: {
    document: 'Remit-CertificateRenew',
    parameters: ({ server }) => ({ Server: [server] }),
    timeoutSeconds: 300, // the authority looks at the host, at its own pace
    script: `${SITE}
      site
      hook=/etc/remit/renew-certificate
      lineage=$name
      case "$cert" in /etc/letsencrypt/live/*/*) lineage=$(basename "$(dirname "$cert")") ;; esac
      was=$(fingerprint_of "$cert")
      before=$(until_when "$cert")
      if command -v certbot >/dev/null && [ -f "/etc/letsencrypt/renewal/$lineage.conf" ]; then
        tool=certbot
        set -- certbot renew --cert-name "$lineage" --non-interactive --no-random-sleep-on-renew
      elif [ -x "$hook" ]; then
        tool=$hook
        [ -z "$(find "$hook" \\( ! -user root -o -perm /022 \\))" ] || fail "nothing was changed: others than root may change $hook"
        set -- "$hook" "$name"
      else
        fail "nothing was changed: no tool here renews $name: certbot has no $lineage, and there is no $hook. Place a new pair and use certificate install"
      fi
      "$@" >"$claim/tool" 2>&1 </dev/null || fail "not renewed: $tool says: $(grep . "$claim/tool" | tail -n 2 | cut -c 1-300 | paste -s -d ' ')"
      if [ "$(fingerprint_of "$cert")" = "$was" ]; then
        echo "$tool finds it not due: $before"
        exit 0
      fi
      matches "$cert" "$key" || fail "$tool left a key that does not fit: $key; nginx was not reloaded"
      openssl x509 -in "$cert" -noout -checkend 0 >/dev/null || fail "$tool left a certificate that is $(until_when "$cert"); nginx was not reloaded"
      why=$(activate) || fail "renewed, $(until_when "$cert"), and not served: $why"
      echo "$before → $(until_when "$cert"); served on $at"`,
  },
});
