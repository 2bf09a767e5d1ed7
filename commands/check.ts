import { defineReading } from './define-reading.ts';
import { url } from './fields.ts';

export const check = defineReading({
  name: 'check',
  activity: 'platform-and-hardware-monitoring',
  summary: 'Ask a web address from a target: status, time, size, days left of the certificate',
  pattern: 'check <url> from <target>',
  examples: ['check https://shop.acme.example/health from host-7', 'check http://shop.acme.example from env-101'],
  fields: { url: { ...url({ example: 'https://shop.acme.example/health' }), listed: 'may-check' } },
  effect: ({ url: asked }) => `asks ${asked} once, from the target; follows no redirect; changes nothing`,
  title: ({ url: asked }) => ({ ask: `Check ${asked}`, doing: `Checking ${asked}`, done: `Checked ${asked}` }),
  run: {
    document: 'Remit-Check',
    parameters: ({ url: asked }) => ({ Url: [asked] }),
    timeoutSeconds: 90, // twice 20 s for the answer, 10 s each for the name and the certificate
    // Every address of the name is looked at before any is asked, and curl is held to those: a name that answers
    // otherwise a second later, or a redirect, leads nowhere. AWS, Azure, Alibaba and Oracle keep credentials behind some.
    script: `
      case "$SSM_Url" in
        https://*) port=443 ;;
        http://*) port=80 ;;
        *) fail "not an address that begins with http:// or https://" ;;
      esac
      case "$SSM_Url" in *[!A-Za-z0-9.:/_~-]*) fail "an address with a character that is not allowed" ;; esac
      rest="\${SSM_Url#*://}"
      place=\${rest%%/*}
      host=\${place%%:*}
      [ "$host" = "$place" ] || port=\${place#*:}
      case $host in '' | [!A-Za-z0-9]*) fail "an address without a host" ;; esac
      case $port in '' | *[!0-9]*) fail "a port that is no number" ;; esac
      inner() {
        case $1 in
          2002:* | 2001:0:* | 2001::* | fd00:ec2:*) ;;
          [23][0-9a-f][0-9a-f][0-9a-f]:* | f[cd][0-9a-f][0-9a-f]:*) return 1 ;;
          *:*) ;;
          0.* | 127.* | 169.254.* | 192.0.0.* | 100.100.100.200 | 168.63.129.16) ;;
          22[4-9].* | 23[0-9].* | 24[0-9].* | 25[0-5].*) ;;
          [0-9]*.[0-9]*.[0-9]*.[0-9]*) return 1 ;;
        esac
      }
      addresses=$(timeout 10 getent ahosts "$host" | awk '!seen[$1]++ { print $1 }' | head -n 8) || :
      [ -n "$addresses" ] || fail "no address is known for $host"
      pinned=''
      for address in $addresses; do
        ! inner "$address" || fail "refused: $host is $address, an address of the host itself, its link or its cloud"
        case $address in *:*) address="[$address]" ;; esac
        pinned="$pinned,$address"
      done
      ask() {
        env -i PATH="$PATH" LANG=C.UTF-8 curl -q --silent --show-error --globoff --noproxy '*' --proto '=http,https' --max-redirs 0 \\
          --connect-timeout 5 --max-time 20 --user-agent Remit --resolve "$host:$port:\${pinned#,}" --output /dev/null \\
          --write-out '%{http_code}|%{time_total}|%{size_download}|%{remote_ip}|%{redirect_url}' "$@" --url "$SSM_Url" 2>"$claim/fault"
      }
      trust=trusted
      command -v curl >/dev/null || fail "curl is not installed here"
      if ! said=$(ask); then
        grep -q '^curl: (60)' "$claim/fault" || fail "no answer from $host (\${addresses//$'\\n'/, }): $(sed -n 's/^curl: ([0-9]*) //p' "$claim/fault" | head -n 1)"
        trust="NOT TRUSTED: $(sed -n 's/^curl: (60) //p' "$claim/fault" | head -n 1)"
        said=$(ask --insecure) || fail "no answer from $host: $(sed -n 's/^curl: ([0-9]*) //p' "$claim/fault" | head -n 1)"
      fi
      IFS='|' read -r status took size from to <<<"$said"
      mark=''
      [ "$status" -lt 400 ] || mark='  <- an error'
      printf 'status %s%s\\n%s s, %s bytes, from %s\\n' "$status" "$mark" "$took" "$size" "$from"
      [ -z "$to" ] || printf 'leads to %s (not followed)\\n' "$(printf '%s' "$to" | LC_ALL=C tr -d '\\000-\\037\\177' | head -c 200)"
      case "$SSM_Url" in https://*) ;; *) exit 0 ;; esac
      case $from in *:*) from="[$from]" ;; esac
      ends=$(timeout 10 openssl s_client -connect "$from:$port" -servername "$host" </dev/null 2>/dev/null | openssl x509 -noout -enddate 2>/dev/null | sed 's/^notAfter=//') || :
      [ -n "$ends" ] || { echo "certificate: $trust; openssl does not say when it ends"; exit 0; }
      days=$((($(date -d "$ends" +%s) - $(date +%s)) / 86400))
      mark=''
      [ "$days" -ge 14 ] || mark='  <- renew it'
      echo "certificate: $days days left, until $(date -u -d "$ends" +%F)$mark"
      echo "certificate: $trust"`,
  },
});
