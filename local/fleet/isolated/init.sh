#!/bin/bash
# Process 1 of an isolated host once its file system stands: starts the services, reaps what is left over (bash waits
# for every child), and ends the host when told to, or when the process that holds it is gone (end of input).
#
# usage: init.sh <own process number as the machine counts> <service>...
outer=$1
shift
unset REMIT_DROPPED
systemd-tmpfiles --create --prefix=/run 2>/dev/null || : # what packages want there: systemd would do it at boot
systemctl start "$@" >&2 </dev/null || echo "not every service started" >&2
echo "ready $outer"
exec >/dev/null 2>&1

while read -r word; do
  [ "$word" = halt ] || continue
  kill -TERM -1
  for _ in {1..20}; do # a second for services to close their files; the end of process 1 kills the rest
    left=(/proc/[0-9]*)
    [ "${#left[@]}" -gt 1 ] || break
    sleep 0.05
  done
  break
done
exit 0
