import { type Actor, type Person, samePerson } from '../actor.ts';
import { mayRespond } from '../incident/act.ts';
import type { Instant } from '../instant.ts';
import { err, ok, type Result } from '../result.ts';
import { missingParts } from './missing.ts';
import { ACTIONS, type WrittenPart } from './parts.ts';
import type { ReportRefusal } from './refusal.ts';
import type { ReportIs, ReportStep, ReportStory } from './story.ts';

/** What a person does about a report. */
export type ReportAct =
  | { is: 'edit'; part: WrittenPart; text: string }
  | { is: 'add'; text: string; owner?: Actor; by?: string }
  | { is: 'drop'; number: number }
  | { is: 'move'; to: ReportIs };

type Decided = Result<Exclude<ReportStep, { type: 'drafted' }>, ReportRefusal>;
type Asking = { act: ReportAct; now: Instant; source: string };

/**
 * Decides an act on a report. What is in review or done is read by others as it is: it is a draft again before it changes; and
 * whoever asks for the review does not end it, so that two people have read what is kept.
 */
export function decideReport(story: ReportStory, by: Person, { act, now, source }: Asking): Decided {
  if (!mayRespond(by, now)) return err({ reason: 'no-role', needed: 'operator' });
  if (act.is === 'move') return move(story, by, { to: act.to, source });
  const { is } = story.state;
  if (is !== 'draft') return err({ reason: 'not-a-draft', is });
  switch (act.is) {
    case 'edit':
      return ok({ type: 'edited', data: { part: act.part, text: act.text, source } });
    case 'add': {
      if (story.actions.length >= ACTIONS) return err({ reason: 'too-many-actions', most: ACTIONS });
      const { is: _is, ...action } = act;
      return ok({ type: 'action-added', data: { ...action, source } });
    }
    case 'drop': {
      const { number } = act;
      const there = story.actions.some((one) => one.number === number);
      return there
        ? ok({ type: 'action-dropped', data: { number, source } })
        : err({ reason: 'no-such-action', number });
    }
    default:
      return act satisfies never;
  }
}

function move(story: ReportStory, by: Person, { to, source }: { to: ReportIs; source: string }): Decided {
  const { is, asked } = story.state;
  if (is === to) return err({ reason: 'already', is });
  const missing = missingParts(story);
  if (to !== 'draft' && missing.length > 0) return err({ reason: 'incomplete', missing });
  if (to === 'in-review' && is === 'done') return err({ reason: 'not-a-draft', is });
  if (to === 'done') {
    if (is !== 'in-review' || !asked) return err({ reason: 'not-in-review' });
    if (samePerson(asked, by)) return err({ reason: 'own-report', asked: { team: asked.team, user: asked.user } });
  }
  return ok({ type: 'moved', data: { to, person: by.id, source } });
}
