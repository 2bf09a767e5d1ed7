/**
 * What the scripts of addresses and routes have in common. What Remit adds stands in one file, as lines for `ip -batch`, which a
 * unit of its own loads at boot; what others configured stays theirs.
 *
 * The agent's own ways are refused in words: the addresses that its connections stand on, and the route by which they go.
 * Where none stands, the way to 198.51.100.1 is taken for it, an address of nobody's (RFC 5737).
 */
export const WAYS = `ways=/etc/remit/network
unit=/etc/systemd/system/remit-network.service
wanted=/etc/systemd/system/multi-user.target.wants/remit-network.service
talks() { { ss -Htnp state established 2>/dev/null || :; } | awk '/amazon-ssm|ssm-agent|ssm-session/'; }
bare() { sed -e 's/:[0-9]*$//' -e 's/^\\[//' -e 's/\\]$//'; }
peers() { talks | awk '{ print $4 }' | bare; echo 198.51.100.1; }
agent_addresses() {
  talks | awk '{ print $3 }' | bare
  for peer in $(peers); do ip -o route get "$peer" 2>/dev/null || :; done | sed -n 's/.* src \\([^ ]*\\).*/\\1/p'
}
agent_routes() { for peer in $(peers); do ip -o route get fibmatch "$peer" 2>/dev/null || :; done | awk '{ $1 = $1; print }'; }
all_routes() { { ip -4 route show; ip -6 route show; } | awk '{ $1 = $1; print }'; }
holder() { ip -o addr show to "$1" 2>/dev/null | head -n 1; }
route_to() { case "$1" in *:*) ip -6 -o route show exact "$1" ;; *) ip -4 -o route show exact "$1" ;; esac 2>/dev/null | head -n 1; }
own_guard() { [ "\${SSM_Undone:-}" = "$SSM_ExecId" ]; }
recorded() { { grep -s . "$ways" || :; } | { grep -v -x -F -e "$1" || :; }; }
describe_unit() {
  printf '%s\\n' '[Unit]' "Description=Remit's addresses and routes" 'After=network-online.target' 'Wants=network-online.target' '' \\
    '[Service]' 'Type=oneshot' 'RemainAfterExit=yes' "ExecStart=$(command -v ip) -force -batch $ways" '' '[Install]' 'WantedBy=multi-user.target'
}
record() {
  mkdir -p /etc/remit
  cat >"$ways.new"
  mv "$ways.new" "$ways"
  if ! command -v systemctl >/dev/null; then
    echo "a reboot forgets it: this host has no systemd that would load $ways"
    return 0
  fi
  describe_unit >"$unit.new"
  mv "$unit.new" "$unit"
  systemctl daemon-reload >/dev/null 2>&1 || :
  systemctl enable remit-network.service >/dev/null 2>&1 || fail "it could not be made to outlast a reboot"
}
`;

/** A change: looks whether it is wanted, saves all that may go with it, and makes it. */
export function changeWays(ask: { look: string; act: string; proof: string; said: string }): string {
  return `${WAYS}${ask.look}
for file in "$ways" "$unit" "$wanted"; do keep "$file"; done
ip -o addr show >"$saved/addresses"
all_routes >"$saved/routes"
arm
${ask.act}
all_routes >"$saved/now"
{ grep -v -x -F -f "$saved/now" "$saved/routes" || :; } >"$saved/lost"
${ask.proof} || fail "it is not as it should be"
for file in "$ways" "$unit" "$wanted"; do left "$file"; done
echo "${ask.said}"`;
}

/** `act` gives back what the kernel had; the files are looked at before it, and given back after it. */
export function formerWays(act: string): string {
  return `${WAYS}for file in "$ways" "$unit" "$wanted"; do as_left "$file"; done
${act}
for file in "$ways" "$unit" "$wanted"; do put_back "$file"; done
systemctl daemon-reload >/dev/null 2>&1 || :`;
}

/** The routes that went with the change come back; of one that ended half-way, all that were there before it. */
export const FORMER_ROUTES = `gone=$saved/lost
[ -f "$gone" ] || gone=$saved/routes
while read -r -a words; do
  all_routes | grep -x -F -e "\${words[*]}" >/dev/null || ip route add "\${words[@]}" 2>/dev/null || :
done <"$gone"`;
