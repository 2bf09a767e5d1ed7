#!/bin/sh
# uptime of a folder host: since its own boot, which its first argument names a file for, not since the machine's.
# Knows no option, -p and -s; the load is the machine's.
boot=$(cat "$1")
now=$(date +%s)
up=$((now - boot))
days=$((up / 86400)) hours=$((up / 3600 % 24)) minutes=$((up / 60 % 60))
case ${2:-} in
  -s) date -d "@$boot" '+%Y-%m-%d %H:%M:%S' 2>/dev/null || date -r "$boot" '+%Y-%m-%d %H:%M:%S'; exit ;;
  -p) echo "up $((days * 24 + hours)) hours, $minutes minutes"; exit ;;
esac
text="$minutes min"
[ "$hours" -eq 0 ] || text=$(printf '%2d:%02d' "$hours" "$minutes")
[ "$days" -eq 0 ] || text="$days days, $text"
load=$(PATH=/usr/bin:/bin uptime 2>/dev/null | sed -n 's/.*\(load average.*\)/\1/p')
echo " $(date +%H:%M:%S) up $text,  0 users,  ${load:-load average: unknown}"
