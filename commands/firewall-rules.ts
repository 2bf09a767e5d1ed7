/**
 * What the scripts of the firewall have in common. The rules are a table of Remit's own, `inet remit`, which is written as a
 * whole and loaded in one step; no other table is touched. The file is the record: each rule carries what was asked for as
 * its comment. A unit of its own loads it at boot, after nftables' own has flushed everything, and again when that is
 * restarted. A TCP connection that stands is told by its flags: connection tracking knows none from before its first rule,
 * and would take the next packet of the agent's own for a new connection.
 */
export const RULES = `command -v nft >/dev/null || fail "nftables is not on this host; nothing was changed"
rules=/etc/nftables.d/remit.nft
unit=/etc/systemd/system/remit-firewall.service
wanted=/etc/systemd/system/multi-user.target.wants/remit-firewall.service
what="$SSM_Port from $SSM_Cidr"
ports="\${SSM_Port%/*}"
protocol="\${SSM_Port#*/}"
case "$SSM_Cidr" in
  any) from='' ;;
  *:*) from="ip6 saddr $SSM_Cidr " ;;
  *) from="ip saddr $SSM_Cidr " ;;
esac
drop=drop
[ "$protocol" = udp ] || drop='tcp flags & (fin | syn | rst | ack) == syn drop'
live() { nft list table inet remit 2>/dev/null || :; }
others() { { grep -s 'comment "remit: ' "$rules" || :; } | { grep -v -F -e "remit: allow $what\\"" -e "remit: deny $what\\"" || :; }; }
render() {
  printf '%s\\n' '#!/usr/sbin/nft -f' '# Written by Remit: what is changed here by hand is lost.' \\
    'table inet remit' 'delete table inet remit' 'table inet remit {' '  chain input {' \\
    '    type filter hook input priority filter - 5; policy accept;' \\
    '    ct state established,related accept' '    iifname "lo" accept'
  sort -u -t '"' -k 2,2
  printf '%s\\n' '  }' '}'
}
describe_unit() {
  printf '%s\\n' '[Unit]' "Description=Remit's table of firewall rules" 'After=nftables.service' 'PartOf=nftables.service' \\
    'Before=network-pre.target' 'Wants=network-pre.target' 'DefaultDependencies=no' '' '[Service]' 'Type=oneshot' \\
    'RemainAfterExit=yes' "ExecStart=$(command -v nft) -f $rules" '' '[Install]' 'WantedBy=multi-user.target'
}
load_rules() {
  mkdir -p /etc/nftables.d
  cp "$claim/remit.nft" "$rules.new"
  chmod 644 "$rules.new"
  mv "$rules.new" "$rules"
  nft -f "$rules" || fail "nft did not load the rules"
  if ! command -v systemctl >/dev/null; then
    echo "a reboot forgets it: this host has no systemd that would load $rules"
    return 0
  fi
  describe_unit >"$unit.new"
  mv "$unit.new" "$unit"
  systemctl daemon-reload >/dev/null 2>&1 || :
  systemctl enable remit-firewall.service >/dev/null 2>&1 || fail "the rules could not be made to outlast a reboot"
}
`;

/** A change of the rules: looks whether it is wanted, has nft check it, and makes it. `file` is the new list of rules. */
export function changeRules(ask: { look: string; file: string; proof: string; said: string }): string {
  return `${RULES}${ask.look}
{ ${ask.file}; } | render >"$claim/remit.nft"
nft -c -f "$claim/remit.nft" || fail "nft refuses this; nothing was changed"
for file in "$rules" "$unit" "$wanted"; do keep "$file"; done
arm
load_rules
${ask.proof} || fail "the rules are not as they should be"
for file in "$rules" "$unit" "$wanted"; do left "$file"; done
echo "${ask.said}"`;
}

/** All three are looked at before the first is given back. */
export const FORMER_RULES = `rules=/etc/nftables.d/remit.nft
unit=/etc/systemd/system/remit-firewall.service
wanted=/etc/systemd/system/multi-user.target.wants/remit-firewall.service
for file in "$rules" "$unit" "$wanted"; do as_left "$file"; done
for file in "$rules" "$unit" "$wanted"; do put_back "$file"; done
if [ -f "$rules" ]; then nft -f "$rules"
elif nft list table inet remit >/dev/null 2>&1; then nft delete table inet remit; fi
systemctl daemon-reload >/dev/null 2>&1 || :
echo "the firewall's rules are as before"`;

/** SSH is what people get in by when all else fails. The agent's connections go out, and what belongs to them comes in. */
export const KEEP_SSH_OPEN = `ssh_ports() {
  echo 22
  sshd -T 2>/dev/null | awk '$1 == "port" { print $2 }' || :
  { grep -h -i '^[[:space:]]*Port[[:space:]]' /etc/ssh/sshd_config /etc/ssh/sshd_config.d/*.conf 2>/dev/null || :; } | awk '{ print $2 }'
}
if [ "$protocol" = tcp ]; then
  for port in $(ssh_ports | grep -x '[0-9]*' | sort -u); do
    if [ "$port" -ge "\${ports%-*}" ] && [ "$port" -le "\${ports#*-}" ]; then
      fail "refused: $port/tcp is SSH on this host, and stays open; nothing was changed"
    fi
  done
fi`;
