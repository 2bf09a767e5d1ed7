/** A press on a button, or a new choice in a menu: one block_actions payload. */
import type { Slack } from '../context.ts';
import { asForm } from '../deliver/payloads.ts';
import { type Outcome, refused } from '../outcome.ts';
import { mayOnlyPost } from '../people.ts';
import type { Account, Act } from '../wire.ts';
import { answered } from './answered.ts';
import { type Element, findElement, stateOf, valuesOf } from './element-state.ts';
import { withFiles } from './handed-files.ts';
import { offeredTo, placePart, surfaceOf } from './surface.ts';

export async function press(slack: Slack, me: Account, act: Act): Promise<Outcome> {
  const found = surfaceOf(slack, me, act.on);
  if (!found.ok) return found;
  const { surface } = found;
  if (surface.kind === 'message' && mayOnlyPost(surface.room, me)) {
    return refused('restricted_action', ['People of your organisation may only post here.']);
  }
  const placed = findElement(found.surface.blocks, act.blockId, act.actionId);
  if (!placed) return refused('action_not_found');
  const offered = offeredTo(slack, me);
  const state = stateOf(placed.element, act.value ?? null, offered(`${act.blockId}/${act.actionId}`));
  if (!state.ok) return state;
  const inputs = {
    ...act.inputs,
    ...(act.value !== undefined && { [act.blockId]: { ...act.inputs?.[act.blockId], [act.actionId]: act.value } }),
  };
  const chosen = valuesOf(found.surface.blocks, inputs, offered);
  if (!chosen.ok) return chosen;
  const values = withFiles(slack, me, chosen.values);
  if (!values.ok) return values;
  const action = {
    ...actionPart(placed.element),
    ...state.state,
    block_id: act.blockId,
    action_ts: slack.workspace.stamp(),
  };
  const payload = {
    type: 'block_actions',
    ...placePart(slack, me, found.surface, values.values),
    trigger_id: slack.triggers.issue(me.id),
    actions: [action],
  };
  const answer = answered(await slack.post({ what: `press of ${act.actionId}`, body: asForm(payload), type: 'form' }));
  return answer.ok ? { ok: true } : answer;
}

/** What an action repeats of its element. */
function actionPart(element: Element): Record<string, unknown> {
  const repeated = ['type', 'action_id', 'text', 'value', 'url', 'style', 'confirm', 'placeholder'];
  return Object.fromEntries(Object.entries(element).filter(([key]) => repeated.includes(key)));
}
