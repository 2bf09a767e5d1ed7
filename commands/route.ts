import { defineCommand } from './define-command.ts';
import { cidr, ipAddress } from './fields.ts';
import { changeWays, FORMER_ROUTES, formerWays, WAYS } from './network-ways.ts';

const activity = 'ip-and-routing';
const role = 'operator';
const approval = { production: { of: 1, from: 'approver' }, staging: 'none' } as const;
const guard = { seconds: 180 };
const timeoutSeconds = 60;
const fields = () => ({
  cidr: cidr({ label: 'Destination', example: '10.2.0.0/16' }),
  gateway: ipAddress({ label: 'Gateway' }),
});
type Way = { cidr: string; gateway: string };
const given = ({ cidr, gateway }: Way) => ({ Cidr: [cidr], Gateway: [gateway] });

const ROUTE = `to="$SSM_Cidr"
gateway="$SSM_Gateway"
there=$(route_to "$to")
via=$(printf '%s\\n' "$there" | sed -n 's/.* via \\([^ ]*\\).*/\\1/p')
line="route replace $to via $gateway"`;

export const routeList = defineCommand({
  name: 'route list',
  activity,
  summary: 'Say how targets reach others, and which way the agent goes',
  pattern: 'route list on <targets>',
  examples: ['route list on host-7'],
  fields: {},
  risk: 'read',
  role,
  approval: { production: 'none', staging: 'none' },
  repeatable: true,
  effect: () => 'reads the routes; changes nothing',
  title: () => ({ ask: 'List the routes', doing: 'Listing the routes', done: 'Listed the routes' }),
  shows: 'output',
  undo: 'Nothing to undo: it only reads.',
  run: {
    document: 'Remit-RouteList',
    parameters: () => ({}),
    timeoutSeconds: 30,
    script: `${WAYS}
agent_routes | sort -u >"$claim/agent"
all_routes >"$claim/routes" || fail "ip does not list the routes"
while read -r route; do
  note=''
  if grep -q -x -F -e "\${route%% proto *}" -e "$route" "$claim/agent"; then note="  <- the agent's"; fi
  echo "$route$note"
done <"$claim/routes"
[ -s "$claim/routes" ] || echo "no routes"`,
  },
});

export const routeAdd = defineCommand({
  name: 'route add',
  activity,
  summary: 'Have targets reach a network by a gateway',
  pattern: 'route add <cidr> via <gateway> on <targets>',
  examples: [
    'route add 10.2.0.0/16 via 10.1.0.1 on host-7',
    'route add 10.2.0.0/16 via 10.1.0.1 on all user hosts because "the new data centre"',
  ],
  fields: fields(),
  risk: 'change',
  role,
  approval,
  repeatable: true,
  effect: ({ cidr, gateway }) =>
    `sends what goes to ${cidr} to ${gateway}; a route that is there already is not replaced`,
  title: ({ cidr, gateway }) => ({
    ask: `Route ${cidr} via ${gateway}`,
    doing: `Routing ${cidr} via ${gateway}`,
    done: `Routed ${cidr} via ${gateway}`,
  }),
  undo: {
    words: 'The route goes away again.',
    script: formerWays(`${ROUTE}
if ! own_guard; then
  [ "$via" = "$gateway" ] || fail "the route to $to was changed after $SSM_Undone, and stays so"
  ! agent_routes | grep -F -e "\${there%% dev *}" >/dev/null || fail "refused: the agent goes this way now; nothing was changed"
fi
[ "$via" != "$gateway" ] || ip route del "$to" via "$gateway"
echo "no route to $to any more"`),
  },
  run: {
    document: 'Remit-RouteAdd',
    parameters: given,
    timeoutSeconds,
    guard,
    script: changeWays({
      look: `${ROUTE}
if [ "$via" = "$gateway" ]; then
  echo "already so: $to goes via $via"
  exit 0
fi
[ -z "$there" ] || fail "there is a route already: $there; nothing was changed"`,
      act: `ip route add "$to" via "$gateway"
{ recorded "$line"; echo "$line"; } | record`,
      proof: '[ -n "$(route_to "$to")" ]',
      said: 'added: $to via $gateway',
    }),
  },
});

export const routeRemove = defineCommand({
  name: 'route remove',
  activity,
  summary: 'Take a route away from targets; never the one that the agent goes by',
  pattern: 'route remove <cidr> via <gateway> on <targets>',
  examples: ['route remove 10.2.0.0/16 via 10.1.0.1 on host-7'],
  fields: fields(),
  risk: 'change',
  role,
  approval,
  repeatable: true,
  effect: ({ cidr, gateway }) => `no longer sends what goes to ${cidr} to ${gateway}`,
  title: ({ cidr, gateway }) => ({
    ask: `Remove the route to ${cidr} via ${gateway}`,
    doing: `Removing the route to ${cidr} via ${gateway}`,
    done: `Removed the route to ${cidr} via ${gateway}`,
  }),
  undo: {
    words: 'The route comes back.',
    script: formerWays(`${ROUTE}
[ -z "$there" ] || own_guard || fail "a route was added after $SSM_Undone, and stays: $there"
${FORMER_ROUTES}
echo "back again: $(route_to "$to")"`),
  },
  run: {
    document: 'Remit-RouteRemove',
    parameters: given,
    timeoutSeconds,
    guard,
    script: changeWays({
      look: `${ROUTE}
if [ -z "$there" ]; then
  echo "already so: there is no route to $to"
  exit 0
fi
[ "$via" = "$gateway" ] || fail "it is another route: $there; nothing was changed"
! agent_routes | grep -F -e "\${there%% dev *}" >/dev/null || fail "refused: the agent goes this way; nothing was changed"
note=''
grep -s -q -x -F -e "$line" "$ways" || note='; Remit had not added it, so that a reboot may bring it back'`,
      act: `ip route del "$to" via "$gateway"
if [ -z "$note" ]; then recorded "$line" | record; fi`,
      proof: '[ -z "$(route_to "$to")" ]',
      said: 'removed: $to via $gateway$note',
    }),
  },
});
