import { defineCommand } from './define-command.ts';

export const repair = defineCommand({
  name: 'repair',
  activity: 'infrastructure-incidents',
  summary: 'Start again each service that has failed; say what stays down, and what its log says',
  pattern: 'repair <targets>',
  examples: ['repair host-7', 'repair all user hosts because "the power came back"'],
  fields: {},
  risk: 'disruptive',
  role: 'operator',
  approval: { production: { of: 1, from: 'approver' }, staging: 'none' },
  repeatable: true,
  effect: () => 'starts the services that have failed; touches none that runs',
  title: () => ({
    ask: 'Repair',
    doing: 'Repairing',
    done: 'Repaired',
  }),
  undo: 'A start is not taken back: `stop <service>` takes one down again.',
  run: {
    document: 'Remit-Repair',
    parameters: () => ({}),
    timeoutSeconds: 300, // each start has its own limit below; a host where many hang is looked at by somebody
    // Failed is what systemd calls so: it was to run, and ended by a fault. What somebody stopped is left as it is.
    script: `
      failed=$(timeout 20 systemctl list-units --type=service --state=failed --plain --no-legend --no-pager | awk '{ print $1 }')
      if [ -z "$failed" ]; then echo "no service has failed here"; exit 0; fi
      down=0
      for unit in $failed; do
        name=\${unit%.service}
        systemctl reset-failed -- "$unit" 2>/dev/null || :
        timeout 60 systemctl start -- "$unit" >/dev/null 2>&1 || :
        sleep 0.3
        if systemctl is-active --quiet -- "$unit"; then echo "$name: started, active"; continue; fi
        down=$((down + 1))
        echo "$name: STILL DOWN"
        timeout 20 journalctl --unit="$unit" --lines=3 --no-pager --quiet --output=cat 2>/dev/null | tr -d '\\000-\\010\\013-\\037\\177' | cut -c 1-200 | sed 's/^/  /' || :
      done
      [ "$down" = 0 ] || fail "$down still down: \\\`logs <service>\\\` and \\\`assess\\\` say more"`,
  },
});
