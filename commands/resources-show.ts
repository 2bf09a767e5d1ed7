import { defineReading } from './define-reading.ts';
import { RESOURCES } from './resources.ts';

export const resourcesShow = defineReading({
  name: 'resources show',
  activity: 'infrastructure-container-resources',
  summary: 'Say how much CPU, memory and disk an infrastructure container may use, and uses',
  pattern: 'resources show on <targets>',
  examples: ['resources show on infra-db', 'resources show on all infrastructure containers'],
  fields: {},
  kinds: ['infrastructure-container'],
  effect: () => 'reads the limits of the container and what is in use; changes nothing',
  title: () => ({
    ask: 'Look at the resources',
    doing: 'Looking at the resources',
    done: 'Looked at the resources',
  }),
  run: {
    document: 'Remit-ResourcesShow',
    parameters: () => ({}),
    timeoutSeconds: 60,
    script: `${RESOURCES}
      all
      while read -r name limit used; do
        part=''
        if [ "$limit" != unlimited ]; then part=$(awk -v used="$used" -v limit="$limit" 'BEGIN { p = 100 * used / limit; printf ", %.0f %%%s", p, (p >= 90 ? "  <- nearly full" : "") }'); fi
        if [ "$used" = 0 ]; then used='nothing'; else used=$(words "$name" "$used"); fi
        echo "$name: $used of $(words "$name" "$limit") in use$part"
      done <"$claim/resources"
      [ -s "$claim/resources" ] || echo "$platform names no resources"`,
  },
});
