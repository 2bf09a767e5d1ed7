/**
 * What a recovery takes: `until` is the point in time, `sets_kept` the sets that have backups of this host, /etc first,
 * since the programs of the others lie in it; `candidates SET` its backups of before, newest first.
 */
export const RECOVERING = `point() {
  case $1 in
    now) until=$now ;;
    *-*) until=$(date -u -d "\${1:0:8} \${1:9:2}:\${1:11:2}:59" +%s) || fail "nothing was done: there is no such time: $1" ;;
    *) until=$(date -u -d "$1 23:59:59" +%s) || fail "nothing was done: there is no such day: $1" ;;
  esac
}
sets_kept() { cut -d - -f 1 "$claim/kept" | sort -u | awk '$0 == "etc" { print; next } { others[++n] = $0 } END { for (i = 1; i <= n; i++) print others[i] }'; }
candidates() { of_set "$1" <"$claim/kept" | while read -r id place; do [ "$(began "$id")" -gt "$until" ] || echo "$id $place"; done; }
lost() { echo "  lost: what was written in the $(age "$1") since $(date -u -d "@$(began "$1")" '+%F %H:%M') UTC"; }
unsaved() {
  local set
  for set in $(sets); do
    grep -qxF -e "$set" "$claim/sets" || echo "$set: in the policy, and has NO backup: $(paths_of "$set" | paste -s -d ' ') stays as it is"
  done
}
`;
