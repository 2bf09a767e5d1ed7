/**
 * The first lines of every document: nothing runs twice for one execution, and nothing runs late.
 *
 * A directory named for the execution is the claim: `mkdir` makes it once, whoever asks. `code` is written last, under
 * another name first, so that it is there whole or not at all. A repeat prints what the first run printed and ends as
 * it ended, so that the repeat of a failure is a failure.
 *
 * Exit codes that are ours: 91, the agent gave no parameters as environment (too old, or not ours); 92, too late;
 * 93, claimed before and not finished, or not claimable: what happened is unknown; 94 and 95, a guarded change that
 * was rolled back, or could not be (guard.ts). 194 asks the agent for a reboot and
 * for the script once more; a `stage` file tells that second pass from a repeat.
 */
export const FENCE = `#!/bin/bash
set -euo pipefail
case "\${SSM_ExecId:-}:\${SSM_NotAfter:-}" in
  :* | *: | *[!A-Za-z0-9:-]*) echo "nothing was run: the environment lacks this execution's id and deadline (agent older than 3.3.2746.0?)" >&2; exit 91 ;;
esac
claims=\${REMIT_EXEC:-/var/lib/remit/exec}
claim=$claims/$SSM_ExecId
if [ -f "$claim/code" ]; then
  cat "$claim/result"
  exit "$(cat "$claim/code")"
elif [ -e "$claim" ]; then
  [ -f "$claim/stage" ] || { echo "begun before and not finished: what it did is unknown" >&2; exit 93; }
else
  [ "$(date +%s)" -lt "$SSM_NotAfter" ] || { echo "too late: approved for then, not for now; nothing was run" >&2; exit 92; }
  mkdir -p -m 700 "$claims" && mkdir -m 700 "$claim" || { echo "cannot claim $claim" >&2; exit 93; }
  find "$claims" -mindepth 1 -maxdepth 1 -mtime +30 -exec rm -rf {} + 2>/dev/null || :
fi
finish() {
  local code=$?
  trap - EXIT
  if [ "$code" != 194 ]; then
    echo "$code" >"$claim/code.new"
    mv "$claim/code.new" "$claim/code"
  fi
  cat "$claim/result" >&3
  exit "$code"
}
interrupted() {
  trap - EXIT
  cat "$claim/result" >&3
  exit 143
}
exec 3>&1 >>"$claim/result" 2>&1
trap finish EXIT
trap interrupted HUP INT TERM
fail() {
  echo "$*"
  exit 1
}
`;
