/** What an external select asks the bot for while somebody types. */
import type { Option, OptionGroup } from '@slack/types';
import { z } from 'zod';
import { option, optionGroup } from '../blocks/text.ts';
import type { Slack } from '../context.ts';
import { asForm } from '../deliver/payloads.ts';
import { type Outcome, refused } from '../outcome.ts';
import type { Account, AskOptions } from '../wire.ts';
import { answered } from './answered.ts';
import { findElement } from './element-state.ts';
import { placePart, surfaceOf } from './surface.ts';

type Suggested = { options?: Option[]; optionGroups?: OptionGroup[] };

const listSchema = z.union([
  z.object({ options: z.array(option).max(100) }),
  z.object({ option_groups: z.array(optionGroup).max(100) }),
]);

export async function suggest(slack: Slack, me: Account, asked: AskOptions): Promise<Outcome<Suggested>> {
  const found = surfaceOf(slack, me, asked.on);
  if (!found.ok) return found;
  const placed = findElement(found.surface.blocks, asked.blockId, asked.actionId);
  if (!placed?.element.type.endsWith('external_select')) return refused('action_not_found');
  // Suggestions carry no way to answer later: neither a response_url nor a trigger.
  const { response_url: _url, state: _state, ...place } = placePart(slack, me, found.surface, {});
  const named = { block_id: asked.blockId, action_id: asked.actionId, value: asked.value };
  const payload = { type: 'block_suggestion', ...place, ...named };
  const answer = answered(await slack.post({ what: 'block_suggestion', body: asForm(payload), type: 'form' }));
  if (!answer.ok) return answer;
  const list = listSchema.safeParse(answer.body);
  if (!list.success) return refused('invalid_payload');
  const suggested = list.data as { options: Option[] } | { option_groups: OptionGroup[] };
  const options =
    'options' in suggested ? suggested.options : suggested.option_groups.flatMap((group) => group.options);
  remember(slack, `${me.id}/${asked.blockId}/${asked.actionId}`, options);
  return 'options' in suggested ? { ok: true, options } : { ok: true, optionGroups: suggested.option_groups };
}

/** What was offered earlier may still be chosen: several choices of one menu come from several searches. */
function remember(slack: Slack, key: string, options: Option[]): void {
  const before = (slack.openViews.offered.get(key) ?? []).filter((it) =>
    options.every((now) => now.value !== it.value),
  );
  slack.openViews.offered.set(key, [...options, ...before].slice(0, 500));
}
