/** A modal closed by the person: told to the bot only if its view asked for that. */
import type { Slack } from '../context.ts';
import { asForm, common, viewPart } from '../deliver/payloads.ts';
import { type Outcome, refused } from '../outcome.ts';
import { closeAll, closeView } from '../views.ts';
import type { Account, Close } from '../wire.ts';
import { answered } from './answered.ts';
import { initialValues } from './element-state.ts';

export async function close(slack: Slack, me: Account, closed: Close): Promise<Outcome> {
  const standing = slack.openViews.find({ id: closed.view });
  if (!standing || standing.forUser !== me.id) return refused('view_not_found');
  const { view } = standing;
  const clears = view.type === 'modal' && view.clear_on_close === true;
  if (clears) closeAll(slack, me.id);
  else closeView(slack, standing);
  if (view.type !== 'modal' || !view.notify_on_close) return { ok: true };
  const payload = {
    type: 'view_closed',
    ...common(slack, me, me.team),
    view: viewPart(slack, standing, initialValues(view), me.team),
    is_cleared: clears,
  };
  const answer = answered(await slack.post({ what: 'view_closed', body: asForm(payload), type: 'form' }));
  return answer.ok ? { ok: true } : answer;
}
