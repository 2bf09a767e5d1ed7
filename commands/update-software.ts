import { defineCommand } from './define-command.ts';
import { NEWER } from './updates.ts';

export const updateSoftware = defineCommand({
  name: 'update software',
  activity: 'software-and-kernel-update',
  summary: 'Update the software of hosts, but for the kernel; adds, removes and reboots nothing',
  pattern: 'update software on <targets>',
  examples: ['update software on host-7', 'update software on all staging user hosts because "the fixes of November"'],
  fields: {},
  risk: 'change',
  role: 'operator',
  approval: { production: { of: 1, from: 'approver' }, staging: 'none' },
  repeatable: true,
  effect: () =>
    'updates every package but the kernel; services that it updates restart. Adds and removes no package, reboots nothing. `updates` lists what would change',
  title: () => ({ ask: 'Update the software', doing: 'Updating the software', done: 'Updated the software' }),
  undo: 'Debian supports no way back for a whole update; `install <package>=<version>` brings one package back to a version that the repositories still have.',
  run: {
    document: 'Remit-UpdateSoftware',
    parameters: () => ({}),
    timeoutSeconds: 3600, // some hundred packages over a slow line
    // \`upgrade\` would take the kernel along. Packages that it names itself, apt would call chosen by a person.
    script: `${NEWER}
      half=$(halfway | paste -s -d ' ')
      installed >"$claim/before"
      if [ -n "$half" ]; then
        setsid -w dpkg --force-confdef --force-confold --configure -a >"$claim/apt" 2>&1 </dev/null || :
        half=$(halfway | paste -s -d ' ')
        [ -z "$half" ] || fail "nothing was updated: dpkg was interrupted before and cannot finish $half: $(reasons "$claim/apt")"
        echo "first finished what was interrupted: $(changes | in_words)"
      fi
      refresh
      newer
      if [ ! -s "$claim/software" ]; then
        echo "up to date$([ ! -s "$claim/kernel" ] || echo ", but for the kernel: $(names "$claim/kernel")")"
        reboot_asked
        exit 0
      fi
      mapfile -t list < <(awk '{ print $1 }' "$claim/software")
      simulate install --only-upgrade --no-install-recommends "\${list[@]}"
      others=$(planned | awk 'NR == FNR { own[$1]; next } !($1 in own)' "$claim/software" - | in_words)
      [ -z "$others" ] || fail "nothing was changed: these updates want others, too: $others"
      apt-mark showauto "\${list[@]}" >"$claim/auto"
      installed >"$claim/before"
      why=
      act install --only-upgrade --no-install-recommends --no-remove "\${list[@]}" || why=$(reasons "$claim/apt")
      changes >"$claim/changed"
      if [ -s "$claim/auto" ]; then xargs apt-mark auto <"$claim/auto" >/dev/null; fi
      [ -z "$why" ] || fail "$why. It stands at: $(in_words "$claim/changed")"
      left=$(while read -r name _ is; do [ "$(version "$name")" = "$is" ] || echo "$name"; done <"$claim/software" | paste -s -d ' ')
      [ -z "$left" ] || fail "not updated: $left"
      echo "updated $(wc -l <"$claim/changed"): $(in_words "$claim/changed")"
      [ ! -s "$claim/kernel" ] || echo "not the kernel (update kernel): $(in_words "$claim/kernel")"
      reboot_asked`,
  },
});
