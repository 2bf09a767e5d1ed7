import { defineCommand } from './define-command.ts';

export const reboot = defineCommand({
  name: 'reboot',
  activity: 'rebooting-host-or-container',
  summary: 'Reboot hosts or containers, and see that their services come back',
  pattern: 'reboot <targets>',
  examples: ['reboot host-7', 'reboot host-4, host-5 because "kernel update"', 'reboot all staging user hosts'],
  fields: {},
  risk: 'disruptive',
  role: 'operator',
  approval: { production: { of: 1, from: 'approver' }, staging: 'none' },
  repeatable: true,
  effect: () => 'stops everything on the target and starts it again; out of reach for a minute or more',
  title: () => ({ ask: 'Reboot', doing: 'Rebooting', done: 'Rebooted' }),
  undo: 'A reboot cannot be taken back: what was only in memory is gone.',
  run: {
    document: 'Remit-Reboot',
    parameters: () => ({}),
    timeoutSeconds: 600, // a host with many disks checks them at boot
    // Exit 194 asks the agent to reboot the host and to run the script again. A boot is told from the next by the
    // kernel's boot id and the start of process 1: a container's kernel stays, its process 1 does not. Only units that
    // are enabled are expected back.
    script: `
      boot() { cat "\${REMIT_BOOT_ID:-/proc/sys/kernel/random/boot_id}" || :; sed -e 's/.*) //' /proc/1/stat | cut -d ' ' -f 20 || :; }
      running() { systemctl list-units --type=service --state=running --plain --no-legend --no-pager | awk '{ print $1 }' || :; }
      if [ ! -f "$claim/stage" ]; then
        boot >"$claim/boot" 2>/dev/null
        [ -s "$claim/boot" ] || fail "cannot tell one boot from the next here: not rebooted"
        for unit in $(running 2>/dev/null); do
          if systemctl is-enabled --quiet -- "$unit" 2>/dev/null; then echo "$unit"; fi
        done >"$claim/services"
        date +%s >"$claim/asked"
        echo "rebooting" >"$claim/stage"
        exit 194
      fi
      [ "$(boot 2>/dev/null)" != "$(cat "$claim/boot")" ] || fail "not rebooted: this is still the boot of before"
      echo "up again $(($(date +%s) - $(cat "$claim/asked"))) s after the reboot was asked for"
      down=''
      for try in 1 2 3 4 5 6 7 8 9 10 11 12; do
        down=''
        while read -r unit; do
          systemctl is-active --quiet -- "$unit" || down="$down $unit"
        done <"$claim/services"
        [ -n "$down" ] || break
        [ "$try" = 12 ] || sleep 5
      done
      [ -z "$down" ] || fail "did not come back:$down"
      if [ -s "$claim/services" ]; then echo "active again: $(sed 's/[.]service$//' "$claim/services" | tr '\\n' ' ')"; fi`,
  },
});
