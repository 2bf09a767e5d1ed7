import type { MaintenanceDefinition } from '../bot/domain/command.ts';
import { defineCommand } from './define-command.ts';
import { cores, RESOURCES, size } from './resources.ts';

type Resource = 'cpu' | 'memory' | 'disk';

const NAMES: Record<Resource, { words: string; document: string; example: string }> = {
  cpu: { words: 'CPU', document: 'Remit-ResourcesSetCpu', example: '1.5' },
  memory: { words: 'memory', document: 'Remit-ResourcesSetMemory', example: '8g' },
  disk: { words: 'disk', document: 'Remit-ResourcesSetDisk', example: '100g' },
};

/** What is used now has to fit: to go below ends processes (memory) or writing (disk). CPU only makes it slower. */
const FITS = `fits() {
  local used
  used=$(used_of "$1")
  [ "$1" = cpu ] || [ "$2" = unlimited ] || [ "$2" -gt "$used" ] || fail "nothing was changed: $(words "$1" "$used") of $1 are in use, and $(words "$1" "$2") would not hold them"
}
`;

/** The amount in the platform's units: hundredths of a core, MB. It is decimal without a leading zero. */
const WANTED = `amount="$SSM_Amount"
case "$amount" in
  '' | *[!0-9.mg]*) fail "nothing was changed: that is no amount" ;;
  *g) wanted=$(awk -v "n=\${amount%g}" 'BEGIN { printf "%d", n * 1024 }') ;;
  *m) wanted=\${amount%m} ;;
  *) wanted=$(awk -v "n=$amount" 'BEGIN { printf "%d", n * 100 + 0.5 }') ;;
esac
`;

const setting = (resource: Resource): MaintenanceDefinition =>
  defineCommand({
    name: `resources set ${resource}`,
    activity: 'infrastructure-container-resources',
    summary: `Set how much ${NAMES[resource].words} an infrastructure container may use`,
    pattern: `resources set ${resource} to <amount> on <target>`,
    examples: [
      `resources set ${resource} to ${NAMES[resource].example} on infra-db`,
      `resources set ${resource} to ${NAMES[resource].example} on infra-gate because "full since Monday"`,
    ],
    fields: { amount: resource === 'cpu' ? cores() : size() },
    kinds: ['infrastructure-container'],
    risk: 'change',
    role: 'operator',
    approval: { production: { of: 1, from: 'approver' }, staging: 'none' },
    repeatable: true,
    effect: ({ amount }) =>
      resource === 'cpu'
        ? `lets the container use ${amount} cores; with less than it uses now, it gets slower`
        : `lets the container use ${amount} of ${resource}; refused where more than that is in use`,
    title: ({ amount }) => ({
      ask: `Set the ${NAMES[resource].words} to ${amount}`,
      doing: `Setting the ${NAMES[resource].words} to ${amount}`,
      done: `Set the ${NAMES[resource].words} to ${amount}`,
    }),
    undo: {
      words: `The limit of before comes back, where what is in use fits into it.`,
      script: `${RESOURCES}${FITS}
      read -r before after <"$saved/limits" || fail "nothing was changed: $SSM_Undone did not get as far as setting it"
      all
      now=$(limit_of ${resource})
      [ "$before" != "$after" ] || { echo "$SSM_Undone changed nothing: nothing to take back"; exit 0; }
      [ "$now" = "$after" ] || fail "nothing was changed: ${resource} was set to $(words ${resource} "\${now:-0}") after $SSM_Undone, and stays"
      fits ${resource} "$before"
      change ${resource} "$before"
      echo "${resource}: $(words ${resource} "$before") again"`,
    },
    run: {
      document: NAMES[resource].document,
      parameters: ({ amount }) => ({ Amount: [amount] }),
      timeoutSeconds: 120,
      script: `${RESOURCES}${FITS}${WANTED}
      all
      now=$(limit_of ${resource})
      [ -n "$now" ] || fail "nothing was changed: $platform knows no ${resource} here"
      if [ "$now" = "$wanted" ]; then
        echo "$now $wanted" >"$saved/limits"
        echo "${resource} is $(words ${resource} "$wanted") already: nothing was changed"
        exit 0
      fi
      fits ${resource} "$wanted"
      echo "$now $wanted" >"$saved/limits"
      change ${resource} "$wanted"
      echo "${resource}: $(words ${resource} "$now") → $(words ${resource} "$wanted")"`,
    },
  });

/** One command for each of the three, so that an amount that does not fit its resource is refused in the sentence. */
export const resourcesSet = [setting('cpu'), setting('memory'), setting('disk')];
