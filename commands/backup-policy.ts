/** What is to be backed up, by the host's policy: `sets` names it, and each set has its paths and the services that hold them. */
export const POLICY = `seconds() {
  [[ $1 =~ ^[1-9][0-9]{0,3}[hdw]$ ]] || fail "nothing was done: $1, in the policy of backups, is not a number and h, d or w"
  case $1 in *h) echo "$((\${1%h} * 3600))" ;; *d) echo "$((\${1%d} * 86400))" ;; *w) echo "$((\${1%w} * 604800))" ;; esac
}
running() { systemctl list-units --type=service --state=running --plain --no-legend --no-pager 2>/dev/null | awk '{ print $1 }' || :; }
owners() {
  local unit
  for unit in $(running); do
    systemctl cat -- "$unit" 2>/dev/null | sed -n 's/^StateDirectory=//p' | tr ' ' '\\n' | sed -n "s|^[A-Za-z0-9_].*|\${unit%.service} /var/lib/&|p" || :
  done
}
paths_of() {
  if [ -e "$defined/$1" ]; then value "$defined/$1" path
  elif [ "$1" = etc ]; then echo /etc
  elif [ "$1" = data ]; then
    { printf '%s\\n' /srv /var/www; owners | cut -d ' ' -f 2; } | sort -u | while read -r path; do
      [ -z "$(ls -A "$path" 2>/dev/null)" ] || echo "$path"
    done
  fi
}
services_of() {
  if [ -e "$defined/$1" ]; then value "$defined/$1" service
  elif [ "$1" = data ]; then owners | cut -d ' ' -f 1 | sort -u; fi
}
sets() {
  local file
  [ -e "$defined/etc" ] || echo etc
  [ -e "$defined/data" ] || [ -z "$(paths_of data)" ] || echo data
  for file in "$defined"/*; do
    [ -z "$(value "$file" path)$(value "$file" dump)" ] || printf '%s\\n' "\${file##*/}" | grep -xE '[a-z][a-z0-9]{0,15}' | grep -vxE 'all|latest' || :
  done
}
`;
