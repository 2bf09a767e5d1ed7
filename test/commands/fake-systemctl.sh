#!/bin/bash
# systemctl over directories: $UNITS/<unit>/pid is its main process. Answers and exits as systemd's does. Knobs are files
# in a unit's directory: stuck (a restart keeps the pid), dead (does not start), dying (down at the second look),
# disabled.
verb=$1
shift
options=() words=() literal=''
for word in "$@"; do
  if [ -z "$literal" ] && [ "$word" = -- ]; then literal=1
  elif [ -z "$literal" ] && [[ $word == -* ]]; then options+=("$word")
  else words+=("$word"); fi
done
[ "$verb" = show ] && for i in "${!words[@]}"; do case ${words[i]} in LoadState | ActiveState | SubState | MainPID | ActiveEnterTimestamp) unset "words[i]" ;; esac; done
unit=${words[*]}
unit=${unit%.service}
dir=$UNITS/$unit
known() { [ -n "$unit" ] && [[ $unit != */* ]] && [ -d "$dir" ]; }
case $verb in
  restart)
    known || { echo "Failed to restart $unit.service: Unit $unit.service not found." >&2; exit 5; }
    [ -f "$dir/dead" ] && { rm -f "$dir/pid"; exit 0; }
    [ -f "$dir/stuck" ] || echo $(($(cat "$dir/pid" 2>/dev/null || echo 411) + 565)) >"$dir/pid"
    ;;
  is-active)
    if known && [ -f "$dir/pid" ]; then
      state=active code=0
      [ -f "$dir/dying" ] && rm "$dir/pid"
    else state=inactive code=3; fi
    [[ " ${options[*]} " == *" --quiet "* ]] || echo "$state"
    exit "$code"
    ;;
  show)
    if ! known; then printf '%s\n' LoadState=not-found ActiveState=inactive SubState=dead MainPID=0 ActiveEnterTimestamp=
    elif [ -f "$dir/pid" ]; then printf '%s\n' LoadState=loaded ActiveState=active SubState=running "MainPID=$(cat "$dir/pid")" "ActiveEnterTimestamp=Mon 2025-11-03 10:00:00 UTC"
    else printf '%s\n' LoadState=loaded ActiveState=inactive SubState=dead MainPID=0 ActiveEnterTimestamp=; fi
    ;;
  list-units) for dir in "$UNITS"/*/; do [ -f "$dir/pid" ] && echo "$(basename "$dir").service loaded active running A service"; done; exit 0 ;;
  is-enabled) known && [ ! -f "$dir/disabled" ] ;;
  *) echo "Unknown command verb $verb." >&2; exit 1 ;;
esac
