/** A modal's submit button, and what the bot may answer to it. */
import { z } from 'zod';
import type { Slack } from '../context.ts';
import { asForm, common, viewPart } from '../deliver/payloads.ts';
import type { StandingView } from '../open-views.ts';
import { type Outcome, refused } from '../outcome.ts';
import { changeView, closeAll, closeView, openView, putView } from '../views.ts';
import type { Account, Submit } from '../wire.ts';
import { answered } from './answered.ts';
import { valuesOf } from './element-state.ts';
import { withFiles } from './handed-files.ts';
import { inputErrors } from './input-errors.ts';
import { offeredTo } from './surface.ts';

export async function submit(slack: Slack, me: Account, submitted: Submit): Promise<Outcome> {
  const standing = slack.openViews.find({ id: submitted.view });
  if (!standing || standing.forUser !== me.id) return refused('view_not_found');
  const told = valuesOf(standing.view.blocks, submitted.inputs, offeredTo(slack, me));
  if (!told.ok) return told;
  const errors = inputErrors(standing.view.blocks, told.values);
  if (Object.keys(errors).length > 0) {
    putView(slack, { ...standing, errors });
    return refused('missing_input', ['Some fields need an answer first.']);
  }
  const handed = withFiles(slack, me, told.values);
  if (!handed.ok) return handed;
  const payload = {
    type: 'view_submission',
    ...common(slack, me, me.team),
    trigger_id: slack.triggers.issue(me.id),
    view: viewPart(slack, standing, handed.values, me.team),
    response_urls: [],
  };
  const answer = answered(await slack.post({ what: 'view_submission', body: asForm(payload), type: 'form' }));
  return answer.ok ? follow(slack, standing, answer.body) : answer;
}

const answerSchema = z.discriminatedUnion('response_action', [
  z.object({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string().min(1)) }),
  z.object({ response_action: z.literal('update'), view: z.unknown() }),
  z.object({ response_action: z.literal('push'), view: z.unknown() }),
  z.object({ response_action: z.literal('clear') }),
]);

/** An empty answer closes this view alone and shows the one below. */
function follow(slack: Slack, submitted: StandingView, body: unknown): Outcome {
  const standing = slack.openViews.find({ id: submitted.id }) ?? submitted;
  if (body === undefined) {
    closeView(slack, standing);
    return { ok: true };
  }
  const parsed = answerSchema.safeParse(body);
  if (!parsed.success) return refused('invalid_payload');
  const answer = parsed.data;
  switch (answer.response_action) {
    case 'errors':
      return showErrors(slack, standing, answer.errors);
    case 'update':
      return bare(changeView(slack, standing, answer.view));
    case 'push':
      return bare(openView(slack, { user: standing.forUser, view: answer.view, onTop: true }));
    case 'clear':
      closeAll(slack, standing.forUser);
      return { ok: true };
    default:
      return answer satisfies never;
  }
}

/** Slack takes errors of the view's own input blocks only. */
function showErrors(slack: Slack, standing: StandingView, errors: Record<string, string>): Outcome {
  const inputs = standing.view.blocks.filter((block) => block.type === 'input').map((block) => block.block_id);
  const unknown = Object.keys(errors).filter((id) => !inputs.includes(id));
  if (unknown.length > 0) return refused('invalid_payload', [`No input block is named ${unknown.join(', ')}.`]);
  putView(slack, { ...standing, errors });
  return { ok: true };
}

function bare(outcome: Outcome<{ standing: StandingView }>): Outcome {
  return outcome.ok ? { ok: true } : outcome;
}
