import { ownerOf } from '../domain/card.ts';
import { type Instant, SECOND } from '../domain/instant.ts';
import { writeRunId } from '../domain/language/run-id.ts';
import { redact } from '../domain/redact.ts';
import type { Story } from '../domain/run/apply.ts';
import { mayBeHeld } from '../domain/run/next-step.ts';
import { sendTo } from '../domain/run/sends.ts';
import type { MessageRef } from '../ports/chat.ts';
import type { ReadRun } from './append-run.ts';
import { awaitReview, tellOfBreakGlass } from './break-glass.ts';
import type { TendDeps } from './deps.ts';
import { prepareTask } from './escalation/prepare.ts';
import { withdrawRequestOf } from './escalation/withdraw-if-over.ts';
import { releaseLocks } from './hold-hosts.ts';
import { notTaken } from './not-taken.ts';
import { noteStaged } from './note-staged.ts';
import { once } from './once.ts';
import { recordDepartures } from './record-departures.ts';
import { cardOf, showCard } from './show-card.ts';
import { showDirectly } from './show-directly.ts';
import { recordUndone } from './undo.ts';

/** Somebody who waited this long, or for an approval, is told when it is over; a faster run is seen to end. */
const WAITED = 10 * SECOND;
/** Outputs that are attached as files; more hosts than that go into one file. */
const FILES = 5;
/** Outputs that are fetched whole: each is a call of SSM's. */
const MOST_OUTPUTS = 50;

/**
 * The run is over: frees the hosts, shows the result, tells the requester, attaches what did not fit. Returns when somebody has to be
 * reminded that it is to be reviewed.
 */
export async function conclude(
  deps: TendDeps,
  run: ReadRun,
  { first }: { first: boolean },
): Promise<Instant | undefined> {
  const { story } = run;
  await freeHosts(deps, story);
  await recordUndone(deps, story);
  await noteStaged(deps, story);
  await recordDepartures(deps, story);
  await withdrawRequestOf(deps, story);
  if (!story.plan) return refuse(deps, run);
  await showCard(deps, run, { first });
  if (story.plan.approval !== 'none') await showDirectly(deps, run);
  await tellOfBreakGlass(deps, run);
  const card = await cardOf(deps, run.head.stream);
  await once(deps, run, 'announced', () => (waited(story) ? deps.chat.announce(card, story) : undefined));
  if (card) await once(deps, run, 'attached', () => attachOutputs(deps, card, story));
  return awaitReview(deps, run);
}

/** Gives back every host of a run that is over, or waits, but those of which nobody knows what became. */
export async function freeHosts(deps: TendDeps, story: Story): Promise<void> {
  const { id, plan, outcomes } = story;
  if (!plan || plan.risk === 'read') return;
  const known = mayBeHeld(story).filter(({ name }) => outcomes.get(name)?.status !== 'unknown');
  await releaseLocks(deps, known, id);
}

/**
 * A run that never got a plan has no card: who asked is told, unless the acknowledgement already said it. Where its task is a
 * vendor's, the request to them is prepared, and has a card.
 */
async function refuse(deps: TendDeps, run: ReadRun): Promise<undefined> {
  const { asked, refusal, seq, id } = run.story;
  if (!refusal) throw new Error(`run ${id} ended without a plan and without a refusal`);
  const acknowledged = seq === 0 && asked.place.answerPath !== undefined;
  if (acknowledged) return undefined;
  if (refusal.reason === 'outsider') {
    return once(deps, run, 'told', () => deps.chat.turnAway(asked.place));
  }
  const made = asked.forVendor ? undefined : await prepareTask(deps, run);
  if (made?.is === 'prepared') return undefined; // the request's own card says whose task it is
  const request = made && { request: made.id };
  const answer = { is: 'refused', refusal, sentence: asked.sentence, run: id, ...request } as const;
  return once(deps, run, 'told', () => deps.chat.tell(ownerOf(run.story), asked.place, answer));
}

function waited({ state, at, finishedAt, ended, plan }: Story): boolean {
  const over = finishedAt ?? ended?.at ?? at;
  return state.is !== 'finished' || plan?.approval !== 'none' || over - at > WAITED;
}

async function attachOutputs(deps: TendDeps, card: MessageRef, story: Story): Promise<void> {
  const { plan, outcomes, id } = story;
  if (!plan) return;
  const long = plan.hosts.filter(({ name }) => outcomes.get(name)?.printed !== undefined);
  const texts = await Promise.all(
    long.slice(0, MOST_OUTPUTS).map(async ({ name, instanceId }) => {
      const commandId = sendTo(story, name)?.commandId;
      if (commandId === undefined) return { name, text: '' };
      const { text, cut } = await deps.hosts.output(commandId, instanceId);
      const more = `\n[SSM keeps no more than this: /ops output ${writeRunId(id)} ${name} as file]\n`;
      return { name, text: redact(text) + (cut ? more : '') };
    }),
  );
  const files = texts.length <= FILES ? texts : [{ name: 'hosts', text: texts.map(titled).join('\n') }];
  for (const { name, text } of files) {
    const title = `R-${id} ${story.asked.sentence} · ${name}`;
    const file = { name: `R-${id}-${name}.txt`, bytes: new TextEncoder().encode(text), title };
    const posted = await deps.files.post(card, [file]);
    if (posted.is !== 'too-large') continue;
    const instead = {
      instead: 'Its end, and lines of it, are shown one host at a time.',
      next: outputOf(id, name, long),
    };
    await deps.chat.note(story.asked.place, notTaken(posted, instead));
  }
}

function outputOf(id: string, name: string, [first]: readonly { name: string }[]): string {
  return `output ${writeRunId(id)} ${name === 'hosts' ? (first?.name ?? '') : name}`;
}

function titled({ name, text }: { name: string; text: string }): string {
  return `== ${name}\n${text}`;
}
