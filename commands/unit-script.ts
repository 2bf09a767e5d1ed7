import { NEEDED, WHY } from './unit.ts';

/** What scripts about one service begin with: `$unit` is always a service, whatever was written. */
export const UNIT = `
      unit="\${SSM_Service%.service}.service"
      property() { systemctl show -p "$1" -- "$unit" 2>/dev/null | sed -n "s/^$1=//p" | head -n 1 || :; }
      state() { systemctl is-active -- "$unit" 2>/dev/null | head -n 1 || :; }
      runs() { case $(state) in active | activating | deactivating | reloading) ;; *) return 1 ;; esac; }
      known() { runs || [ "$(property LoadState)" != not-found ] || { echo "no such service: $SSM_Service"; exit 5; }; }
      started() {
        systemctl start -- "$unit"
        runs || fail "still down: $SSM_Service"
        sleep 0.3
        runs || fail "started and went down again: $SSM_Service"
      }
      stopped() {
        needless
        systemctl stop -- "$unit"
        ! runs || fail "still running: $SSM_Service"
      }`;

/** Refuses, on the host, what the sentence refused already, by every name that systemd has for the unit; and whatever runs this script. */
export const NEEDLESS = `
      needless() {
        local name pid main
        for name in "$unit" $(property Id) $(property Names); do
          case "\${name%.service}" in
            ${NEEDED.join(' | ')}) fail "refused: ${WHY} ($name)" ;;
          esac
        done
        main=$(property MainPID)
        pid=$$
        while [ "\${pid:-0}" -gt 0 ]; do
          [ "$pid" != "\${main:-0}" ] || fail "refused: this very script runs under $unit"
          pid=$(awk '/^PPid:/ { print $2 }' "/proc/$pid/status")
        done
      }`;
