import type { Story } from './apply.ts';
import type { RunEvent } from './event.ts';
import { badIn, type HostOutcome, tally, verdict } from './outcome.ts';
import { reviewDue } from './review.ts';
import { begun } from './sends.ts';
import { beforeSending, type Into, onHosts, runningOf } from './steps.ts';

type Of<T extends RunEvent['type']> = RunEvent & { type: T };

/** What has not begun has to be decided again when it does: somebody may have looked at the hosts meanwhile. */
export function paused(story: Story, { data }: Of<'paused'>): Story {
  const { state } = story;
  if (state.is !== 'running') return story;
  const { why, until, refusal } = data;
  const { refusal: _before, ...told } = story;
  return {
    ...told,
    ...(refusal && { refusal }),
    opened: begun(story),
    state: { ...onHosts(state), is: 'paused', why, wakeAt: until },
  };
}

/** Who resumes has seen what failed: from here on failures count anew. */
export function resumed(story: Story, { at, by }: Of<'resumed'>): Story {
  const { state } = story;
  if (state.is !== 'paused') return story;
  const { refusal: _over, ...told } = story;
  const resumes = [...story.resumes, { by, at, from: begun(story) }];
  return { ...told, resumes, forgiven: badIn(state.tally), state: runningOf(state, state.tally, at) };
}

/** The rest never begins: the run is over with what it did. */
export function stopped(story: Story, { data, by, at }: Of<'stopped'>, into: Into): Story {
  const { state } = story;
  if (state.is !== 'paused' && state.is !== 'running') return story;
  const outcomes = into(story.outcomes);
  for (const { name } of story.plan?.hosts.slice(begun(story)) ?? []) outcomes.set(name, notStarted(name));
  const counts = tally(outcomes.values());
  const { attempt, intentAt, notAfter, commandId } = state;
  const common = {
    ...beforeSending(state),
    attempt,
    intentAt,
    notAfter,
    ...(commandId !== undefined && { commandId }),
  };
  const { why, because, refusal } = data;
  return {
    ...story,
    outcomes,
    finishedAt: at,
    stopped: { by, at, why, ...(because !== undefined && { because }) },
    ...(refusal && { refusal }),
    state: {
      ...common,
      is: 'finished',
      tally: counts,
      verdict: verdict(counts),
      ...reviewDue(story, outcomes.values(), at),
    },
  };
}

function notStarted(host: string): HostOutcome {
  return { host, status: 'not-started', detail: '', tail: '' };
}
