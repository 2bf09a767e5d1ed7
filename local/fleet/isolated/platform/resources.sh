#!/bin/bash
# The limits of a container of the local fleet: a stand-in for the program that the owner of a platform brings.
# docs/hosts.md says how it is called. What is in use is measured here; the limits are a file of the host, and limit nothing.
set -euo pipefail
limits=/etc/remit/resources.limits
exec 9>>"$limits"
flock 9
[ -s "$limits" ] || printf '%s\n' 'cpu 400' 'memory 4096' 'disk 102400' >"$limits"

used() {
  case "$1" in
    cpu) ps -eo pcpu= | awk '{ sum += $1 } END { printf "%d", sum }' ;;
    memory) ps -eo rss= | awk '{ sum += $1 } END { printf "%d", sum / 1024 }' ;;
    disk) du -scxm /srv /home /root /var/log 2>/dev/null | awk 'END { print $1 }' ;;
  esac
}

case "${1:-}:${2:-}:${3:-}" in
  show::) while read -r name limit; do echo "$name $limit $(used "$name")"; done <"$limits" ;;
  set:cpu:?* | set:memory:?* | set:disk:?*)
    [[ $3 =~ ^([1-9][0-9]{0,8}|unlimited)$ ]] || { echo "no amount: $3" >&2; exit 2; }
    awk -v "name=$2" -v "limit=$3" '$1 == name { $2 = limit } { print }' "$limits" >"$limits.new"
    cat "$limits.new" >"$limits"
    ;;
  *) echo "usage: resources show | set cpu|memory|disk AMOUNT" >&2; exit 2 ;;
esac
