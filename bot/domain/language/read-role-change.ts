import { ROLES, type Role } from '../actor.ts';
import { ok, type Result } from '../result.ts';
import { type Builtin, builtinNamed } from './builtins.ts';
import { type GroupSentence, type RoleSentence, writeChangeSentence } from './change-sentence.ts';
import { sayBack } from './letters.ts';
import { match } from './match.ts';
import { meant, notUnderstood, suggestion } from './misread.ts';
import { checkReason, not } from './read-act.ts';
import { readUser, readUserGroup } from './read-user.ts';
import type { Misread } from './sentence.ts';
import { isSlipOf, nearest } from './suggest.ts';
import { DAY_ALLOWED, readDay, readTime, type Term, TIME_ALLOWED } from './term.ts';
import type { Cut, Token } from './tokens.ts';

const ROLES_ALLOWED = ROLES.map((role) => `\`${role.replaceAll('-', ' ')}\``).join(', ');

type Read = RoleSentence | GroupSentence;

/** Reads what follows `grant` or `revoke`. What was misspelt comes back as a suggestion: nobody gets a role by a guess. */
export function readRoleChange(verb: RoleSentence['is'], { cut }: { cut: Cut }): Result<Read, Misread> {
  const builtin = named(verb);
  const laid = match(builtin.pattern.slice(verb.length + 1), joinRole(cut.tokens, verb === 'grant' ? 'to' : 'from'));
  const [left] = laid.left;
  if (left) return not(`I do not know what to do with ${sayBack(left.text)}`, builtin);
  const [missing] = laid.missing;
  if (missing) return not(`${sayBack(verb)} does not say which ${missing}`, builtin);
  const unsaid = checkReason(builtin, cut.because);
  if (unsaid) return not(unsaid, builtin);
  const whom = laid.values.get('person')?.text ?? '';
  const group = readUserGroup(whom);
  const user = group === undefined ? readUser(whom, builtin) : ok('');
  if (!user.ok) return user;
  const term = readTerm(laid.values, builtin);
  if (!term.ok) return term;
  const said = laid.values.get('role')?.text ?? '';
  const sentenceOf = (role: Role): Read => {
    const because = cut.because ?? '';
    if (group !== undefined) {
      const given = { role, group, because };
      return verb === 'grant' ? { is: 'grant-group', ...given, ...term.value } : { is: 'revoke-group', ...given };
    }
    const common = { role, user: user.value, because };
    return verb === 'grant' ? { is: verb, ...common, ...term.value } : { is: verb, ...common };
  };
  const role = readRole(said, { builtin, meant: (near) => writeChangeSentence(sentenceOf(near)) });
  if (!role.ok) return role;
  const sentence = sentenceOf(role.value);
  return laid.slipped ? suggestion(writeChangeSentence(sentence)) : ok(sentence);
}

function named(verb: string): Builtin {
  const builtin = builtinNamed(verb);
  if (!builtin) throw new Error(`no built-in sentence is named "${verb}"`);
  return builtin;
}

/** Roles of two words are one: `budget holder` is `budget-holder`. They end at the keyword, or at the person. */
function joinRole(tokens: readonly Token[], keyword: string): Token[] {
  const end = tokens.findIndex(({ text }, at) => {
    const word = text.toLowerCase();
    return word === keyword || (at > 0 && isSlipOf(word, keyword)) || word.startsWith('@');
  });
  const words = tokens.slice(0, end < 0 ? undefined : end);
  const [first, last] = [words[0], words.at(-1)];
  if (!first || !last || words.length < 2) return [...tokens];
  const text = words.map((word) => word.text).join('-');
  return [{ is: 'word', text, start: first.start, end: last.end }, ...tokens.slice(words.length)];
}

function readRole(
  text: string,
  { builtin, meant: written }: { builtin: Builtin; meant(role: Role): string },
): Result<Role, Misread> {
  const word = text.toLowerCase();
  const role = ROLES.find((one) => one === word);
  if (role) return ok(role);
  const near = ROLES.filter((one) => nearest(word, ROLES).includes(one));
  const no = notUnderstood(`${sayBack(text)} is no role`, ROLES_ALLOWED, builtin.examples[0] ?? '');
  return meant(`There is no role ${sayBack(text)}. Which one did you mean?`, near.map(written)) ?? no;
}

function readTerm(values: ReadonlyMap<string, Token>, { examples: [example = ''] }: Builtin): Result<Term, Misread> {
  const time = values.get('time')?.text.toLowerCase();
  const day = values.get('day')?.text;
  if (time !== undefined && day !== undefined) {
    return notUnderstood('`for …` and `until …` say two ends', 'one of them', example);
  }
  if (time !== undefined && readTime(time) === undefined) {
    return notUnderstood(`${sayBack(time)} is no length of time`, TIME_ALLOWED, example);
  }
  if (day !== undefined && readDay(day) === undefined) {
    return notUnderstood(`${sayBack(day)} is no day`, DAY_ALLOWED, example);
  }
  return ok({ ...(time !== undefined && { for: time }), ...(day !== undefined && { until: day }) });
}
