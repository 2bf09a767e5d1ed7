import { APT } from './apt.ts';
import { defineReading } from './define-reading.ts';

/** Which packages are the kernel and what belongs to it: they have a command of their own, since a new kernel wants a reboot. */
const KERNEL = `kernel='^(linux-(image|headers|modules|generic|virtual|aws|azure|gcp|kvm|lowlatency|oem)|(pve|proxmox)-kernel)'
newer() {
  simulate upgrade
  planned | awk -v "kernel=$kernel" '$1 !~ kernel && $2 != "none"' >"$claim/software"
  simulate dist-upgrade
  planned | awk -v "kernel=$kernel" '$1 ~ kernel && $2 != "none" && $3 != "none"' >"$claim/kernel"
}
`;

/** `newer` writes what has a newer version to `$claim/software` and `$claim/kernel`, as lines of `planned`. */
export const NEWER = `${APT}${KERNEL}`;

export const updates = defineReading({
  name: 'updates',
  activity: 'software-and-kernel-update',
  summary: 'List the updates that are there for hosts, and which of them will want a reboot',
  pattern: 'updates on <targets>',
  examples: ['updates on host-7', 'updates on all user hosts'],
  fields: {},
  effect: () => 'fetches the lists of packages and reads them; changes no package',
  title: () => ({ ask: 'List the updates', doing: 'Listing the updates', done: 'Listed the updates' }),
  run: {
    document: 'Remit-Updates',
    parameters: () => ({}),
    timeoutSeconds: 180, // the lists come over the network, for two minutes at most
    // A package whose script asks for a reboot today will ask for one after its update.
    script: `${NEWER}
      refresh
      newer
      asks() {
        local name=$1
        case "$name" in *:*) ;; *) [ -e "/var/lib/dpkg/info/$name.postinst" ] || name=$name:\${native#:} ;; esac
        grep -qs 'reboot-required' "/var/lib/dpkg/info/$name.postinst"
      }
      awk '$1 == "Inst" { name = $2; sub(/^[^(]*/, ""); if (/[Ss]ecurity/) print name }' "$claim/simulated" >"$claim/security"
      software=$(wc -l <"$claim/software")
      kernels=$(wc -l <"$claim/kernel")
      if [ "$((software + kernels))" = 0 ]; then echo "up to date"
      else echo "$software of software, $kernels of the kernel, for security $(grep -c . "$claim/security" || :)"; fi
      while read -r name was is; do
        note=
        if grep -Fx -- "$name" "$claim/security" >/dev/null; then note=', security'; fi
        if asks "$name"; then note="$note, wants a reboot"; fi
        echo "$name $was → $is$note"
      done <"$claim/software"
      while read -r name was is; do echo "$name $was → $is, kernel, wants a reboot"; done <"$claim/kernel"
      kept=$(planned | awk 'NR == FNR { other[$1]; next } $2 != "none" && !($1 in other)' <(cat "$claim/software" "$claim/kernel") - | names)
      [ -z "$kept" ] || echo "left alone, since they want others added or removed: $kept"
      reboot_asked`,
  },
});
