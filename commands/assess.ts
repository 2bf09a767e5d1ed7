import { defineReading } from './define-reading.ts';
import { LOAD, MEMORY, PORTS } from './look.ts';

export const assess = defineReading({
  name: 'assess',
  activity: 'initial-assessment',
  summary:
    'Report on one target: what is wrong first, then load, memory, disks, services, errors, ports, certificates, our changes',
  pattern: 'assess <target>',
  examples: ['assess host-7', 'assess infra-db because "orders are slow"'],
  fields: {},
  effect: () => 'reads load, memory, disks, services, logs, ports and certificates; changes nothing',
  title: () => ({ ask: 'Assess', doing: 'Assessing', done: 'Assessed' }),
  keeps: 'text',
  run: {
    document: 'Remit-Assess',
    parameters: () => ({}),
    timeoutSeconds: 120, // each part has a limit of its own, so that one that hangs does not take the report with it
    // Every part writes lines; what carries an arrow is told first, its reason before its figures: a phone shows 40 characters. Parts are short so that the whole stays below the
    // 24,000 characters that SSM keeps, and below what a phone can show.
    script: `${MEMORY}${LOAD}${PORTS}
      clean() { LC_ALL=C tr -d '\\000-\\010\\013-\\037\\177' | sed 's/^\\(.\\{120\\}\\).*/\\1…/'; }
      disks() {
        timeout 20 df -hP -x tmpfs -x devtmpfs 2>/dev/null | awk '
          NR == 1 || $1 ~ /^(tmpfs|devtmpfs|udev|efivarfs|none|shm|memory)$/ || $5 !~ /^[0-9]+%$/ || seen[$1]++ { next }
          { mount = $6; for (i = 7; i <= NF; i++) mount = mount " " $i
            printf "%4s of %s, %s%s\\n", $5, $2, mount, ($5 + 0 >= 90 ? "  <- nearly full" : "") }' | sort -rn | head -n 5
        timeout 20 df -iP -x tmpfs -x devtmpfs 2>/dev/null | awk 'NR > 1 && $5 + 0 >= 90 && !seen[$1]++ { print $5 " of the inodes of " $6 "  <- nearly full" }' | head -n 3
      }
      services() {
        local failed running
        failed=$(timeout 20 systemctl list-units --state=failed --plain --no-legend --no-pager 2>/dev/null | awk '{ print $1 }' | sed 's/[.]service$//' | head -n 10) || :
        running=$(timeout 20 systemctl list-units --type=service --state=running --plain --no-legend --no-pager 2>/dev/null | awk 'END { print NR }') || :
        echo "\${running:-0} running"
        for unit in $failed; do echo "$unit failed  <- see its log"; done
      }
      errors() {
        {
          timeout 20 journalctl --priority=err --since=-1h --lines=6 --no-pager --quiet --output=short 2>/dev/null | grep -v '^-- ' || :
          for log in /var/log/nginx/error.log /var/log/apache2/error.log /var/log/mysql/error.log; do
            [ ! -f "$log" ] || [ -z "$(find "$log" -mtime -1)" ] || tail -n 400 -- "$log" | grep -iE '\\[(error|crit|alert|emerg)\\]' | tail -n 3 || :
          done
        } | awk '{ same[$0]++ } same[$0] == 1' | tail -n 8
      }
      certificates() {
        local file ends subject days
        {
          timeout 10 grep -rhsE '^[[:blank:]]*ssl_certificate[[:blank:]]' /etc/nginx/nginx.conf /etc/nginx/conf.d /etc/nginx/sites-enabled | awk '{ sub(/;.*/, "", $2); print $2 }' || :
          timeout 10 grep -rhsiE '^[[:blank:]]*SSLCertificateFile[[:blank:]]' /etc/apache2/sites-enabled /etc/httpd/conf.d | awk '{ print $2 }' || :
          ls -d /etc/letsencrypt/live/*/fullchain.pem 2>/dev/null || :
        } | sort -u | head -n 100 | while IFS= read -r file; do
          ends=$(openssl x509 -noout -enddate <"$file" 2>/dev/null | sed 's/^notAfter=//') || :
          [ -n "$ends" ] || { echo "0 $file cannot be read  <- look at it"; continue; }
          subject=$(openssl x509 -noout -subject -nameopt multiline <"$file" 2>/dev/null | sed -n 's/^ *commonName *= *//p' | head -n 1) || :
          days=$((($(date -d "$ends" +%s) - $(date +%s)) / 86400))
          echo "$days \${subject:-\${file##*/}}, until $(date -u -d "$ends" +%F)$([ "$days" -ge 14 ] || echo '  <- renew it')"
        done | sort -n | awk '{ days = $1; sub(/^[-0-9]+ /, ""); printf "%4d days  %s\\n", days, $0 }' >"$claim/certificates"
        head -n 5 "$claim/certificates"
        awk 'END { if (NR > 5) print "and " NR - 5 " more, later" }' "$claim/certificates"
      }
      changes() {
        local at what code
        find "$claims" -mindepth 2 -maxdepth 2 -name change -mtime -1 -printf '%T@ %h\\n' 2>/dev/null | sort -rn | head -n 10 | while read -r at where; do
          what=$(cat "$where/change")
          code=$(cat "$where/code" 2>/dev/null) || code=''
          case $code in 0) code=done ;; '') code='not finished' ;; *) code="failed ($code)" ;; esac
          echo "$(date -u -d "@$at" +%H:%M) $what, $code: $(head -n 1 "$where/result" 2>/dev/null)"
        done
      }
      section() {
        local name=$1 none=$2 part=$3
        "$part" 2>/dev/null | clean >"$claim/part" || :
        if [ -s "$claim/part" ]; then { echo "$name"; sed 's/^/  /' "$claim/part"; } else echo "$name: $none"; fi >>"$claim/report"
        awk -v name="$name" -F '  <- ' 'NF > 1 { sub(/^ +/, "", $1); printf "  %s: %s\\n    %s\\n", name, $2, $1 }' "$claim/part" >>"$claim/wrong"
      }
      : >"$claim/wrong"
      section Load 'not to be read' load
      section Memory 'not to be read' memory
      section Disks 'none listed' disks
      section Services 'systemctl says nothing' services
      section Errors 'none in the last hour' errors
      section Ports 'nothing listens' ports
      section Certificates 'none in use here' certificates
      section 'Changed by Remit in a day' nothing changes
      name=$(hostname)
      up=$(uptime -p 2>/dev/null) || up='up for a time unknown'
      if [ -s "$claim/wrong" ]; then
        echo "$name, $up: $(awk 'END { print NR / 2 }' "$claim/wrong") to look at"
        cat "$claim/wrong"
      else
        echo "$name, $up: nothing stands out"
      fi
      echo
      cat "$claim/report"`,
  },
});
