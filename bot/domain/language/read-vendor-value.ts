import { ok, type Result } from '../result.ts';
import type { Builtin } from './builtins.ts';
import { sayBack } from './letters.ts';
import { notUnderstood } from './misread.ts';
import { not } from './read-act.ts';
import { readUser } from './read-user.ts';
import type { Misread } from './sentence.ts';
import type { Token } from './tokens.ts';

/** As many as one record of a vendor holds. */
export const MOST = { organisations: 10, contacts: 10, parties: 12, activities: 30 } as const;

const ORGANISATION = /^[TE][A-Z0-9]{5,20}$/;
const CHANNEL = /^#?([CG][A-Z0-9]{5,20})$/;

const ORGANISATION_ALLOWED =
  'ids of Slack workspaces, as `T0VIRTUOZ1` (of an Enterprise organisation `E…`); an admin of theirs finds it in the address of their Slack in a browser, and `vendor … settings` names those that are in the channel';
const CHANNEL_ALLOWED =
  'one channel, by a mention that Slack has completed: type `#` and choose; or its id, as `C0EXTVIRT1`';

/** Texts between commas; each quoted one stands for itself. */
export function phrasesOf(tokens: readonly Token[]): string[] {
  const phrases: string[][] = [[]];
  for (const { is, text } of tokens) {
    if (is === 'comma') phrases.push([]);
    else if (is === 'quoted') phrases.push([text], []);
    else phrases.at(-1)?.push(text);
  }
  return phrases.map((words) => words.join(' ').trim()).filter((phrase) => phrase !== '');
}

/** Words that commas or `and` stand between. */
function wordsOf(tokens: readonly Token[]): string[] {
  const words = tokens.filter(({ is, text }) => is !== 'comma' && text.toLowerCase() !== 'and').map(({ text }) => text);
  return [...new Set(words)];
}

export function readOrganisations(tokens: readonly Token[], builtin: Builtin): Result<string[], Misread> {
  const organisations = [...new Set(wordsOf(tokens).map((word) => word.toUpperCase()))];
  const wrong = organisations.find((one) => !ORGANISATION.test(one));
  if (wrong !== undefined || organisations.length === 0) {
    const why = wrong === undefined ? 'it names no organisation' : `${sayBack(wrong)} is no id of an organisation`;
    return notUnderstood(why, ORGANISATION_ALLOWED, builtin.examples[0] ?? '');
  }
  return withinMost('organisations', organisations, builtin);
}

export function readChannel(tokens: readonly Token[], builtin: Builtin): Result<string, Misread> {
  const [first, more] = tokens;
  const channel = CHANNEL.exec(first?.text ?? '')?.[1];
  if (channel !== undefined && !more) return ok(channel);
  const got = tokens.map(({ text }) => text).join(' ');
  return notUnderstood(`${sayBack(got)} is no channel that I know of`, CHANNEL_ALLOWED, builtin.examples[0] ?? '');
}

/** In the order of the step-up. */
export function readContacts(tokens: readonly Token[], builtin: Builtin): Result<string[], Misread> {
  const words = wordsOf(tokens);
  if (words.length === 1 && words[0]?.toLowerCase() === 'none') return ok([]);
  const users: string[] = [];
  for (const word of words) {
    const user = readUser(word, builtin);
    if (!user.ok) {
      const allowed = 'people of theirs and of ours, each by a mention that Slack has completed: type `@` and choose';
      return notUnderstood(`${sayBack(word)} is nobody that I know of`, allowed, EXAMPLE);
    }
    users.push(user.value);
  }
  return withinMost('contacts', users, builtin);
}

const EXAMPLE = 'vendor set virtuozzo contacts to @U0VENDOR02, @U0APPROVER because "who is on duty"';

export function withinMost(what: keyof typeof MOST, values: string[], builtin: Builtin): Result<string[], Misread> {
  const most = MOST[what];
  if (values.length <= most) return ok(values);
  return not(`a vendor has at most ${most} ${what}: these are ${values.length}`, builtin);
}
