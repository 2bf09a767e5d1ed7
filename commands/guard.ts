import { GIVING_BACK } from './saved.ts';

const END = 'END_OF_ROLL_BACK';

/**
 * What the script of a guarded command begins with. `arm` is said once, when everything is looked at and saved, and
 * nothing is changed yet. From then on the change is taken back by the command's own undo script, after `seconds`, unless
 * `$claim/verdict` says `kept` by then: a link is made whole or not at all, and once, so that it is either kept or
 * rolled back, never both. A script that fails after `arm` takes back at once what it has done.
 *
 * The timer is a session of its own and holds none of the document's outputs: it outlives the document, its time-out
 * and a restart of the agent (whose unit has KillMode=process); not a reboot of the host.
 */
export function guarding(undoScript: string, seconds: number): string {
  return `arm() {
  cat >"$claim/roll-back" <<'${END}'
${rollBack(undoScript)}
${END}
  chmod 700 "$claim/roll-back"
  declare -p \${!SSM_@} >"$claim/given"
  setsid bash -c 'sleep "$1"; exec "$2"' guard ${seconds} "$claim/roll-back" </dev/null >/dev/null 2>&1 &
  echo "$!" >"$claim/armed"
  kill -0 "$!" 2>/dev/null || fail "nothing was changed: the timer that would take it back did not start"
}
guard_end() {
  local code=$?
  trap - EXIT
  [ -e "$claim/armed" ] || exit "$code"
  if [ "$code" != 0 ]; then "$claim/roll-back"; fi
  if [ ! -L "$claim/verdict" ]; then
    echo "applied; taken back in ${seconds} s unless it is kept"
    exit 0
  fi
  ${AWAIT.replaceAll('$kept', '$claim')}
  [ "$code" != 0 ] || exit 94
  exit "$code"
}
trap guard_end EXIT
`;
}

/** Of the two that may race for it, only one gets past the link. What it did is written last, whole. */
function rollBack(undoScript: string): string {
  return `#!/bin/bash
set -uo pipefail
claim=\${0%/*}
claims=\${claim%/*}
saved=$claim/saved
. "$claim/given"
export SSM_Undone=$SSM_ExecId
ln -sT rolled-back "$claim/verdict" 2>/dev/null || exit 0
(
set -e
fail() {
  echo "$*"
  exit 1
}
${GIVING_BACK}${undoScript}
) >"$claim/rolled-back.said" 2>&1
code=$?
if [ "$code" = 0 ]; then echo "its own guard" >"$claim/undone"; fi
echo "$code" >"$claim/rolled-back.new"
mv "$claim/rolled-back.new" "$claim/rolled-back"`;
}

/** Waits for the end of a roll-back that has begun, and says how it went. Ends with 95 when it did not go well. */
const AWAIT = `for try in $(seq 300); do
  [ ! -f "$kept/rolled-back" ] || break
  sleep 0.2
done
[ ! -s "$kept/rolled-back.said" ] || cat "$kept/rolled-back.said"
if [ "$(cat "$kept/rolled-back" 2>/dev/null || :)" != 0 ]; then
  echo "it could not be taken back: look at this host"
  exit 95
fi
echo "rolled back: all is as it was before"`;

/** What a keep is given besides: the execution that applied the change, and whether to keep it or to take it back. */
export const KEEP_PARAMETERS = { Kept: '^[A-Za-z0-9][A-Za-z0-9-]{2,63}$', Verdict: '^(keep|roll-back)$' };

/** The script of the one document that tells a host: it runs where the agent was not locked out, which is the proof. */
export const KEEPING = `kept=$claims/$SSM_Kept
[ -d "$kept" ] || fail "nothing of $SSM_Kept is on this host"
if [ ! -e "$kept/armed" ]; then
  echo "nothing was changed, and nothing is to be kept"
  exit 0
fi
if [ "$SSM_Verdict" = keep ]; then ln -sT kept "$kept/verdict" 2>/dev/null || :
else "$kept/roll-back"; fi
if [ "$(readlink "$kept/verdict")" = kept ]; then
  echo "kept: the agent answered"
  exit 0
fi
${AWAIT}
exit 94`;
