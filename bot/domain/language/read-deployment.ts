import type { DeploymentAct } from '../deployment/act.ts';
import type { Side } from '../deployment/stage.ts';
import { err, ok, type Result } from '../result.ts';
import { type Builtin, builtinNamed } from './builtins.ts';
import { type DeploymentSentence, WORD, writeDeploymentSentence } from './deployment-sentence.ts';
import { isName, NAME_ALLOWED, sayBack } from './letters.ts';
import { meant, notUnderstood, suggestion } from './misread.ts';
import { checkReason, not } from './read-act.ts';
import { DEPLOYMENT_ALLOWED, readDeploymentId } from './run-id.ts';
import type { Misread, Sentence } from './sentence.ts';
import { nearest } from './suggest.ts';
import { type Cut, says, type Token } from './tokens.ts';

const VERBS = ['start', 'begin', 'done', 'skip', 'ask', 'reopen', 'snooze', 'close', 'picture', 'report'] as const;
type Verb = (typeof VERBS)[number];
type StageVerb = 'begin' | 'done' | 'skip' | 'ask' | 'reopen';
type Read = Result<DeploymentSentence, Misread>;

/** Working days for which a reminder is put off, unless somebody says how many; and the most. */
const SNOOZE_DAYS = 5;
const SNOOZE_MOST = 60;
/** The longest list of stages has two digits; how many there are is the deployment's to know. */
const NUMBER = /^#?([1-9][0-9]?)$/;
const NUMBER_ALLOWED = 'the number of a stage, such as 4: the deployment lists them';

/** `deployments` takes no words. */
export function readDeployments({ cut }: { cut: Cut }): Read {
  const builtin = named('deployments');
  const [more] = cut.tokens;
  if (more) return not(`I do not know what to do with ${sayBack(more.text)}`, builtin);
  const wrong = checkReason(builtin, cut.because);
  return wrong ? not(wrong, builtin) : ok({ is: 'deployments' });
}

/** Reads what follows `deployment`. What was misspelt is only suggested. */
export function readDeployment({ cut }: { cut: Cut }): Read {
  const [first, ...rest] = cut.tokens;
  if (!first) return not('`deployment` does not say which one', named('deployment'));
  const word = first.text.toLowerCase();
  const verb = VERBS.find((one) => one === word);
  if (verb) return readVerb(verb, { ...cut, tokens: rest });
  if (readDeploymentId(first.text) !== undefined) return readLook('list', cut);
  const near = VERBS.filter((one) => nearest(word, VERBS).includes(one));
  const readings = near.map((one) => readVerb(one, { ...cut, tokens: rest }));
  const sentences = readings.flatMap((one) => (one.ok ? [writeDeploymentSentence(one.value)] : offered(one.error)));
  const [only] = readings;
  if (sentences.length === 0 && only && !only.ok) return only;
  const allowed = `${DEPLOYMENT_ALLOWED}, or ${VERBS.map((one) => `\`${one}\``).join(', ')}`;
  return (
    meant(`There is no deployment ${sayBack(first.text)}. What did you mean?`, sentences) ??
    notUnderstood(`${sayBack(first.text)} is not the id of a deployment`, allowed, 'deployment D-4KQ7M')
  );
}

function offered(misread: Misread): string[] {
  if (misread.is === 'suggestion') return [misread.sentence];
  return misread.is === 'choice' ? misread.sentences : [];
}

function named(name: string): Builtin {
  const builtin = builtinNamed(name);
  if (!builtin) throw new Error(`no built-in sentence is named "${name}"`);
  return builtin;
}

function readVerb(verb: Verb, cut: Cut): Read {
  switch (verb) {
    case 'start':
      return readStart(cut);
    case 'picture':
    case 'report':
      return readLook(verb, cut);
    case 'snooze':
      return readSnooze(cut);
    case 'close':
      return readClose(cut);
    case 'begin':
    case 'done':
    case 'skip':
    case 'ask':
    case 'reopen':
      return readStageAct(verb, cut);
    default:
      return verb satisfies never;
  }
}

function readStart({ tokens, because }: Cut): Read {
  const builtin = named('deployment start');
  const [first, more] = tokens;
  if (!first) return not('`deployment start` does not say which platform', builtin);
  if (more) return not(`I do not know what to do with ${sayBack(more.text)}`, builtin);
  const wrong = checkReason(builtin, because);
  if (wrong) return not(wrong, builtin);
  const name = first.text.toLowerCase();
  if (isName(name)) return ok({ is: 'deployment-start', name });
  return notUnderstood(`${sayBack(first.text)} cannot be a platform's name`, NAME_ALLOWED, builtin.examples[0] ?? '');
}

function readLook(as: 'list' | 'picture' | 'report', cut: Cut): Read {
  const begun = readBegun(named('deployment'), cut);
  if (!begun.ok) return begun;
  const { deployment, rest, builtin } = begun.value;
  return nothingMore(rest, builtin) ?? ok({ is: 'deployment', deployment, as });
}

type Begun = { deployment: string; rest: Token[]; builtin: Builtin };

/** The deployment that a sentence is about, and what follows its id. */
function readBegun(builtin: Builtin, { tokens, because }: Cut): Result<Begun, Misread> {
  const [first, ...rest] = tokens;
  if (!first) return not(`\`${builtin.name}\` does not say which deployment`, builtin);
  const deployment = readDeploymentId(first.text);
  if (deployment === undefined) {
    const example = builtin.examples[0] ?? builtin.name;
    return notUnderstood(`${sayBack(first.text)} is not the id of a deployment`, DEPLOYMENT_ALLOWED, example);
  }
  const wrong = checkReason(builtin, because);
  return wrong ? not(wrong, builtin) : ok({ deployment, rest, builtin });
}

function nothingMore([more]: readonly Token[], builtin: Builtin): Result<never, Misread> | undefined {
  return more && not(`I do not know what to do with ${sayBack(more.text)}`, builtin);
}

function readClose(cut: Cut): Read {
  const begun = readBegun(named('deployment close'), cut);
  if (!begun.ok) return begun;
  const { deployment, rest, builtin } = begun.value;
  const act: DeploymentAct = { is: 'close', because: cut.because ?? '' };
  return nothingMore(rest, builtin) ?? ok({ is: 'deployment-act', deployment, act });
}

function readSnooze(cut: Cut): Read {
  const begun = readBegun(named('deployment snooze'), cut);
  if (!begun.ok) return begun;
  const { deployment, rest, builtin } = begun.value;
  const [word, time, ...more] = rest;
  const snooze = (days: number): Read => ok({ is: 'deployment-act', deployment, act: { is: 'snooze', days } });
  if (!word) return snooze(SNOOZE_DAYS);
  const days = Number(/^([1-9][0-9]?)d$/.exec(time?.text.toLowerCase() ?? '')?.[1] ?? 0);
  if (!says(word, 'for')) return not(`I do not know what to do with ${sayBack(word.text)}`, builtin);
  if (days < 1 || days > SNOOZE_MOST) {
    const allowed = `1d to ${SNOOZE_MOST}d, counted in working days`;
    return notUnderstood(`${sayBack(time?.text ?? '')} is no time to be put off`, allowed, builtin.examples[1] ?? '');
  }
  return nothingMore(more, builtin) ?? snooze(days);
}

function readStageAct(verb: StageVerb, cut: Cut): Read {
  const begun = readBegun(named(`deployment ${verb}`), cut);
  if (!begun.ok) return begun;
  const { deployment, rest, builtin } = begun.value;
  const [word, ...more] = says(rest[0], 'stage') ? rest.slice(1) : rest;
  if (!word) return not(`\`${builtin.name}\` does not say which stage`, builtin);
  const stage = Number(NUMBER.exec(word.text)?.[1] ?? 0);
  if (stage === 0) {
    return notUnderstood(
      `${sayBack(word.text)} is not the number of a stage`,
      NUMBER_ALLOWED,
      builtin.examples[0] ?? '',
    );
  }
  const made = (act: DeploymentAct): DeploymentSentence => ({ is: 'deployment-act', deployment, act });
  if (verb === 'ask') return readAsk(more, { builtin, made, stage });
  const over = nothingMore(more, builtin);
  return over ?? ok(made(actOf(verb, stage, cut.because)));
}

function actOf(verb: Exclude<StageVerb, 'ask'>, stage: number, because: string | undefined): DeploymentAct {
  const why = because === undefined ? {} : { because };
  switch (verb) {
    case 'begin':
      return { is: 'begin', stage };
    case 'skip':
      return { is: 'skip', stage, because: because ?? '' };
    case 'done':
    case 'reopen':
      return { is: verb, stage, ...why };
    default:
      return verb satisfies never;
  }
}

/** What people call the parties. */
const SIDE: Record<string, Side> = { us: 'owner', ours: 'owner', we: 'owner', vendor: 'vendor', them: 'vendor' };

type Asking = { builtin: Builtin; stage: number; made(act: DeploymentAct): DeploymentSentence };

function readAsk([party, ...more]: readonly Token[], { builtin, stage, made }: Asking): Read {
  if (!party) return ok(made({ is: 'ask', stage }));
  const said = party.text.toLowerCase().replace(/^'+|'+$/g, '');
  const side = Object.hasOwn(SIDE, said) ? SIDE[said] : undefined;
  if (side) return nothingMore(more, builtin) ?? ok(made({ is: 'ask', stage, side }));
  const [near] = nearest(said, Object.values(WORD));
  if (near !== undefined) {
    return suggestion(
      writeDeploymentSentence(made({ is: 'ask', stage, side: near === WORD.owner ? 'owner' : 'vendor' })),
    );
  }
  return notUnderstood(`${sayBack(party.text)} is no party of a stage`, '`us` or `vendor`', builtin.examples[2] ?? '');
}

const FORMS = ['done', 'skip', 'close'] as const;
const FORM_NAMES: readonly string[] = FORMS.map((verb) => `deployment ${verb}`);

/** Acts on a deployment that take a reason, and so have a form. */
export function hasDeploymentForm(name: string): boolean {
  return FORM_NAMES.includes(name);
}

/** `form deployment done D-4KQ7M 10`: the form that asks for the rest. */
export function readDeploymentForm({ tokens, because }: Cut): Result<Sentence, Misread> {
  const [word, ...rest] = tokens;
  const verb = FORMS.find((one) => says(word, one));
  if (!verb) return err(noForm(word));
  const read = readVerb(verb, { tokens: rest, because: because || 'said in the form' });
  if (!read.ok || read.value.is !== 'deployment-act') return read;
  const { deployment, act } = read.value;
  const stage: Record<string, string> = 'stage' in act ? { stage: `${act.stage}` } : {};
  const gap = { command: `deployment ${verb}`, missing: ['because'], filled: { deployment, ...stage } };
  return ok({ is: 'form', gap: { ...gap, ...(because && { because }) } });
}

function noForm(word: Token | undefined): Misread {
  const why = word ? `there is no form of ${sayBack(`deployment ${word.text}`)}` : 'the form does not say of what';
  return {
    is: 'not-understood',
    why,
    allowed: FORM_NAMES.map((name) => `\`${name}\``).join(', '),
    example: 'form deployment done D-4KQ7M 10',
  };
}
