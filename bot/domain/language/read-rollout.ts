import type { CommandDefinition } from '../command.ts';
import { ok, type Result } from '../result.ts';
import { MOST_HOSTS, MOST_WAVES, type Rollout, type Share, writeShare } from '../rollout.ts';
import { sayBack } from './letters.ts';
import { type NotUnderstood, notUnderstood } from './misread.ts';
import { patternParts } from './patterns.ts';
import { isSlipOf } from './suggest.ts';
import { says, type Token } from './tokens.ts';

export const ROLLOUT_ALLOWED =
  '`in waves 1, 25%, 100%`, `one at a time`, `pause between waves`, `stop after 1 failure`, in any order after the targets';

/** The words that begin a part of a rollout; a name or a value that is one of them is quoted. */
export const ROLLOUT_WORDS: readonly string[] = ['in', 'one', 'pause', 'stop'];

const EXAMPLE = 'restart nginx on all user hosts in waves 1, 25%, 100% stop after 1 failure';

type Clause = 'waves' | 'one' | 'pause' | 'stop';
/** `after` are the tokens behind the words that begin the clause. */
type Said = { clause: Clause; after: Token[]; slipped: boolean };
/** `rest` is the sentence without it. `slipped`: a word of it was misspelt. */
export type RolloutCut = { rest: Token[]; said: Said[] };
export type RolloutRead = { rollout?: Rollout; slipped: boolean };

/** Whether a run of the command changes many targets, so that it may go over them in steps. */
export function takesRollout({ run, risk, pattern }: CommandDefinition): boolean {
  return run !== undefined && risk !== 'read' && takesMany(pattern);
}

function takesMany(pattern: string): boolean {
  return patternParts(pattern).some((part) => part.is === 'targets' && part.many);
}

/** Cuts the rollout off the end of a sentence: from the first words that begin one. */
export function cutRollout(tokens: readonly Token[]): RolloutCut {
  const rest: Token[] = [];
  const said: Said[] = [];
  for (let at = 0; at < tokens.length; ) {
    const begun = at > 0 ? clauseAt(tokens, at) : undefined;
    if (begun) said.push({ clause: begun.clause, after: [], slipped: begun.slipped });
    const into = said.at(-1)?.after ?? rest;
    if (!begun) into.push(...tokens.slice(at, at + 1));
    at += begun?.length ?? 1;
  }
  return { rest, said };
}

const BEGINNINGS: readonly { clause: Clause; words: readonly string[] }[] = [
  { clause: 'waves', words: ['in', 'waves'] },
  { clause: 'waves', words: ['in', 'wave'] },
  { clause: 'one', words: ['one', 'at', 'a', 'time'] },
  { clause: 'pause', words: ['pause', 'between', 'waves'] },
  { clause: 'stop', words: ['stop', 'after'] },
];

type Begun = { clause: Clause; length: number; slipped: boolean };

/** The first word has to be right: another one is a target's name. */
function clauseAt(tokens: readonly Token[], at: number): Begun | undefined {
  if (!ROLLOUT_WORDS.some((word) => says(tokens[at], word))) return undefined;
  for (const exact of [true, false]) {
    for (const { clause, words } of BEGINNINGS) {
      const fits = words.every((word, index) => {
        const token = tokens[at + index];
        return says(token, word) || (!exact && index > 0 && token?.is === 'word' && isSlip(token, word));
      });
      if (fits) return { clause, length: words.length, slipped: !exact };
    }
  }
  return undefined;
}

function isSlip({ text }: Token, word: string): boolean {
  return word.length > 3 && isSlipOf(text.toLowerCase(), word);
}

/** Reads the rollout of a command, or says what is wrong with it: the value, what may stand there, a sentence that works. */
export function readRollout(definition: CommandDefinition, said: readonly Said[]): Result<RolloutRead, NotUnderstood> {
  if (said.length === 0) return ok({ slipped: false });
  const unfit = refuseRollout(definition);
  if (unfit) return unfit;
  const rollout: Rollout = {};
  for (const { clause, after } of said) {
    const read = READERS[clause](rollout, after);
    if (read) return no(read);
  }
  if (rollout.pause && !rollout.waves) return no('there are no waves to pause between');
  return ok({ rollout, slipped: said.some(({ slipped }) => slipped) });
}

function refuseRollout({ name, risk, run, pattern, examples }: CommandDefinition) {
  const example = examples[0] ?? pattern;
  if (!takesMany(pattern)) return notUnderstood(`\`${name}\` works on one target at a time`, 'no waves', example);
  if (!run) return notUnderstood(`\`${name}\` is done by people, not by a document`, 'no waves', example);
  if (risk === 'read') return notUnderstood(`\`${name}\` changes nothing, so it asks all at once`, 'no waves', example);
  return undefined;
}

function no(why: string) {
  return notUnderstood(why, ROLLOUT_ALLOWED, EXAMPLE);
}

/** Puts what a clause says into the rollout; returns what is wrong with it. */
type ReadClause = (rollout: Rollout, after: readonly Token[]) => string | undefined;

const READERS: Record<Clause, ReadClause> = {
  waves(rollout, after) {
    if (rollout.waves) return 'the waves are said twice';
    const shares: Share[] = [];
    for (const { text, is } of after.filter((token) => token.is !== 'comma' && !says(token, 'and'))) {
      const share = is === 'word' ? readShare(text) : `${sayBack(text)} is no share of the hosts`;
      if (typeof share === 'string') return share;
      shares.push(share);
    }
    rollout.waves = shares;
    return shares.length === 0 ? '`in waves` does not say how many hosts each has' : wrongWaves(shares);
  },
  one(rollout, after) {
    if (rollout.oneAtATime) return '`one at a time` is said twice';
    rollout.oneAtATime = true;
    return leftOver(after);
  },
  pause(rollout, after) {
    if (rollout.pause) return '`pause between waves` is said twice';
    rollout.pause = true;
    return leftOver(after);
  },
  stop(rollout, [count, word, ...after]) {
    if (rollout.stopAfter !== undefined) return '`stop after` is said twice';
    if (!count) return '`stop after` does not say how many failures';
    if (!/^[0-9]{1,9}$/.test(count.text)) return `${sayBack(count.text)} is no number of failures`;
    const number = Number(count.text);
    if (number === 0) return '`stop after 0 failures` would stop before it begins; the least is 1';
    if (number > MOST_HOSTS) return `a run has at most ${MOST_HOSTS.toLocaleString('en')} hosts that could fail`;
    rollout.stopAfter = number;
    if (!word) return undefined;
    return /^failures?$/i.test(word.text) ? leftOver(after) : leftOver([word]);
  },
};

function leftOver([token]: readonly Token[]): string | undefined {
  return token && `I do not know what to do with ${sayBack(token.text)}`;
}

function readShare(text: string): Share | string {
  const [, digits, percent] = /^([0-9]{1,9})(%?)$/.exec(text) ?? [];
  if (digits === undefined) return `${sayBack(text)} is no share of the hosts: a number, or a percentage`;
  const number = Number(digits);
  if (number === 0) return `a wave of ${sayBack(text)} has no host; the least is 1`;
  if (!percent && number > MOST_HOSTS) return `a run has at most ${MOST_HOSTS.toLocaleString('en')} hosts`;
  if (percent && number > 100) return `${sayBack(text)} is more than all hosts; the most is 100%`;
  return percent ? { percent: number } : { hosts: number };
}

function wrongWaves(shares: readonly Share[]): string | undefined {
  if (shares.length > MOST_WAVES) return `${shares.length} waves are too many: at most ${MOST_WAVES}`;
  for (const [at, share] of shares.entries()) {
    const before = shares.slice(0, at).findLast((one) => 'percent' in one === 'percent' in share);
    if (before && sizeOf(share) <= sizeOf(before)) {
      return `a wave says how much has begun by its end, and ${sayBack(writeShare(share))} after ${sayBack(writeShare(before))} begins nothing`;
    }
    if (at > 0 && shares.slice(0, at).some((one) => 'percent' in one && one.percent === 100)) {
      return `after \`100%\` no host is left for the wave ${sayBack(writeShare(share))}`;
    }
  }
  return undefined;
}

function sizeOf(share: Share): number {
  return 'percent' in share ? share.percent : share.hosts;
}
