import type { Actor } from '../domain/actor.ts';
import { isEscalation } from '../domain/card.ts';
import type { EscalationStory } from '../domain/escalation/apply.ts';
import { isOpen } from '../domain/escalation/state.ts';
import type { Story } from '../domain/run/apply.ts';
import { isTerminal } from '../domain/run/state.ts';
import type { StoredEvent } from '../ports/ledger.ts';
import type { Receipt } from '../ports/receipts.ts';
import type { TendDeps } from './deps.ts';
import { showOn } from './show-card.ts';

/** Whom a run asks for approval, in their direct messages. */
const ASKED = 'asked';

/** What people are asked about in their direct messages, as it was read. */
export type ReadDirect = { story: Story | EscalationStory; head: StoredEvent; events: StoredEvent[] };

/** Somebody who was to be asked; what they were sent, where that is on record. */
export type Asked = { user: Actor; effect: string; receipt: Receipt | undefined };

/** Everybody who was to be asked; undefined where nobody was yet. */
export async function readAsked({ receipts }: Pick<TendDeps, 'receipts'>, stream: string) {
  const asked = await receipts.get(stream, ASKED);
  if (!asked) return undefined;
  const users = readActors(asked.value.users ?? '');
  return Promise.all(
    users.map(async (user): Promise<Asked> => {
      const effect = askOf(user);
      return { user, effect, receipt: await receipts.get(stream, effect) };
    }),
  );
}

/** Puts on record whom to ask, before anybody is. Of two workers that are the first, one has its way: its people are returned. */
export async function putAsked(
  { receipts }: Pick<TendDeps, 'receipts'>,
  { stream, seq }: StoredEvent,
  { users, first }: { users: readonly Actor[]; first: boolean },
): Promise<Actor[]> {
  const receipt = { value: { users: writeActors(users) }, seq };
  if (first) return readActors((await receipts.leave(stream, ASKED, receipt)).value.users ?? '');
  await receipts.put(stream, ASKED, receipt);
  return [...users];
}

/**
 * Shows the newest state wherever somebody was asked: a decided run has nothing to press there any more. Who is being asked while
 * it is decided is shown so by whoever asks them; when it is over, a message that Slack took without saying so is looked for.
 */
export async function showDirectly(deps: TendDeps, run: ReadDirect): Promise<void> {
  const isOver = isEscalation(run.story) ? !isOpen(run.story.state) : isTerminal(run.story.state);
  for (const asked of (await readAsked(deps, run.head.stream)) ?? []) {
    const receipt = asked.receipt ?? (isOver ? await found(deps, run, asked) : undefined);
    if (receipt) await showOn(deps, run, { effect: asked.effect, receipt, live: true });
  }
}

/** The same after a worker died, whose last edit may have landed after the others'. */
export async function showDirectlyAgain(deps: TendDeps, run: ReadDirect): Promise<void> {
  for (const asked of (await readAsked(deps, run.head.stream)) ?? []) {
    const receipt = asked.receipt ?? (await found(deps, run, asked));
    if (receipt) await showOn(deps, run, { effect: asked.effect, receipt: { ...receipt, seq: -1 } });
  }
}

async function found({ chat, receipts }: TendDeps, { head, story }: ReadDirect, { user, effect }: Asked) {
  const value = await chat.findDirect(user, story);
  return value && receipts.leave(head.stream, effect, { value, seq: 0 });
}

export function askOf({ team, user }: Actor): string {
  return `ask:${team}/${user}`;
}

function writeActors(actors: readonly Actor[]): string {
  return actors.map(({ team, user }) => `${team}/${user}`).join(' ');
}

function readActors(text: string): Actor[] {
  return text.split(' ').flatMap((one) => {
    const [team = '', user = ''] = one.split('/');
    return user === '' ? [] : [{ team, user }];
  });
}
