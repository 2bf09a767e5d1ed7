import { READING } from './certificate.ts';
import { defineReading } from './define-reading.ts';

export const certificateShow = defineReading({
  name: 'certificate show',
  activity: 'ssl-certificates',
  summary: 'List the certificates that nginx and other services use: names, days left; soonest end first',
  pattern: 'certificate show on <targets>',
  examples: ['certificate show on infra-db', 'certificate show on all infrastructure containers'],
  fields: {},
  effect: () => 'reads certificates and the configurations that name them; no keys; changes nothing',
  // EXPIRED, NO CERTIFICATE, until <date>, without one: as they sort.
  hostsBy: 'output',
  title: () => ({ ask: 'List the certificates', doing: 'Listing the certificates', done: 'Listed the certificates' }),
  run: {
    document: 'Remit-CertificateShow',
    parameters: () => ({}),
    timeoutSeconds: 60,
    // Three short lines each, for a phone. Where nginx refuses its configuration, the files themselves are better than nothing.
    script: `${READING}
      used() {
        set +e +o pipefail # what is not there is no fault
        if command -v nginx >/dev/null; then
          if nginx -t >/dev/null 2>&1; then servers | awk -F '\\t' '{ print $1 "\\tnginx" }'
          else
            grep -rhsE '^[[:space:]]*ssl_certificate[[:space:]]' /etc/nginx | awk '{ sub(/;.*/, "", $2); print ($2 ~ /^[\\/$]/ ? "" : "/etc/nginx/") $2 "\\tnginx, which refuses its configuration" }'
          fi
        fi
        grep -rhsiE '^[[:space:]]*SSLCertificateFile[[:space:]]' /etc/apache2/sites-enabled /etc/apache2/conf-enabled /etc/httpd | awk '{ print $2 "\\tapache" }'
        grep -hsE '^[[:space:]]*smtpd_tls_cert_file[[:space:]]*=' /etc/postfix/main.cf | sed -e 's/^[^=]*= *//' -e 's/$/\\tpostfix/'
        grep -rhsE '^[[:space:]]*ssl_cert[[:space:]]*=[[:space:]]*<' /etc/dovecot | sed -e 's/^[^<]*< *//' -e 's/$/\\tdovecot/'
        grep -ohsE ' crt [^ ]+' /etc/haproxy/haproxy.cfg | awk '{ print $2 "\\thaproxy" }'
        grep -rhsE '^cert[[:space:]]' /etc/openvpn | awk '{ print ($2 ~ /^\\// ? "" : "/etc/openvpn/") $2 "\\topenvpn" }'
        find /etc/letsencrypt/live -name fullchain.pem -printf '%p\\tcertbot\\n' 2>/dev/null
        find /etc/remit/certificates -name fullchain.pem -printf '%p\\tplaced for certificate install\\n' 2>/dev/null
        return 0
      }
      used | tr -d '"' | sort -u | awk -F '\\t' '{ by[$1] = by[$1] (by[$1] == "" ? "" : ", ") $2 } END { for (file in by) print file "\\t" by[file] }' >"$claim/used"
      while IFS=$'\\t' read -r file by; do
        case "$file" in *'$'*) printf '1\\tchosen at run time: %s (%s)\\n' "$file" "$by"; continue ;; esac
        if ! openssl x509 -in "$file" -noout 2>/dev/null; then
          printf '0\\tNO CERTIFICATE in %s (%s)\\n' "$file" "$by"
          continue
        fi
        mark=
        openssl x509 -in "$file" -noout -checkend 1209600 >/dev/null || mark='  <- renew it'
        printf '%s\\t%s%s\\t%s\\t%s (%s)\\n' "$(ends_at "$file")" "$(until_when "$file")" "$mark" "$(names_of "$file")" "$file" "$by"
      done <"$claim/used" | sort -n | cut -f 2- | sed 's/\\t/\\n  /g' >"$claim/list"
      if [ -s "$claim/list" ]; then cat "$claim/list"; else echo "without a certificate: no service here has one"; fi`,
  },
});
