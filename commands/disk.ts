import { defineReading } from './define-reading.ts';

export const disk = defineReading({
  name: 'disk',
  activity: 'platform-and-hardware-monitoring',
  summary: 'Say how full the file systems of targets are, the fullest first',
  pattern: 'disk on <targets>',
  examples: ['disk on host-7', 'disk on tag:web', 'disk on all infrastructure containers'],
  fields: {},
  effect: () => 'reads how full the file systems are; changes nothing',
  title: () => ({ ask: 'Read the disks', doing: 'Reading the disks', done: 'Read the disks' }),
  run: {
    document: 'Remit-Disk',
    parameters: () => ({}),
    timeoutSeconds: 60, // a network file system that hangs is what this often looks for
    // df fails when one mount cannot be read, and still lists the others. One line for each file system, not each mount.
    script: `
      listed=$(df -hP 2>/dev/null || :)
      printf '%s\\n' "$listed" | awk '
        NR == 1 || $1 ~ /^(tmpfs|devtmpfs|udev|efivarfs|none|shm|memory)$/ || $5 !~ /^[0-9]+%$/ || seen[$1]++ { next }
        {
          mount = $6
          for (i = 7; i <= NF; i++) mount = mount " " $i
          printf "%4s of %s used, %s free, %s%s\\n", $5, $2, $4, mount, ($5 + 0 >= 90 ? "  <- nearly full" : "")
        }' | sort -rn >"$claim/disks"
      [ -s "$claim/disks" ] || fail "df listed no file system"
      cat "$claim/disks"`,
  },
});
