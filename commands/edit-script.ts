import { NEVER_EDITED } from '../bot/domain/policy/may-edit.ts';
import { CHOOSE } from './edit-programs.ts';

const NEVER = NEVER_EDITED.join(' | ');

/** What each program is asked, of the file in its place: a status other than 0 is a complaint, in the words that it prints. */
const CHECKS = `
      case $program in
        nginx) check='nginx -t -q' ;;
        logrotate) check='! logrotate -d /etc/logrotate.conf 2>&1 | grep "^error:" | grep -F -- "$(basename "$file"):"' ;;
        sysctl) check='sysctl --dry-run --quiet --load="$file"' ;;
        zabbix_agentd) check='zabbix_agentd -c /etc/zabbix/zabbix_agentd.conf -t agent.ping' ;;
        zabbix_agent2) check='zabbix_agent2 -c /etc/zabbix/zabbix_agent2.conf -t agent.ping' ;;
        systemd-analyze) check='systemd-analyze verify "$file"' ;;
        haproxy) check='haproxy -c -q -f /etc/haproxy/haproxy.cfg' ;;
        *) check=false ;;
      esac`;

/**
 * What scripts about one file begin with. The path is the policy's to allow, so it has to be the file itself: a link would
 * lead to a path that nobody allowed. `complaint` is what the file's own program has against what stands there; it has less
 * time than the document, so that a program that hangs ends before the document does, and the file can be put back.
 */
export const FILE = `
      case "$SSM_File" in
        *[!A-Za-z0-9._@+/-]* | *//* | */.* | */) fail "not the whole path of a file, or a character that is not allowed" ;;
        ${NEVER}) fail "this file is never read or edited here" ;;
        /etc/?* | /opt/?* | /srv/?* | /usr/local/etc/?*) file="$SSM_File" ;;
        *) fail "not a file below /etc, /opt, /srv or /usr/local/etc" ;;
      esac
      program='' reads='' check=''
      case $file in ${CHOOSE} esac${CHECKS}
      complaint() {
        [ -n "$program" ] || return 0
        command -v "$program" >/dev/null || { echo "$program is not installed here"; return 0; }
        local said code=0
        said=$(file=$file timeout 20 bash -c "$check" 2>&1 </dev/null) || code=$?
        if [ "$code" = 124 ]; then echo "$program gave no answer in 20 s"
        elif [ "$code" != 0 ]; then
          printf '%s\\n' "\${said:-$program says no, and not why}" | head -n 6 |
            sed -E -e 's|^[0-9]{4}/[0-9/]{5} [0-9:]{8} ||' -e 's/ [0-9]+#[0-9]+:/:/'
        fi
      }
      verdict() {
        if [ -z "$program" ]; then echo "not validated: no program here knows this file"
        elif [ -z "$1" ]; then echo "valid, says $program; $reads"
        else printf 'NOT valid, says %s: %s\\n' "$program" "$1"; fi
      }
      version() { sha256sum <"$file" | cut -c "1-$1"; }
      there() {
        [ -e "$file" ] || [ -L "$file" ] || fail "there is no $file here"
        local real
        real=$(readlink -f -- "$file") || fail "$file leads nowhere"
        [ "$real" = "$file" ] || fail "$file is a link to $real: ask for that one"
        [ -f "$file" ] || fail "$file is not a plain file"
        [ "$(tr -dc '\\000' <"$file" | head -c 1 | wc -c)" = 0 ] || fail "$file is not a text: it has bytes that are 0"
      }`;

/** The new text is in `$new`. It is kept only when the file's own program has nothing more against it than before. */
export const PUT = `
      put() {
        local before wrong
        if cmp -s -- "$file" "$new"; then
          keep "$file"
          left "$file"
          echo "it is so already: nothing was changed"
          exit 0
        fi
        before=$(complaint)
        [ -z "$program" ] || command -v "$program" >/dev/null || fail "nothing was changed: $before, and nothing else can check this file"
        keep "$file"
        beside=$file.dpkg-new # programs that read a whole folder pass over this ending
        cp -a -- "$file" "$beside"
        cat "$new" >"$beside"
        trap as_before EXIT
        trap 'exit 143' HUP INT TERM
        mv -- "$beside" "$file"
        wrong=$(complaint)
        if [ -n "$wrong" ] && [ "$wrong" != "$before" ]; then fail "the file is as before: $program does not take the edit: $wrong"; fi
        trap - EXIT
        left "$file"
        diff -U 2 "$(slot "$file")/before" "$file" | tail -n +3 | head -c 900 || :
        verdict "$wrong"
        echo "$file is $(version 12) now"
      }
      as_before() {
        cp -a -- "$(slot "$file")/before" "$beside"
        mv -- "$beside" "$file"
      }`;

/** How a file is given back, whatever edited it. */
export const GIVE_BACK = `${FILE}
      put_back "$file"
      echo "as before: $file is $(version 12)"
      verdict "$(complaint)"`;
