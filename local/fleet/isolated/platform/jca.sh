#!/bin/bash
# The accounts of the admin panel of the local fleet: a stand-in for the program that the owner of a platform brings.
# docs/access.md says how it is called. Its state is a file of the host, NAME and open or locked in a line.
set -euo pipefail
accounts=/etc/remit/jca.accounts
exec 9>>"$accounts"
flock 9

state() { awk -v "name=$1" '$1 == name { print $2 }' "$accounts"; }
put() {
  { awk -v "name=$1" '$1 != name' "$accounts"; echo "$1 $2"; } | sort >"$accounts.new"
  cat "$accounts.new" >"$accounts"
}
there() { [ -n "$(state "$1")" ] || { echo "there is no account $1" >&2; exit 1; }; }

case "${1:-}:${2:-}" in
  list:) cat "$accounts" ;;
  add:?*) [ -z "$(state "$2")" ] || { echo "there is an account $2 already" >&2; exit 1; }; put "$2" open ;;
  lock:?*) there "$2"; put "$2" locked ;;
  unlock:?*) there "$2"; put "$2" open ;;
  *) echo "usage: jca list | add NAME | lock NAME | unlock NAME" >&2; exit 2 ;;
esac
