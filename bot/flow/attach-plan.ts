import { writeRunId } from '../domain/language/run-id.ts';
import type { Plan } from '../domain/run/plan.ts';
import type { ReadRun } from './append-run.ts';
import type { TendDeps } from './deps.ts';
import { notTaken } from './not-taken.ts';
import { once } from './once.ts';
import { cardOf } from './show-card.ts';

/** Hosts that a message names with their ids; the rest of a plan is a file. */
export const IN_MESSAGE = 100;

/** Puts every host of a large plan, wave by wave, in a file below its card: what is approved can be read whole. */
export async function attachPlan(deps: TendDeps, run: ReadRun): Promise<void> {
  const { plan, id } = run.story;
  if (!plan || plan.hosts.length <= IN_MESSAGE) return;
  const card = await cardOf(deps, run.head.stream);
  if (!card) return;
  const name = writeRunId(id);
  await once(deps, run, 'plan', async () => {
    const bytes = new TextEncoder().encode(textOf(plan, `${name} ${run.story.asked.sentence}`));
    const posted = await deps.files.post(card, [
      { name: `${name}-plan.txt`, bytes, title: `${name} · the plan, host by host` },
    ]);
    if (posted.is !== 'too-large') return;
    const instead = { instead: `The first ${IN_MESSAGE} hosts can be read here.`, next: `show ${name}` };
    await deps.chat.note(run.story.asked.place, notTaken(posted, instead));
  });
}

function textOf({ hosts, rollout, digest, documentName, effect }: Plan, title: string): string {
  const ends = rollout?.ends ?? [hosts.length];
  const waves = ends.map((end, at) => {
    const lines = hosts
      .slice(ends[at - 1] ?? 0, end)
      .map(({ name, instanceId, environment, kind }) => [name, instanceId, environment, kind].join('\t'));
    return [ends.length > 1 ? `wave ${at + 1} of ${ends.length}: ${lines.length} hosts` : 'hosts', ...lines].join('\n');
  });
  return `${[title, `effect: ${effect}`, `document: ${documentName}`, `plan: ${digest}`, '', ...waves].join('\n')}\n`;
}
