import { defineReading } from './define-reading.ts';

export const hardware = defineReading({
  name: 'hardware',
  activity: 'platform-and-hardware-monitoring',
  summary: 'Look at disks, RAID, sensors, memory errors and network errors',
  pattern: 'hardware on <targets>',
  examples: ['hardware on host-7', 'hardware on all infrastructure hosts'],
  fields: {},
  effect: () => 'reads what the hardware says of itself; changes nothing, wakes no sleeping disk',
  title: () => ({ ask: 'Look at the hardware', doing: 'Looking at the hardware', done: 'Looked at the hardware' }),
  run: {
    document: 'Remit-Hardware',
    parameters: () => ({}),
    timeoutSeconds: 90, // a disk that dies answers smartctl late, or not at all
    // What is not there is said: silence would read as health.
    script: `
      value() { { LC_ALL=C tr -d '\\000-\\037\\177' <"$1"; } 2>/dev/null || :; }
      shopt -s nullglob
      disks() {
        local disk name sectors kind health
        for disk in /sys/block/*; do
          name=\${disk##*/}
          case $name in loop* | ram* | zram* | md* | dm-* | sr* | fd*) continue ;; esac
          sectors=$(value "$disk/size")
          [ "\${sectors:-0}" -gt 0 ] || continue
          case $(value "$disk/queue/rotational") in 0) kind=SSD ;; 1) kind='turning disk' ;; *) kind=disk ;; esac
          health='health unknown: smartctl is not installed'
          if command -v smartctl >/dev/null; then
            health=$(timeout 20 smartctl -n standby -H "/dev/$name" 2>/dev/null | sed -n -e 's/^SMART overall-health.*: */health /p' -e 's/^SMART Health Status: */health /p' -e 's/.*STANDBY.*/asleep, not asked/p' | head -n 1) || :
            case $health in *PASSED* | *OK* | asleep*) ;; '') health='health: it does not say' ;; *) health="$health  <- look at it" ;; esac
          fi
          printf '  %s: %s GB, %s, %s\\n' "$name" "$((sectors / 1953125))" "$kind $(value "$disk/device/model" | sed 's/ *$//')" "$health"
        done
      }
      raid() {
        awk '/^md/ { name = $1; level = $4 }
          /blocks/ && name { state = "whole"; if (match($0, /\\[[U_]+\\]/)) { up = substr($0, RSTART, RLENGTH); if (up ~ /_/) state = "DEGRADED " up "  <- a disk is missing" ; else state = "whole " up }; printf "  %s: %s, %s\\n", name, level, state }
          /(recovery|resync|check|reshape) *=/ { sub(/^ *\\[[=>.]*\\] */, ""); print "    " $0 }' "\${REMIT_PROC:-/proc}/mdstat" 2>/dev/null || :
      }
      sensors_here() {
        local at name label now most
        for at in /sys/class/hwmon/hwmon*/temp*_input /sys/class/hwmon/hwmon*/fan*_input; do
          now=$(value "$at")
          case $now in '' | *[!0-9-]*) continue ;; esac
          name=$(value "\${at%/*}/name")
          label=$(value "\${at%_input}_label")
          most=$(value "\${at%_input}_crit")
          case $at in
            */fan*) printf '  %s %s: %s turns a minute%s\\n' "$name" "\${label:-\${at##*/}}" "$now" "$([ "$now" != 0 ] || echo '  <- stands still')" ;;
            *) printf '  %s %s: %s °C%s\\n' "$name" "\${label:-\${at##*/}}" "$((now / 1000))" "$([ "\${most:-0}" -le 0 ] || [ "$now" -lt "$most" ] || echo '  <- too hot')" ;;
          esac
        done
      }
      memory_errors() {
        local at
        for at in /sys/devices/system/edac/mc/mc*; do
          printf '  %s: %s corrected, %s not corrected%s\\n' "\${at##*/}" "$(value "$at/ce_count")" "$(value "$at/ue_count")" "$([ "$(value "$at/ue_count")" = 0 ] || echo '  <- replace it')"
        done
      }
      network() {
        awk 'NR > 2 { sub(/:/, " "); if ($1 == "lo") next
          errors = $4 + $12; dropped = $5 + $13
          printf "  %s: %s\\n", $1, (errors + dropped ? errors " errors, " dropped " dropped since it is up" (errors ? "  <- cable, port or card" : "") : "no errors") }' "\${REMIT_PROC:-/proc}/net/dev"
      }
      said=''
      tell() {
        local lines
        lines=$($2)
        if [ -n "$lines" ]; then printf '%s\\n%s\\n' "$1" "$lines"; else said="$said, $3"; fi
      }
      tell Disks disks 'disks of its own'
      tell RAID raid 'software RAID'
      tell Sensors sensors_here 'sensors'
      tell 'Memory errors' memory_errors 'memory that counts errors'
      tell Network network 'network cards'
      [ -z "$said" ] || echo "Not to be seen here: \${said#, }"`,
  },
});
