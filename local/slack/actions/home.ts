/** The App Home tab opened: the page gets what is published at once, the bot its event. */
import type { Slack } from '../context.ts';
import { publish } from '../deliver/events.ts';
import { viewPart } from '../deliver/payloads.ts';
import type { Outcome } from '../outcome.ts';
import { directRoom } from '../seed.ts';
import type { Account } from '../wire.ts';
import { initialValues } from './element-state.ts';

export function openHome(slack: Slack, me: Account): Outcome {
  const home = slack.workspace.homes.get(me.id);
  if (home) slack.watchers.tell([me.id], { type: 'home', view: home.view });
  publish(slack, {
    subscription: 'app_home_opened',
    actorTeam: me.team,
    shared: me.team !== slack.installedTeam,
    event: {
      type: 'app_home_opened',
      user: me.id,
      channel: directRoom(me).id,
      tab: 'home',
      event_ts: slack.workspace.stamp(),
      ...(home && { view: viewPart(slack, home, initialValues(home.view), me.team) }),
    },
  });
  return { ok: true };
}
