import { kindWords, readGroup } from './groups.ts';
import { looksEncoded } from './normalise.ts';
import type { Question, Where } from './question.ts';
import { writeChangeId } from './run-id.ts';
import { writeSelector } from './write.ts';

/** The canonical text of a question: reading it gives the same question again. */
export function writeQuestion(question: Question): string {
  switch (question.is) {
    case 'who':
      return question.sentence;
    case 'what':
      return `what can I do on ${writeSelector(question.targets, new Set(['in']))}${writeProfile(question.profile)}`;
    case 'matrix':
      return writeMatrix(question);
    case 'policy':
      return writePolicy(question);
    case 'runbook':
      return `runbook ${writePhrase(question.about)}`;
    default:
      return question satisfies never;
  }
}

function writePolicy(question: Extract<Question, { is: 'policy' }>): string {
  switch (question.show) {
    case 'now':
      return 'policy';
    case 'history':
      return 'policy history';
    case 'export':
      return 'policy export';
    case 'test': {
      const of = question.change === undefined ? '' : ` in ${writeChangeId(question.change)}`;
      return `policy test${of} ${question.sentence}`;
    }
    default:
      return question satisfies never;
  }
}

function writeMatrix(question: Extract<Question, { is: 'matrix' }>): string {
  switch (question.show) {
    case 'list':
      return `matrix${writeProfile(question.profile)}`;
    case 'picture':
    case 'export':
      return `matrix ${question.show}${writeProfile(question.profile)}`;
    case 'history':
      return `matrix history${writeProfile(question.profile)}`;
    case 'row':
      return `matrix ${writePhrase(question.activity)}${writeProfile(question.profile)}`;
    case 'replay':
      return `matrix replay${writeProfile(question.profile)}${question.last === undefined ? '' : ` last ${question.last}`}`;
    case 'diff':
      return `matrix diff ${question.profiles.join(' ')}`;
    default:
      return question satisfies never;
  }
}

/** `who can "Restarting Processes" on user host in jelastic`: an activity in the matrix's words. */
export function writeWho(ask: { activity: string; where: Where; profile?: string | undefined }): string {
  return `who can ${writePhrase(ask.activity)} on ${writeWhere(ask.where)}${writeProfile(ask.profile)}`;
}

/** A kind, or targets: a name that would be read as a kind stands in quotes. */
export function writeWhere(where: Where, words: Iterable<string> = []): string {
  if ('targets' in where) {
    const kinds = where.targets.names.filter((name) => readKindPhrase([name]));
    return writeSelector(where.targets, new Set([...words, ...kinds, 'in', 'on']));
  }
  const [kind, other] = where.kinds;
  if (kind === undefined) return '';
  return other === undefined ? kindWords(kind) : (kind.split('-').at(-1) ?? '');
}

/** The kinds that words name, and nothing else: `user host`, `end-user containers`, `hosts`. */
export function readKindPhrase(words: readonly string[]) {
  const read = readGroup(words.map((word) => word.toLowerCase()));
  if (read?.length !== words.length) return undefined;
  const kinds = read.groups.flatMap(({ kind, environment, tag }) => (kind && !environment && !tag ? [kind] : []));
  return kinds.length === read.groups.length ? kinds : undefined;
}

export function writeProfile(profile: string | undefined): string {
  return profile === undefined ? '' : ` in ${profile}`;
}

/** Always quoted: an activity's name may be a word of the language. */
export function writePhrase(phrase: string): string {
  const text = looksEncoded(phrase)
    ? phrase.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
    : phrase;
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
