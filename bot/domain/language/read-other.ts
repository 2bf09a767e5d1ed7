import type { Command, CommandDefinition } from '../command.ts';
import { err, ok, type Result } from '../result.ts';
import { BUILTINS } from './builtins.ts';
import { readFilter } from './filter.ts';
import { hasIncidentForm } from './incident-sentence.ts';
import { sayBack } from './letters.ts';
import { meant, notUnderstood } from './misread.ts';
import { misspelt, prefixed, unknownVerb, verbs } from './misspelt.ts';
import { isOfChange, isOfCost, isOfSchedule } from './of-what.ts';
import { hasForm, readActForm } from './read-act.ts';
import { readParts } from './read-command.ts';
import { readOutput } from './read-output.ts';
import { hasRequestForm } from './read-request.ts';
import { readResume, readRetry } from './read-retry.ts';
import { asked, type Reader, type Reading, readSentence, seldomReaders } from './read-sentence.ts';
import { readTextForm } from './read-text-form.ts';
import { takeTiming } from './read-timing.ts';
import type { Misread, Sentence, Vocabulary } from './sentence.ts';
import { nearest } from './suggest.ts';
import { cut } from './tokens.ts';
import { commandBegun, commandNamed, namesUnder, wordsOf } from './vocabulary.ts';
import { BREAK_GLASS, write } from './write.ts';

/** Sentences that take other words than a pattern can say. */
const ANY_WORDS: Record<string, Reader> = {
  plan: readPlan,
  'break-glass': readBreakGlass,
  form: readForm,
  help: readHelp,
  '?': readHelp,
  resume: (reading) =>
    isOfSchedule(reading.cut) ? seldomReaders(reading).ofSchedule.resume(reading) : readResume(reading),
  retry: readRetry,
  output: readOutput,
  targets: ({ cut: { tokens } }) => {
    const filter = readFilter(tokens);
    return filter.ok ? ok({ is: 'targets', filter: filter.value }) : filter;
  },
};

/** Reads what begins with neither a command nor an act on a run; looks for what may have been meant. */
export function readOther(reading: Reading): Result<Sentence, Misread> {
  const [first, ...rest] = reading.cut.tokens;
  const verb = first?.text.toLowerCase() ?? '';
  const read = readerOf(verb, reading);
  return read ? read({ ...reading, cut: { ...reading.cut, tokens: rest } }) : misspelt(verb, reading, readSentence);
}

function readerOf(verb: string, reading: Reading): Reader | undefined {
  if (Object.hasOwn(ANY_WORDS, verb)) return ANY_WORDS[verb];
  // `update kernle` is a slip of a command; what is said of an incident is in quotation marks.
  if (verb === 'update' && reading.cut.tokens[1]?.is === 'word') return undefined;
  const isBuiltin = BUILTINS.some(({ name }) => wordsOf(name)[0] === verb);
  return isBuiltin || verb === 'ack' ? seldomReaders(reading).sentences[verb] : undefined;
}

function beginsCommand(sentence: string, commands: Vocabulary['commands']): boolean {
  return commandBegun(cut(sentence).tokens, commands) !== undefined;
}

function readPlan(reading: Reading): Result<Sentence, Misread> {
  const read = readCommandAfter('plan', reading);
  return read.ok ? ok({ is: 'plan', ...read.value }) : read;
}

/** A command that asks nobody first: a reason is a must, and there has to be something that it would have waited for. */
function readBreakGlass(reading: Reading): Result<Sentence, Misread> {
  const example = `${BREAK_GLASS} restart nginx on host-7 because "the shop is down"`;
  const read = readCommandAfter(BREAK_GLASS, reading);
  if (!read.ok) return read.error.is === 'question' ? notWhole(read.error, example) : read;
  const { commands } = reading.vocabulary;
  const command: Command = { ...read.value.command, breakGlass: true };
  if (commandNamed(command.name, commands)?.risk === 'read') {
    return notUnderstood(
      `\`${command.name}\` only reads: nobody is asked first`,
      'the same without `break-glass`',
      read.value.sentence,
    );
  }
  if (command.because === undefined) {
    return notUnderstood(`\`${BREAK_GLASS}\` needs a reason`, `\`${BREAK_GLASS} … because …\``, example);
  }
  return ok({ is: 'command', command, sentence: write(command, commands) });
}

/** A form would ask for the command alone, and whoever fills it in would wait for an approval. */
function notWhole({ gap }: Extract<Misread, { is: 'question' }>, example: string): Result<never, Misread> {
  const why = `a command behind \`${BREAK_GLASS}\` has to be whole: ${gap.missing.join(' and ')} is missing`;
  return notUnderstood(why, `\`${BREAK_GLASS}\`, the whole command, then \`because …\``, example);
}

/** A command behind `word`; what was misspelt in it comes back as the whole sentence, corrected. */
export function readCommandAfter(
  word: string,
  reading: Reading,
): Result<{ command: Command; sentence: string }, Misread> {
  if (reading.cut.tokens.length === 0) {
    const example = `${word} restart nginx on host-7`;
    return notUnderstood(`\`${word}\` does not say of which command`, 'a command after it', example);
  }
  const inner = readSentence(reading);
  const { commands } = reading.vocabulary;
  const next = inner.ok ? undefined : prefixed(word, inner.error, (sentence) => beginsCommand(sentence, commands));
  if (next) return err(next);
  if (inner.ok && inner.value.is === 'command') {
    const { command, sentence } = inner.value;
    if (command.when) return untimed(word);
    return ok({ command, sentence });
  }
  const what = inner.ok ? inner.value.is : (reading.cut.tokens[0]?.text ?? '');
  return notUnderstood(`${sayBack(what)} has no plan`, 'a command that runs on targets', `${word} uptime on host-7`);
}

function isSeldomForm(act: string, { cut: { tokens }, vocabulary }: Reading): boolean {
  // `form update kernel` is a command's.
  if (hasIncidentForm(act)) return commandBegun(tokens, vocabulary.commands) === undefined;
  const after = { tokens: tokens.slice(1) };
  const isDeny = act === 'deny' && (isOfChange(after) || isOfCost(after));
  return isDeny || hasRequestForm(act) || act === 'deployment' || act === 'vendor';
}

/** Whatever is understood goes into the form; what is wrong is left for the form to ask. */
function readForm(reading: Reading): Result<Sentence, Misread> {
  const [first] = reading.cut.tokens;
  if (!first) return ok({ is: 'form' });
  const act = first.text.toLowerCase();
  const after = { ...reading.cut, tokens: reading.cut.tokens.slice(1) };
  const seldom = isSeldomForm(act, reading) ? seldomReaders(reading).forms[act] : undefined;
  if (seldom) return seldom({ ...reading, cut: after });
  if (hasForm(act)) return readActForm(act, reading.cut);
  const definition = commandBegun(reading.cut.tokens, reading.vocabulary.commands);
  if (!definition) {
    const inner = misspelt(first.text.toLowerCase(), reading, readSentence);
    if (inner.ok) return inner;
    const { commands } = reading.vocabulary;
    const next = prefixed(
      'form',
      inner.error,
      (sentence) => hasForm(sentence.split(' ', 1).join()) || beginsCommand(sentence, commands),
    );
    return next ? err(next) : unknownVerb(act, verbs(commands));
  }
  const { when } = takeTiming(reading.cut.tokens, definition.pattern);
  return when.length > 0 ? untimed('form') : ok(formOfCommand(definition, reading));
}

/** What is said of now, or opens a form, has no place for a time: dropped in silence, it would be run at once. */
function untimed(word: string): Result<never, Misread> {
  const why = `\`${word}\` takes no time`;
  return notUnderstood(
    why,
    'the same without its time; or the whole command with it, to have it run then',
    `${word} restart nginx on host-7`,
  );
}

function formOfCommand(definition: CommandDefinition, reading: Reading): Extract<Sentence, { is: 'form' }> {
  const from = readTextForm(definition, reading.cut);
  if (from) return { is: 'form', from };
  const parts = readParts({ ...asked(reading), definition });
  const nothing = { command: definition.name, missing: [...Object.keys(definition.fields), 'targets'], filled: {} };
  return { is: 'form', gap: parts.ok ? parts.value.gap : nothing };
}

function readHelp({ cut: { tokens }, vocabulary }: Reading): Result<Sentence, Misread> {
  if (tokens.length === 0) return ok({ is: 'help' });
  const about = tokens.map(({ text }) => text.toLowerCase());
  const known = verbs(vocabulary.commands);
  const said = about.join(' ');
  if (known.includes(said)) return ok({ is: 'help', about: said });
  const under = namesUnder(said, known);
  const near = (under.length > 0 ? under : nearest(said, known)).map((name) => `help ${name}`);
  const offer = meant('Help about which one?', near);
  if (offer) return offer;
  const [first = '', more] = about;
  if (more === undefined) return unknownVerb(first, known);
  const why = `I do not know what to do with ${sayBack(tokens[1]?.text ?? '')}`;
  return notUnderstood(why, '`help [<command>]`', `help ${known.includes(first) ? first : known[0]}`);
}
