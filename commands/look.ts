/**
 * What read commands look at, as functions of bash, each with lines that fit a phone. `assess` says them together.
 * What is close to an end is marked with an arrow.
 */

/** From /proc, where a container sees its host's memory; its own limit is the control group's. */
export const MEMORY = `
      memory() {
        awk '
          function size(kb) { return kb >= 1048576 ? sprintf("%.1f GB", kb / 1048576) : sprintf("%d MB", kb / 1024) }
          { sub(/:$/, "", $1); kb[$1] = $2 }
          END {
            total = kb["MemTotal"]
            if (total == 0) exit 1
            free = ("MemAvailable" in kb) ? kb["MemAvailable"] : kb["MemFree"] + kb["Buffers"] + kb["Cached"]
            used = 100 * (total - free) / total
            printf "%.0f%% of %s used, %s available%s\\n", used, size(total), size(free), (used >= 90 ? "  <- nearly full" : "")
            swap = kb["SwapTotal"]
            if (swap == 0) print "no swap"
            else printf "swap: %.0f%% of %s used\\n", 100 * (swap - kb["SwapFree"]) / swap, size(swap)
          }' "\${REMIT_PROC:-/proc}/meminfo"
      }
      memory_limit() {
        local at most now
        for at in memory.max:memory.current memory/memory.limit_in_bytes:memory/memory.usage_in_bytes; do
          most=$(cat "/sys/fs/cgroup/\${at%:*}" 2>/dev/null) || continue
          now=$(cat "/sys/fs/cgroup/\${at#*:}" 2>/dev/null) || continue
          awk -v most="$most" -v now="$now" 'BEGIN {
            if (most !~ /^[0-9]+$/ || most > 2 ^ 60) exit
            used = 100 * now / most
            printf "limit of its own: %.0f%% of %d MB used%s\\n", used, most / 1048576, (used >= 90 ? "  <- nearly full" : "")
          }'
          return
        done
      }
      memory_killed() {
        awk '$1 == "oom_kill" && $2 > 0 { print "killed for want of memory since the kernel started: " $2 }' /proc/vmstat 2>/dev/null || :
      }`;

/** The load is a count of what runs or waits: more than the processors means that something waits. */
export const LOAD = `
      load() {
        awk -v cpus="$(nproc)" '{
          printf "%s %s %s (1, 5, 15 min), %d CPU%s%s\\n", $1, $2, $3, cpus, (cpus == 1 ? "" : "s"), ($2 > 2 * cpus ? "  <- more than they can do" : "")
        }' "\${REMIT_PROC:-/proc}/loadavg"
      }`;

/** Of each process what its second cost, and what it holds; names only, since arguments may hold secrets. */
export const PROCESSES = `
      ticks() { cat /proc/[0-9]*/stat 2>/dev/null | sed -n 's/^\\([0-9][0-9]*\\) (.*) [A-Za-z] /\\1 /p' | awk '{ print $1, $12 + $13 }' || :; }
      owners() {
        ps -e -o pid=,ppid=,user:16=,rss=,comm:24= | LC_ALL=C tr -d '\\000-\\010\\013-\\037\\177' |
          awk -v me="$$" '$1 == me || ($2 in mine) { mine[$1]; next } { $2 = ""; print }'
      }
      by_cpu() {
        local began ended
        ticks >"$claim/before"
        began=$(date +%s%N)
        sleep 1
        ticks >"$claim/after"
        ended=$(date +%s%N)
        owners | awk -v hz="$(getconf CLK_TCK)" -v ns="$((ended - began))" -v count="$1" '
          FILENAME ~ /before$/ { before[$1] = $2; next }
          FILENAME ~ /after$/ { if ($1 in before) spent[$1] = $2 - before[$1]; next }
          spent[$1] > 0 {
            name = $4
            for (i = 5; i <= NF; i++) name = name " " $i
            printf "%6.1f%%  %s  pid %s, %s\\n", 100 * spent[$1] / hz / (ns / 1e9), name, $1, $2
          }' "$claim/before" "$claim/after" - | sort -rn | head -n "$1"
      }
      by_memory() {
        owners | awk '{
          name = $4
          for (i = 5; i <= NF; i++) name = name " " $i
          if ($3 > 0) printf "%6.1f MB  %s  pid %s, %s\\n", $3 / 1024, name, $1, $2
        }' | sort -rn | head -n "$1"
      }`;

/** One line for each port and program, wherever it listens. */
export const PORTS = `
      ports() {
        local listed
        command -v ss >/dev/null || { echo "ss is not installed here (package iproute2)"; return 1; }
        listed=$(ss -H -tulnp) || { printf '%s\\n' "$listed"; return 1; }
        printf '%s\\n' "$listed" | LC_ALL=C tr -d '\\000-\\010\\013-\\037\\177' | awk '
          NF < 5 { next }
          {
            port = $5; sub(/.*:/, "", port)
            address = $5; sub(/:[^:]*$/, "", address); sub(/%.*/, "", address); gsub(/[][]/, "", address)
            where = (address ~ /^(0[.]0[.]0[.]0|::|[*])$/) ? "every address" : (address ~ /^(127[.]|::1$|::ffff:127[.])/) ? "this host only" : address
            names = ""; rest = $0
            while (match(rest, /\\("[^"]*",pid=[0-9]+/)) {
              name = substr(rest, RSTART + 2, RLENGTH - 2); sub(/",pid=.*/, "", name)
              rest = substr(rest, RSTART + RLENGTH)
              if (index(", " names ",", ", " name ",") == 0) names = names (names == "" ? "" : ", ") name
            }
            if (names == "") names = "unknown"
            key = sprintf("%5d/%s  %s", port, $1, names)
            if (index(", " places[key] ",", ", " where ",") == 0) places[key] = places[key] (places[key] == "" ? "" : ", ") where
          }
          END { for (key in places) print key "  " places[key] }' | sort -n -k 1
      }`;
