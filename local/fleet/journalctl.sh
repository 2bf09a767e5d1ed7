#!/bin/sh
# journalctl of a local host, which has no systemd journal: the last lines of the files that a service writes.
# Knows -u UNIT, -n N and -q; takes every other option as given. An unknown unit has no entries, exit 0, as in systemd.
logs=${REMIT_LOGS:-/var/log}
unit='' lines=10 none='-- No entries --'
while [ $# -gt 0 ]; do
  case $1 in
    -u | --unit) unit=${2:-}; shift ;;
    -u*) unit=${1#-u} ;;
    --unit=*) unit=${1#--unit=} ;;
    -n | --lines) lines=${2:-}; shift ;;
    -n*) lines=${1#-n} ;;
    --lines=*) lines=${1#--lines=} ;;
    -q | --quiet) none='' ;;
    -o | --output | -S | --since | -U | --until | -p | --priority) shift ;;
  esac
  shift
done
unit=${unit%.service}
case $lines in '' | *[!0-9]*) echo "Failed to parse lines '$lines'" >&2; exit 1 ;; esac
case $unit in '' | *[!A-Za-z0-9_.@-]*) [ -z "$none" ] || echo "$none"; exit 0 ;; esac
set -- "$logs/$unit/access.log" "$logs/$unit/error.log" "$logs/$unit.log"
found=''
for file in "$@"; do [ -s "$file" ] && found=1; done
[ -n "$found" ] || { [ -z "$none" ] || echo "$none"; exit 0; }
for file in "$@"; do
  if [ -f "$file" ]; then cat "$file"; fi
done | tail -n "$lines"
