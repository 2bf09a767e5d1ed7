#!/bin/sh
# systemctl of an isolated host: Debian's daemonless systemctl, which reads the real unit files, with these answers
# made those of systemd: the exit code of an unknown unit (start and restart 5, status 4), its message, `show`
# with several properties and the time of the start, `list-units --state`, and the units of a template.
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

file_of() {
  for dir in /etc/systemd/system /run/systemd/system /usr/local/lib/systemd/system /usr/lib/systemd/system /lib/systemd/system; do
    if [ -e "$dir/$1" ]; then echo "$dir/$1" && return; fi
  done
  return 1
}
known() {
  case $unit in */*) return 1 ;; esac
  [ -z "$(file_of "$unit")" ] || return 0
  instance
}

# The daemonless one knows a unit of a template only as a file of its own name, with the words that stand for it filled in.
# It does not hear of a daemon that goes to the background before it is ready: one with a PID file is waited for by that.
instance() {
  case $unit in *[!A-Za-z0-9@._-]*) return 1 ;; *@?*.*) ;; *) return 1 ;; esac
  template=$(file_of "${unit%%@*}@.${unit##*.}") || return 1
  name=${unit#*@}
  name=${name%.*}
  forking=''
  if grep -q '^PIDFile=' "$template"; then forking='s/^Type=notify$/Type=forking/'; fi
  mkdir -p /run/systemd/system
  sed -e "s/%[iI]/$name/g" -e 's|%t|/run|g' -e "$forking" "$template" >"/run/systemd/system/$unit"
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
    known || :
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
