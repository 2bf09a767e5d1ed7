import { defineReading } from './define-reading.ts';
import { LOAD } from './look.ts';

export const load = defineReading({
  name: 'load',
  activity: 'platform-and-hardware-monitoring',
  summary: 'Say how busy targets are: load, processors, disks, what waits',
  pattern: 'load on <targets>',
  examples: ['load on host-7', 'load on tag:web'],
  fields: {},
  effect: () => 'reads for a second how busy the processors are; changes nothing',
  title: () => ({ ask: 'Read the load', doing: 'Reading the load', done: 'Read the load' }),
  run: {
    document: 'Remit-Load',
    parameters: () => ({}),
    timeoutSeconds: 30,
    // /proc/stat counts since the boot: two looks a second apart say what is so now. Columns 5, 6 and 9 are idle, waiting for disks, stolen.
    script: `${LOAD}
      load || fail "the kernel does not say its load"
      first=$(grep '^cpu ' /proc/stat)
      sleep 1
      { printf '%s\\n' "$first"; cat /proc/stat; } | awk '
        $1 == "cpu" {
          total = 0
          for (i = 2; i <= 9; i++) total += $i
          looks++
          if (looks == 1) { was = total; idle = $5; disk = $6; stolen = $9; next }
          spent = total - was
          if (spent > 0) printf "now %.0f%% busy, %.0f%% waiting for disks, %.0f%% stolen by the host below\\n", 100 * (spent - ($5 - idle) - ($6 - disk)) / spent, 100 * ($6 - disk) / spent, 100 * ($9 - stolen) / spent
        }
        $1 == "procs_blocked" && $2 > 0 { print $2 " blocked, waiting for a device" }'
      for what in cpu memory io; do
        awk -v what="$what" '$1 == "some" { sub(/^avg60=/, "", $3); if ($3 >= 1) printf "something waited for %s in %.0f%% of the last minute\\n", what, $3 }' "/proc/pressure/$what" 2>/dev/null || :
      done`,
  },
});
