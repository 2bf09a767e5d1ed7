import { certificateName, SITE } from './certificate.ts';
import { defineReading } from './define-reading.ts';

export const certificateCheck = defineReading({
  name: 'certificate check',
  activity: 'ssl-certificates',
  summary: 'Check what nginx serves for a name, and whether a placed certificate could take its place',
  pattern: 'certificate check <server> on <targets>',
  examples: ['certificate check shop.acme.example on infra-db'],
  fields: { server: certificateName() },
  effect: ({ server }) => `asks nginx for ${server} on the host itself, and looks at what is placed; changes nothing`,
  title: ({ server }) => ({
    ask: `Check the certificate of ${server}`,
    doing: `Checking the certificate of ${server}`,
    done: `Checked the certificate of ${server}`,
  }),
  run: {
    document: 'Remit-CertificateCheck',
    parameters: ({ server }) => ({ Server: [server] }),
    timeoutSeconds: 60,
    script: `${SITE}
      said=$(site) || { echo "\${said#nothing was changed: }"; exit 1; }
      site
      printf '%s\\n  %s\\n  %s\\n' "$(until_when "$cert")" "$(names_of "$cert")" "$cert"
      if [ "$(served)" = "$(fingerprint_of "$cert")" ]; then echo "served on $at"
      else echo "NOT what is served on $at: nginx was not reloaded, or does not answer"; fi
      if said=$(chain "$cert"); then echo "chain: trusted here"
      else echo "chain: NOT TRUSTED here: $(printf '%s' "$said" | sed -n 's/^error [0-9]* at [0-9]* depth lookup: //p' | head -n 1)"; fi
      matches "$cert" "$key" || echo "THE KEY is another one's: $key"
      for host in $served_names; do covers "$cert" "$host" || echo "NOT FOR $host, which nginx serves with it"; done
      if [ ! -e "$dir" ]; then echo "placed: nothing in $dir"
      elif cmp -s "$new" "$cert" && cmp -s "$new_key" "$key"; then echo "placed: the same, installed already"
      elif said=$(sound); then printf 'placed: sound, for certificate install\\n  %s\\n' "$(until_when "$new")"
      else echo "placed, but refused: \${said#nothing was changed: }"; fi`,
  },
});
