#!/bin/sh
# systemctl of an isolated host: Debian's daemonless systemctl, which reads the real unit files, with these answers
# made those of systemd: the exit code of an unknown unit (start and restart 5, status 4), its message, `show`
# with several properties and the time of the start, and `list-units --state`.
real() { exec /usr/bin/python3 -I -S /usr/lib/remit/systemctl.pyc "$@"; }

verb='' unit='' props='' value='' state='' quiet=''
want=''
for word in "$@"; do
  if [ -n "$want" ]; then props="$props,$word" want=''; continue; fi
  case $word in
    -p | --property) want=1 ;;
    -p*) props="$props,${word#-p}" ;;
    --property=*) props="$props,${word#--property=}" ;;
    --value) value=1 ;;
    -q | --quiet) quiet=1 ;;
    --state=*) state=${word#--state=} ;;
    -*) ;;
    *) if [ -z "$verb" ]; then verb=$word; elif [ -z "$unit" ]; then unit=$word; fi ;;
  esac
done
case $unit in '' | *.*) ;; *) unit=$unit.service ;; esac

known() {
  case $unit in */*) return 1 ;; esac
  for dir in /etc/systemd/system /run/systemd/system /usr/local/lib/systemd/system /usr/lib/systemd/system /lib/systemd/system; do
    [ -e "$dir/$unit" ] && return 0
  done
  return 1
}

if [ "${verb:-list-units}" = list-units ] && [ -n "$state" ]; then
  /usr/bin/python3 -I -S /usr/lib/remit/systemctl.pyc "$@" | awk -v state="$state" '$2 == state || $3 == state || $4 == state'
  exit
fi
[ -n "$unit" ] || real "$@"
case $verb in
  start | stop | restart | reload | try-restart | reload-or-restart)
    if ! known; then
      echo "Failed to $verb $unit: Unit $unit not found." >&2
      exit 5
    fi ;;
  status)
    if ! known; then
      echo "Unit $unit could not be found." >&2
      exit 4
    fi ;;
  is-enabled)
    [ -z "$quiet" ] || exec >/dev/null ;;
  is-active)
    if ! known; then
      [ -n "$quiet" ] || echo inactive
      exit 3
    fi ;;
  show)
    shown=$(/usr/bin/python3 -I -S /usr/lib/remit/systemctl.pyc show "$unit")
    pid=$(printf '%s\n' "$shown" | sed -n 's/^MainPID=//p')
    since=''
    if [ "${pid:-0}" != 0 ]; then since=$(ps -o lstart= -p "$pid") && since=$(date -d "$since" '+%a %F %T %Z'); fi
    printf '%s\nActiveEnterTimestamp=%s\n' "$shown" "$since" |
      awk -F= -v props="${props:+$props,}" -v value="$value" \
        'props == "" || index(props, "," $1 ",") { if (value) { sub(/^[^=]*=/, "") } print }'
    exit ;;
esac
real "$@"
