/** The agent of this host: its program, configuration and unit. The first generation, or the second (`zabbix_agent2`). */
export const ZABBIX = `
      program='' config='' unit=''
      for known in zabbix_agentd:zabbix-agent zabbix_agent2:zabbix-agent2; do
        if command -v "\${known%:*}" >/dev/null && [ -f "/etc/zabbix/\${known%:*}.conf" ]; then
          program=\${known%:*} config=/etc/zabbix/$program.conf unit=\${known#*:}
          break
        fi
      done
      [ -n "$program" ] || fail "no Zabbix agent here: neither zabbix_agentd nor zabbix_agent2 with a configuration in /etc/zabbix"
      config=$(readlink -f "$config")
      running() { case $(systemctl is-active -- "$unit" 2>/dev/null | head -n 1 || :) in active | activating | reloading) ;; *) return 1 ;; esac; }
      pid() { systemctl show -p MainPID -- "$unit" 2>/dev/null | sed -n 's/^MainPID=//p' || :; }
      valid() { "$program" -c "$1" -t agent.ping >"$claim/said" 2>&1; }
      complaint() { sed -e 's/^zabbix_agent[^:]*: //' -e "s|\${1:-$config}|$config|g" "$claim/said" | head -n 3; }
      restarted() {
        systemctl restart -- "$unit" || return 1
        running || return 1
        sleep 1 # a bad value that only the daemon minds ends it at once
        running
      }`;
