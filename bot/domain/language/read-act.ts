import { ok, type Result } from '../result.ts';
import { ACT_BUILTINS } from './act-builtins.ts';
import type { Builtin } from './builtins.ts';
import { isName, NAME_ALLOWED, sayBack } from './letters.ts';
import { type Match, match } from './match.ts';
import { notUnderstood } from './misread.ts';
import { patternWords } from './patterns.ts';
import { RUN_ALLOWED, readRunId } from './run-id.ts';
import type { Misread, Sentence } from './sentence.ts';
import { readTargets } from './targets.ts';
import type { Cut, Token } from './tokens.ts';

/** What a built-in sentence carries, checked and in canonical form. */
type Values = { run: string; plan?: string; host: string; only?: string[]; as: 'done' | 'not-done'; because?: string };

/** Built-in sentences that are read from their pattern; `plan`, `form`, `targets` and `help` take any words. */
export type ActName =
  | 'approve'
  | 'except'
  | 'deny'
  | 'cancel'
  | 'settle'
  | 'review'
  | 'show'
  | 'why'
  | 'again'
  | 'undo'
  | 'runs'
  | 'waiting'
  | 'scheduled'
  | 'health';

const ACTS: Record<ActName, (values: Values) => Sentence> = {
  approve: ({ run, plan, host, only }) => ({
    is: 'approve',
    run,
    ...(plan !== undefined && { plan }),
    ...(host !== '' && { typed: host }),
    ...(only && { only }),
  }),
  except: ({ run, plan, because = '' }) => ({ is: 'except', run, ...(plan !== undefined && { plan }), because }),
  deny: ({ run, because }) => ({ is: 'deny', run, ...(because !== undefined && { because }) }),
  cancel: ({ run, because }) => ({ is: 'cancel', run, ...(because !== undefined && { because }) }),
  settle: ({ run, host, as, because = '' }) => ({ is: 'settle', run, host, as, because }),
  review: ({ run, as, because = '' }) => ({ is: 'review', run, fine: as === 'done', because }),
  show: ({ run }) => ({ is: 'show', run }),
  why: ({ run }) => ({ is: 'why', run }),
  again: ({ run }) => ({ is: 'again', run }),
  undo: ({ run, because }) => ({ is: 'undo', run, ...(because !== undefined && { because }) }),
  runs: () => ({ is: 'runs' }),
  waiting: () => ({ is: 'waiting' }),
  scheduled: () => ({ is: 'scheduled' }),
  health: () => ({ is: 'health' }),
};

export function isAct(name: string): name is ActName {
  return Object.hasOwn(ACTS, name);
}

type Read = { sentence: Sentence; slipped: boolean };

/** Reads a built-in sentence from its pattern. `slipped`: a keyword was misspelt, so it may only be suggested. */
export function readAct(name: ActName, { tokens, because }: Cut): Result<Read, Misread> {
  const builtin = ACT_BUILTINS[name];
  const laid = match(builtin.pattern, tokens);
  const [left] = laid.left;
  if (left) return not(`I do not know what to do with ${sayBack(left.text)}`, builtin);
  const unsaid = checkReason(builtin, because);
  if (unsaid) return not(unsaid, builtin);
  if (laid.missing.length > 0) return not(`${sayBack(name)} does not say which ${laid.missing.join(' and ')}`, builtin);
  if (leavesOutcomeOpen(laid, builtin)) return not(`${sayBack(name)} does not say as what`, builtin);
  const values = readValues({ name, laid, builtin, because });
  return values.ok ? ok({ sentence: ACTS[name](values.value), slipped: laid.slipped }) : values;
}

/** Words that say what came of something: a sentence without one says neither that nor the contrary. */
const OUTCOMES = ['done', 'fine'];

function leavesOutcomeOpen({ said, slipped }: Match, { pattern }: Builtin): boolean {
  const wanted = OUTCOMES.find((word) => patternWords(pattern).has(word));
  return wanted !== undefined && !said.has(wanted) && !slipped;
}

type Laid = { name: ActName; laid: Match; builtin: Builtin; because: string | undefined };

function readValues({ name, laid, builtin, because }: Laid): Result<Values, Misread> {
  const values: Values = {
    run: '',
    host: '',
    as: laid.said.has('not') ? 'not-done' : 'done',
    ...(because && { because }),
  };
  for (const [field, { text }] of laid.values) {
    const wrong = FIELDS[field as keyof typeof FIELDS](values, text);
    if (wrong) return notUnderstood(`${sayBack(text)} ${wrong.why}`, wrong.allowed, builtin.examples[0] ?? name);
  }
  if (laid.targets.length === 0) return ok(values);
  const only = readOnly(laid.targets, builtin);
  return only.ok ? ok({ ...values, only: only.value }) : only;
}

/** The hosts that are left of a plan: names, since who narrows a plan says which. */
function readOnly(tokens: readonly Token[], builtin: Builtin): Result<string[], Misread> {
  const read = readTargets(tokens);
  if (!read.ok) return read;
  const { names, groups } = read.value.selector;
  const [group] = groups;
  if (!group && !read.value.slipped) return ok(names);
  return not(`after \`only\` come names of hosts, not ${sayBack(tokens.map(({ text }) => text).join(' '))}`, builtin);
}

/** Acts that take a reason, or an approval that is more than a yes, and so have a form. */
const WITH_FORM: readonly string[] = ['approve', 'deny', 'cancel', 'settle', 'except', 'review'];

type WithForm = 'approve' | 'deny' | 'cancel' | 'settle' | 'except' | 'review';

export function hasForm(name: string): name is WithForm {
  return WITH_FORM.includes(name);
}

/** The form of an act: which run (and host) it is about has to be said, the rest is asked there. */
export function readActForm(name: WithForm, { tokens, because }: Cut): Result<Sentence, Misread> {
  const builtin = ACT_BUILTINS[name];
  const { values } = match(builtin.pattern, tokens);
  const run = readRunId(values.get('run')?.text ?? '');
  if (run === undefined) return not(`${sayBack(name)} does not say which run`, builtin);
  const host = values.get('host')?.text.toLowerCase();
  const filled = { run, ...(host !== undefined && isName(host) && { host }) };
  return ok({ is: 'form', gap: { command: name, missing: ['because'], filled, ...(because && { because }) } });
}

type Wrong = { why: string; allowed: string } | undefined;

const FIELDS = {
  run: (values: Values, text: string): Wrong => {
    const run = readRunId(text);
    if (run === undefined) return { why: 'is not the id of a run', allowed: RUN_ALLOWED };
    values.run = run;
    return;
  },
  host: (values: Values, text: string): Wrong => {
    values.host = text.toLowerCase();
    return isName(values.host) ? undefined : { why: "cannot be a target's name", allowed: NAME_ALLOWED };
  },
  digest: (values: Values, text: string): Wrong => {
    values.plan = text.toLowerCase();
    const allowed = 'the four digits or letters that the card shows after `plan`, or more of them';
    return /^[0-9a-f]{4,64}$/.test(values.plan) ? undefined : { why: 'is not the beginning of a plan', allowed };
  },
};

/** What is wrong with the reason, or with there being none. */
export function checkReason({ name, because: wanted }: Builtin, because: string | undefined): string | undefined {
  if (because !== undefined && !wanted) return `${sayBack(name)} takes no reason`;
  if (because === '') return 'there is no reason after `because`';
  return wanted === 'must' && because === undefined ? `${sayBack(name)} needs a reason` : undefined;
}

/** Says no to a built-in sentence with its pattern and an example. */
export function not(why: string, builtin: Builtin): Result<never, Misread> {
  const tail = builtin.because ? ' because …' : '';
  return notUnderstood(
    why,
    `\`${builtin.pattern}${builtin.because === 'may' ? ' [because …]' : tail}\``,
    builtin.examples[0] ?? '',
  );
}
