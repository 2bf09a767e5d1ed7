import type { Grant, Person } from '../../../domain/actor.ts';
import type { ChangeStory } from '../../../domain/change/apply.ts';
import type { Change } from '../../../domain/change/change.ts';
import { onePerson } from './account-words.ts';
import { sayNo } from './answer-refused.ts';
import { context, sections } from './blocks.ts';
import { renderChangeCard } from './change-card.ts';
import { changeActRefusalWords, changeRefusalWords } from './change-refusal-words.ts';
import { changeName, changeWords, previewWords } from './change-words.ts';
import { held, person, roleWords } from './labels.ts';
import { fitting } from './lists.ts';
import { answerMetadata, type Reading, type Rendered } from './rendered.ts';
import type { AnswerOf, Said } from './said.ts';
import { counted, inline } from './text.ts';

/** The change is on record; its card shows how it goes on. */
export function sayProposed({ id, change, wants, reads }: AnswerOf<'proposed'>, reading: Reading): Said {
  if (reads) return sayReads(id, changeWords(change, 'ask', reading), ASKED[change.kind] ?? 'I am reading the file');
  const then = wants > 0 ? 'a second admin has to confirm it' : 'its card follows here';
  return {
    mark: 'accepted',
    first: `… *${changeWords(change, 'ask', reading)}* · ${changeName(id)} · ${then}`,
    body: [context(previewWords(change, reading))],
    change: id,
  };
}

/** What comes of it is known when the file was read: its card, or what is wrong with it. */
const ASKED: Partial<Record<Change['kind'], string>> = {
  'grant-group': 'I am asking Slack who is in it',
  'set-vendor': 'I am asking Slack about it',
};

function sayReads(id: string, what: string, reading: string): Said {
  const first = `… *${what}* · ${changeName(id)} · ${reading}: its card follows here`;
  return { mark: 'accepted', first, change: id };
}

export function sayChangeRefused({ change, refusal, id }: AnswerOf<'change-refused'>, reading: Reading): Said {
  const name = id === undefined ? '' : ` · ${changeName(id)}`;
  const asked = `${changeWords(change, 'ask', reading)}${name} · nothing was changed`;
  return {
    ...sayNo(changeRefusalWords(refusal, reading), { asked, reason: refusal.reason }),
    ...(id === undefined ? {} : { change: id }),
  };
}

export function sayChangeActed({ act, id }: AnswerOf<'change-acted'>): Said {
  const name = changeName(id);
  return act === 'confirmed'
    ? { mark: 'approved', first: `✔ You confirmed *${name}*: its card shows what comes of it`, change: id }
    : { mark: 'information', first: `✔ You denied *${name}*: nothing was changed`, change: id };
}

export function sayChangeActRefused(answer: AnswerOf<'change-act-refused'>, reading: Reading): Said {
  const { act, id, refusal } = answer;
  const asked = `${act} ${changeName(id)} · nothing was changed`;
  return sayNo(changeActRefusalWords(refusal, { act, id }, reading), { asked, reason: refusal.reason });
}

/** `/ops show C-…`: the change as its card has it. */
export function showChange(story: ChangeStory, reading: Reading): Rendered {
  const card = renderChangeCard(story, { ...reading, channelIsShared: false });
  return { ...card, metadata: answerMetadata('information', `change#${story.id}`) };
}

/** Names as mentions: in an answer that only its reader sees, they notify nobody. */
export function sayPeople({ people }: AnswerOf<'people'>, reading: Reading): Said {
  const ids = [...new Set(people.map(({ id }) => id))];
  const lines = ids.map((id) => people.filter((one) => one.id === id)).map((of) => personLine(of, reading));
  const { shown, left } = fitting(lines);
  return {
    mark: 'information',
    first: `*Who has which role* · ${ids.length === 1 ? '1 person' : `${ids.length} people`}`,
    body: [...sections(shown), ...(left > 0 ? [context(`… and ${left} more`)] : [])],
  };
}

/** Of one person, that are named: nobody has more, and a line has its length. */
const MOST_ACCOUNTS = 8;

/** The accounts of one person on one line, each with the roles that it has by itself. */
function personLine(accounts: readonly Person[], reading: Reading): string {
  const [first] = accounts;
  if (first && accounts.length === 1) return `• ${person(first, reading)} · ${rolesHeld(first, reading)}`;
  const shown = accounts.slice(0, MOST_ACCOUNTS);
  const each = shown.map((one) => `${person(one, reading)}: ${rolesHeld(one, reading)}`);
  const more =
    accounts.length > shown.length ? [`… and ${counted(accounts.length - shown.length, 'more account')}`] : [];
  return `• ${onePerson(shown, reading)} are one person · ${[...each, ...more].join(' · ')}`;
}

/** A role by a group ends with the next hour unless Slack is asked again: its end says nothing to anybody. */
function roleHeld(grant: Grant, reading: Reading): string {
  const { role, by } = grant;
  return by === undefined
    ? `${roleWords(role)}${held(grant, reading)}`
    : `${roleWords(role)} by group @${inline(by, 60)}`;
}

function rolesHeld({ grants }: Person, reading: Reading): string {
  return grants.map((grant) => roleHeld(grant, reading)).join(', ') || 'no role';
}
