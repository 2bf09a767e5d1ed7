import { type Actor, REMIT, type Role, sameActor } from '../../bot/domain/actor.ts';
import type { EscalationState } from '../../bot/domain/escalation/state.ts';
import type { StoredEvent } from '../../bot/ports/ledger.ts';
import { VENDORS } from '../bot/flow/people.ts';
import { had, type Window } from './authorised.ts';
import { first } from './first.ts';
import type { Appended } from './process.ts';
import type { Seen } from './seen.ts';
import { SHARED, VERA } from './together.ts';

type Is = EscalationState['is'];
/** Whose step it is: of the receiver (the vendor, or a circle owner of an inner request), of these roles of ours, of Remit itself. */
type Whose = 'receiver' | readonly Role[] | 'remit';
type Rule = { from: readonly Is[]; whose: readonly Whose[]; kinds?: readonly EscalationState['kind'][] };

const OPERATORS: Whose = ['operator', 'admin'];
const WITH_VENDOR: readonly Is[] = ['sent', 'estimated', 'offered', 'accepted'];
const OPEN: readonly Is[] = ['prepared', ...WITH_VENDOR];

/** What may follow what, and by whom, as docs/requests.md and docs/vendors.md have it: written down a second time. */
const RULES: Record<string, Rule> = {
  sent: { from: ['prepared'], whose: [OPERATORS] },
  accepted: { from: ['sent', 'offered'], whose: ['receiver'], kinds: ['task', 'paid', 'other', 'inner'] },
  declined: { from: WITH_VENDOR, whose: ['receiver'] },
  'asked-back': { from: WITH_VENDOR, whose: ['receiver'] },
  progressed: { from: ['accepted'], whose: ['receiver'] },
  estimated: { from: ['sent', 'estimated', 'offered'], whose: ['receiver'], kinds: ['paid'] },
  done: { from: ['accepted'], whose: ['receiver'] },
  replied: { from: WITH_VENDOR, whose: [OPERATORS] },
  reopened: { from: ['done'], whose: [OPERATORS] },
  'cost-approved': { from: ['estimated'], whose: [['budget-holder']], kinds: ['paid'] },
  'cost-denied': { from: ['estimated'], whose: [['budget-holder']], kinds: ['paid'] },
  withdrawn: { from: OPEN, whose: [OPERATORS, 'remit'] },
  expired: { from: OPEN, whose: ['remit'] },
  reminded: { from: WITH_VENDOR, whose: ['remit'] },
  'run-moved': { from: [...OPEN, 'done', 'declined', 'withdrawn', 'expired'], whose: ['remit'] },
  answered: { from: OPEN, whose: ['receiver', ['admin']], kinds: ['safety'] },
};

function isRequest({ event }: Appended): boolean {
  return event.stream.startsWith('escalation#');
}

/** V2: a request goes on by legal steps alone, each of somebody who had the right at that time. */
export function legalSteps(seen: Seen): string | undefined {
  return first(seen.appended.filter(isRequest), (one) => {
    const wrong = one.event.seq === 0 ? undefined : wrongStep(seen, one);
    return wrong && `${one.event.stream}/${one.event.seq} ${one.event.type}: ${wrong}`;
  });
}

function wrongStep(seen: Seen, one: Appended): string | undefined {
  const { stream, seq, type, by } = one.event;
  const before = seen.world.ledger.streams.get(stream)?.[seq - 1];
  const rule = RULES[type];
  if (!before || !rule) return 'nothing that happens to a request';
  const state = JSON.parse(before.state) as EscalationState;
  const wrong = wrongState(rule, state) ?? wrongOf(seen, one, state);
  if (wrong !== undefined) return wrong;
  const actor = JSON.parse(by) as Actor;
  return rule.whose.some((whose) => isWhose(seen, { whose, actor, state, one })) ? undefined : `${actor.user} may not`;
}

function wrongState({ from, kinds }: Rule, { is, kind }: EscalationState): string | undefined {
  if (!from.includes(is)) return `not of one that is ${is}`;
  return kinds && !kinds.includes(kind) ? `not of a request of ${kind}` : undefined;
}

/** What some steps want besides. */
function wrongOf(seen: Seen, one: Appended, state: EscalationState): string | undefined {
  switch (one.event.type) {
    case 'accepted':
      return (state.kind === 'paid') === (state.is === 'offered') ? undefined : 'its cost was not approved';
    case 'expired':
      return one.at + one.skew < state.expiresAt ? 'before its time' : undefined;
    case 'withdrawn':
      return mayWithdraw(seen, one, state) ? undefined : 'neither who asked nor an admin';
    case 'cost-approved':
      return ownCost(seen, one, state);
    default:
      return undefined;
  }
}

/** Who asked may take it back, and an admin. */
function mayWithdraw(seen: Seen, one: Appended, state: EscalationState): boolean {
  const actor = JSON.parse(one.event.by) as Actor;
  if (sameActor(actor, REMIT)) return true;
  const role: Role = sameActor(actor, state.by) ? 'operator' : 'admin';
  return had(seen.world, actor, role, windowOf(seen, one)) || had(seen.world, actor, 'admin', windowOf(seen, one));
}

function ownCost({ world }: Seen, { event }: Appended, state: EscalationState): string | undefined {
  const { user } = JSON.parse(event.by) as Actor;
  const sent = (world.ledger.streams.get(event.stream) ?? []).find(({ type }) => type === 'sent');
  const sender = sent && (JSON.parse(sent.by) as Actor).user;
  return [state.by.user, sender].includes(user) ? 'who asked for it or sent it approved the cost' : undefined;
}

type Asking = { whose: Whose; actor: Actor; state: EscalationState; one: Appended };

function isWhose(seen: Seen, { whose, actor, state, one }: Asking): boolean {
  const window = windowOf(seen, one);
  if (whose === 'remit') return sameActor(actor, REMIT);
  if (whose !== 'receiver') return whose.some((role) => had(seen.world, actor, role, window));
  if (state.kind === 'inner') return had(seen.world, actor, 'circle-owner', window);
  return actor.team === VENDORS && !barred(seen, actor, window);
}

/** A cost is decided on when its money is reserved. */
function windowOf({ reserved }: Seen, { event, from, at }: Appended): Window {
  if (event.type !== 'cost-approved') return { from, to: at };
  const { estimate } = JSON.parse(event.data) as { estimate?: number };
  return reserved.get(`${event.stream.slice('escalation#'.length)} ${estimate}`) ?? { from, to: at };
}

/** The whole time in which it was decided the account was closed, or the channel lost. */
function barred({ befallen }: Seen, actor: Actor, { from, to }: Window): boolean {
  const all = (spell: { from: number; until: number }) => spell.from < from && spell.until > to;
  const closed = actor.user === VERA.user && befallen.deactivated.some((one) => one.who === 'vendor' && all(one));
  return closed || befallen.lost.some(all);
}

/** V1: in the end one card for each request where its vendor is, with the last state; nothing of it anywhere else. */
export function oneVendorCard({ world, befallen, final }: Seen): string | undefined {
  const cards = world.chat.cards.filter(({ run }) => run.startsWith('vendor '));
  const astray = cards.find(({ ref }) => ref.channel !== SHARED);
  if (astray) return `the ${astray.run} is shown in ${astray.ref.channel}`;
  if (!final) return undefined;
  const said = world.chat.toVendor.find(({ card }) => card.channel !== SHARED);
  if (said) return `${said.told.request} is told in ${said.card.channel}`;
  const names = world.chat.toVendor.map(({ told }) => `${told.request}/${told.seq}`);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice) return `${twice} is said twice below the card`;
  return first(requestsOf(world.ledger.streams), ({ id, head, sent }) => {
    const mine = cards.filter(({ run }) => run === `vendor ${id}`);
    if (mine.length > 1) return `${id} has ${mine.length} cards in the vendor's channel`;
    const [card] = mine;
    // That it was deleted is seen when it is to be edited.
    const unseen = head.seq <= (befallen.removed.get(`vendor ${id}`) ?? -1);
    if (!card) return sent && isOpen(head) && !unseen ? `${id} has no card in the vendor's channel` : undefined;
    return card.seq === head.seq ? undefined : `the vendor's card of ${id} shows event ${card.seq} of ${head.seq}`;
  });
}

function isOpen(head: StoredEvent): boolean {
  return OPEN.includes((JSON.parse(head.state) as EscalationState).is);
}

function requestsOf(streams: ReadonlyMap<string, StoredEvent[]>) {
  return [...streams].flatMap(([stream, events]) => {
    const head = events.at(-1);
    if (!head || !stream.startsWith('escalation#')) return [];
    const to = events.find(({ type }) => type === 'sent');
    const sent = to !== undefined && JSON.parse(to.data).vendor !== undefined;
    return [{ id: stream.slice('escalation#'.length), head, events, sent }];
  });
}
