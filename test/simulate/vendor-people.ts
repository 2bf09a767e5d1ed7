import type { Actor } from '../../bot/domain/actor.ts';
import type { EscalationState } from '../../bot/domain/escalation/state.ts';
import type { Happening } from '../../bot/domain/incident/happening.ts';
import { writeMoney } from '../../bot/domain/language/money.ts';
import type { Place } from '../../bot/domain/run/state.ts';
import { OURS, type Who } from '../bot/flow/people.ts';
import type { World } from '../bot/flow/world.ts';
import { type Fate, pick } from './fate.ts';
import { OTTO, SHARED, STRANGER, THEIRS, VERA, VIKTOR } from './together.ts';
import type { Voices } from './voices.ts';

type Deps = { world: World; voices: Voices; fate: Fate; channels(): string[] };

type Request = { id: string; state: EscalationState };

/** What a vendor's people can say of a request; more often than not, what fits. */
const THEIR_WORDS: Partial<Record<EscalationState['is'], readonly string[]>> = {
  sent: ['accept', 'accept eta 30m', 'estimate 900 EUR', 'estimate 1800 EUR "two hours"', 'safe because "drained"'],
  estimated: ['estimate 2400 EUR', 'ask "by when?"', 'accept', 'decline because "no people"'],
  offered: ['accept', 'accept', 'accept eta 2h', 'estimate 3000 EUR', 'decline because "too late"'],
  accepted: ['done', 'done "replaced"', 'done', 'progress "the first half" eta 1h', 'run', 'run', 'accept'],
  done: ['done', 'accept', 'progress "again"'],
};
/** Of what is paid or asked after safety, while it is sent. */
const BY_KIND: Partial<Record<EscalationState['kind'], readonly string[]>> = {
  paid: ['estimate 900 EUR', 'estimate 1800 EUR "two hours"', 'estimate 2400 EUR', 'ask "by when?"'],
  safety: ['safe because "drained"', 'unsafe because "it breaks"', 'safe if "nobody writes" because "tried"'],
};
const ANY_WORDS = [
  ...['ask "which of the two?"', 'decline because "not ours"', 'unsafe because "it breaks"', 'accept eta yesterday'],
  ...['safe if "nobody writes" because "tried"', 'estimate much', 'done', 'run'],
];
const VIA = ['thread', 'thread', 'named', 'button', 'form', 'mention', 'reaction'] as const;

/** People of ours who ask vendors for work and decide on it, and people of two vendors, and strangers, who answer. */
export function createVendorPeople({ world, voices, fate, channels }: Deps) {
  const { random } = fate;
  let said = 0;

  function requests(): Request[] {
    return [...world.ledger.streams].flatMap(([stream, events]) => {
      const head = events.at(-1);
      return head && stream.startsWith('escalation#')
        ? [{ id: stream.slice('escalation#'.length), state: JSON.parse(head.state) as EscalationState }]
        : [];
    });
  }

  /** One of the last, and rather one with which something is to be done. */
  function request(wanted: readonly EscalationState['is'][], isMeant = (_: Request) => true): Request | undefined {
    const all = requests().filter(isMeant);
    const fit = all.filter(({ state }) => wanted.includes(state.is));
    const from = fit.length > 0 && random() < 0.8 ? fit : all.slice(-3);
    return from[Math.floor(random() * from.length)];
  }

  const place = () => ({ team: OURS, channel: pick(random, channels()), answerPath: '/commands/x' });
  const say = (who: Who, text: string) => voices.say(world.request(who, text, { place: place() }), who);

  function ask(): void {
    const why = pick(random, ['load', 'no data', 'the audit']);
    const sentence = pick(random, [
      `zabbix restart on infra-gate because "${why}"`,
      ...[`install curl on infra-gate because "${why}"`, `install htop on infra-gate because "${why}"`],
      `install curl on infra-gate because "${why}"`,
      `update windows on infra-gate because "${why}"`,
      `escalate "the storage is slow: ${why}" to virtuozzo major on infra-gate`,
      `escalate "nobody answers: ${why}" to circle-owner critical`,
    ]);
    say(pick<Who>(random, ['operator', 'operator', 'operator', 'approver', 'admin', 'guest', 'developer']), sentence);
  }

  function send(): void {
    const one = request(['prepared']);
    if (!one) {
      ask();
      return;
    }
    const as = pick(random, ['', '', '', ' as critical']);
    say(pick<Who>(random, ['operator', 'operator', 'approver', 'admin', 'guest']), `send E-${one.id}${as}`);
  }

  function onCost({ id, state }: Request): string {
    const { estimate } = state;
    if (!estimate || random() < 0.1) return `approve cost E-${id}`;
    const other = random() < 0.1 ? { ...estimate, amount: estimate.amount - 100 } : estimate;
    return random() < 0.85 ? `approve cost E-${id} at ${writeMoney(other)}` : `deny cost E-${id} because "dear"`;
  }

  function decide(): void {
    const one = request(['estimated']);
    if (!one) {
      send();
      return;
    }
    const sentence = onCost(one);
    const who = pick<Who>(random, ['budget', 'budget', 'budget', 'admin-2', 'admin-2', 'operator']);
    say(who, sentence);
    if (random() < 0.4) say(pick<Who>(random, ['budget', 'admin-2']), onCost(one));
  }

  function look(): void {
    const one = request(['sent', 'offered', 'accepted', 'done']);
    if (!one) {
      ask();
      return;
    }
    const { id } = one;
    const sentence = pick(random, [
      ...[`reply E-${id} "the first one"`, `reply E-${id} "both"`, `withdraw E-${id} because "it went"`],
      ...[`reopen E-${id} because "down again"`, `reopen E-${id} because "not yet"`, `show E-${id}`, 'requests'],
      ...[`record E-${id} safe because "by phone"`, 'budget virtuozzo', `accept E-${id}`, `done E-${id} "seen to"`],
    ]);
    say(pick<Who>(random, ['operator', 'operator', 'approver', 'admin', 'freezer', 'freezer', 'guest']), sentence);
  }

  function raise(): void {
    const change = random() < 0.6 ? voices.changes.at(-1) : undefined;
    if (change !== undefined) say('admin-2', `confirm C-${change}`);
    else say('admin', 'vendor set virtuozzo cost limit to 8000 EUR a month because "a hard month"');
  }

  function cardOf(id: string): string | undefined {
    return world.chat.cards.find(({ run }) => run === `vendor ${id}`)?.ref.ts;
  }

  function nextTs(): string {
    said += 1;
    return `${Math.floor(world.now() / 1_000)}.${String(said).padStart(6, '0')}`;
  }

  /** A message as Slack tells it, and as it can be read. */
  function write(by: Actor, text: string, { channel, thread }: { channel: string; thread?: string }): void {
    const ts = nextTs();
    const below = thread === undefined ? {} : { thread };
    const { user, team } = by;
    world.rooms.all
      .get(channel)
      ?.messages.set(ts, { ref: { channel, ts }, ...below, user, team, text, files: [], edited: false });
    const message = { ts, text, files: [], ...below };
    const told = { source: `wrote:${channel}:${ts}`, installedTeam: OURS, channel, at: world.now() };
    const witness = random() < 0.8 ? by : { user };
    voices.happen({ ...told, is: 'wrote', by: witness, message }, `${user} writes in ${channel}: ${text}`);
  }

  function mark(by: Actor, ts: string): void {
    const source = `marked:${SHARED}:${ts}:white_check_mark:${by.user}:${nextTs()}`;
    const told: Happening = {
      ...{ source, installedTeam: OURS, channel: SHARED, at: world.now() },
      ...{ is: 'marked', by: { user: by.user }, ts, mark: 'white_check_mark' },
    };
    voices.happen(told, `${by.user} puts ✅ on the card ${ts}`);
  }

  type Asked = { text: string; actor: Actor; source: string; place: Place; mention?: true; message?: string };
  type Way = { via: (typeof VIA)[number]; id: string; card: string | undefined; channel: string };

  /** What is pressed, typed into a form or said as a mention is a request; the rest is something that happens. */
  function requestOf(by: Actor, words: string, { via, id, card, channel }: Way): Asked | undefined {
    const named = naming(words, id);
    const place = { team: OURS, channel };
    const ts = nextTs();
    if (via === 'form') return { text: named, actor: by, place, source: `view:${ts}` };
    if (via === 'mention') {
      const thread = { ...place, thread: ts };
      return { text: named, actor: by, place: thread, source: `mention:${channel}:${ts}`, mention: true };
    }
    if (via !== 'button' || !card) return undefined;
    const text = /^(?:accept|run|done)$/.test(words) ? named : `form ${words.split(' ')[0]} E-${id}`;
    return { text, actor: by, place, source: `press:${channel}:${card}:x:${by.user}:${ts}`, message: card };
  }

  function speak(by: Actor, words: string, way: Way): void {
    const { via, id, card, channel } = way;
    const asked = requestOf(by, words, way);
    if (asked) voices.say(world.request('vendor', asked.text, asked), by.user);
    else if (via === 'thread' && card) write(by, random() < 0.7 ? words : naming(words, id), { channel, thread: card });
    else if (via === 'reaction' && card) mark(by, card);
    else write(by, naming(words, id), { channel });
  }

  /** Words that fit more often than not, of how the request stands. */
  function wordsOn({ is, kind }: EscalationState): string {
    const fitting = (is === 'sent' ? BY_KIND[kind] : undefined) ?? THEIR_WORDS[is] ?? ANY_WORDS;
    return pick(random, random() < 0.75 ? fitting : ANY_WORDS);
  }

  function theySay(): void {
    const isTheirs = ({ state }: Request) => state.vendor !== undefined || random() < 0.1;
    const one = request(['sent', 'estimated', 'offered', 'accepted', 'done'], isTheirs);
    if (!one) {
      ask();
      return;
    }
    const { id, state } = one;
    const by = pick(random, [VERA, VERA, VERA, VERA, VERA, VIKTOR, VIKTOR, VIKTOR, OTTO, STRANGER]);
    const channel = by === OTTO && random() < 0.5 ? THEIRS : SHARED;
    const way = { via: pick(random, VIA), id, card: cardOf(id), channel };
    speak(by, wordsOn(state), way);
    if (random() < 0.2) speak(VIKTOR, wordsOn(state), { ...way, channel: SHARED, via: 'thread' });
  }

  /** Talk below the card, of both sides. */
  function talk(): void {
    const card = cardOf(request(['sent', 'accepted'])?.id ?? '');
    if (!card) {
      theySay();
      return;
    }
    const by = pick<Actor>(random, [VERA, VIKTOR, { team: OURS, user: 'U0OPERATOR' }, STRANGER]);
    write(by, pick(random, ['we look at it', 'thanks', 'the disk is full', 'accept that?']), {
      channel: SHARED,
      thread: card,
    });
  }

  const many = (way: () => void, times: number) => Array.from({ length: times }, () => way);
  const WAYS = [...many(ask, 2), ...many(look, 8), ...many(raise, 2), ...many(theySay, 26), ...many(talk, 3)];

  return {
    /** Whoever waits for somebody of ours is rather heard first. */
    speak(): void {
      const waits = requests().map(({ state }) => state.is);
      if (waits.length < 2) ask();
      else if (waits.includes('prepared') && random() < 0.35) send();
      else if (waits.includes('estimated') && random() < 0.4) decide();
      else pick(random, WAYS)();
    },
  };
}

/** `accept eta 30m` of the request with that name. */
function naming(words: string, id: string): string {
  const [verb, ...rest] = words.split(' ');
  return [verb, `E-${id}`, ...rest].join(' ');
}
