import type { Story } from './apply.ts';
import type { RunEvent } from './event.ts';
import { planAnew } from './steps.ts';

/** An approver left some of the hosts: who approved all of them has not approved this. */
export function narrowed(story: Story, { by, at, data }: RunEvent & { type: 'narrowed' }): Story {
  if (story.state.is !== 'waiting') return story;
  const { plan, person, meets } = data;
  const told = planAnew(story, { plan, approvals: [{ by, person, at, ...(meets && { meets }) }] });
  return { ...told, narrowed: { by, at } };
}

/** What was approved is not what would run: it waits for approval of what would. */
export function replanned(story: Story, { at, data }: RunEvent & { type: 'replanned' }): Story {
  if (story.state.is !== 'approved' && story.state.is !== 'scheduled') return story;
  const { plan, moves, left = [] } = data;
  const approvals = story.state.approvals.filter(({ person }) => left.includes(person));
  const told = planAnew(story, { plan, approvals, replans: (story.state.replans ?? 0) + 1 });
  return { ...told, moved: { at, moves } };
}
