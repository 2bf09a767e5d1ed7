import { CHANGE, TAKE_BACK } from './apt.ts';
import { defineCommand } from './define-command.ts';
import { NEWER } from './updates.ts';

export const updateKernel = defineCommand({
  name: 'update kernel',
  activity: 'software-and-kernel-update',
  summary: 'Install the newest kernel of hosts beside the one that runs; a reboot of its own starts it',
  pattern: 'update kernel on <targets>',
  examples: ['update kernel on host-7', 'update kernel on all staging user hosts because "CVE-2026-1234"'],
  fields: {},
  risk: 'change',
  role: 'operator',
  approval: { production: { of: 1, from: 'approver' }, staging: 'none' },
  repeatable: true,
  effect: () =>
    'installs the newest kernel beside the one that runs, which goes on until a reboot; that is a command and an approval of its own',
  title: () => ({ ask: 'Update the kernel', doing: 'Updating the kernel', done: 'Updated the kernel' }),
  undo: {
    words: 'The kernel packages go back to their versions of before, unless the host runs the new kernel by then.',
    script: `${TAKE_BACK}
      while read -r name was is; do
        case "$name" in *"-$(uname -r)") fail "nothing was changed: the host runs $name by now; it stays" ;; esac
      done <"$back"
      give_back`,
  },
  run: {
    document: 'Remit-UpdateKernel',
    parameters: () => ({}),
    timeoutSeconds: 1800, // a kernel builds its first file system and the loader's list
    script: `${NEWER}${CHANGE}
      whole
      refresh
      newer
      if [ ! -s "$claim/kernel" ]; then
        [ -n "$(installed | awk -v "kernel=$kernel" '$1 ~ kernel')" ] || fail "nothing was changed: no package of a kernel here; this host runs $(uname -r), which comes from elsewhere"
        echo "the kernel is up to date; $(uname -r) runs"
        reboot_asked
        exit 0
      fi
      mapfile -t list < <(awk '{ print $1 }' "$claim/kernel")
      simulate install --only-upgrade --no-install-recommends "\${list[@]}"
      planned >"$claim/planned"
      others=$(awk -v "kernel=$kernel" '$3 == "none" || ($1 !~ kernel && $2 != "none")' "$claim/planned" | in_words)
      [ -z "$others" ] || fail "nothing was changed: this kernel wants other packages changed, too: $others"
      apt-mark showauto "\${list[@]}" >"$claim/auto"
      change --only-upgrade --no-install-recommends "\${list[@]}"
      if [ -s "$claim/auto" ]; then xargs apt-mark auto <"$claim/auto" >/dev/null; fi
      while read -r name was is; do [ "$(version "$name")" = "$is" ] || fail "not updated: $name"; done <"$claim/kernel"
      in_words "$saved/changed"
      echo "a reboot is needed to run it: $(uname -r) runs on until then; nothing was rebooted"`,
  },
});
