/** What scripts about one file of /etc/logrotate.d begin with. `whole` is what logrotate would read: what holds for all, and this file. */
export const LOGROTATE = `
      command -v logrotate >/dev/null || fail "logrotate is not installed here"
      case "$SSM_Name" in '' | [!A-Za-z0-9]* | *[!A-Za-z0-9._-]*) fail "not a name of a file in /etc/logrotate.d" ;; esac
      config="/etc/logrotate.d/$SSM_Name"
      [ -f "$config" ] || fail "nothing in /etc/logrotate.d is called $SSM_Name; there are: $(ls /etc/logrotate.d | tr '\\n' ' ')"
      config=$(readlink -f "$config")
      whole() {
        local whole=$claim/whole
        grep -v '^[[:blank:]]*include' /etc/logrotate.conf >"$whole" 2>/dev/null || :
        printf '\\n' >>"$whole"
        cat -- "$1" >>"$whole"
        chmod 600 "$whole"
        printf '%s' "$whole"
      }
      complaints() { grep '^error:' | grep -v -e 'stat of .* failed' -e 'could not open' | sed -e 's/^error: //' -e "s|$claim/whole|$config|g" | head -n 3; }
      checked() { logrotate -d "$(whole "$1")" 2>&1 | complaints || :; }`;
