import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command, CommandDefinition, Field } from '../../../../bot/domain/command.ts';
import { normalise } from '../../../../bot/domain/language/normalise.ts';
import { parse } from '../../../../bot/domain/language/parse.ts';
import { takesRollout } from '../../../../bot/domain/language/read-rollout.ts';
import { write } from '../../../../bot/domain/language/write.ts';
import { writeSentence } from '../../../../bot/domain/language/write-sentence.ts';
import { ok } from '../../../../bot/domain/result.ts';
import type { Rollout } from '../../../../bot/domain/rollout.ts';
import { ENVIRONMENTS, type Group, KINDS } from '../../../../bot/domain/target.ts';
import { commands } from '../../../../commands/index.ts';
import { vocabulary, vocabularyWithTargets } from './fixtures.ts';

const RUNS = { numRuns: 10_000 };
const KEYWORDS = [
  'to',
  'platform',
  'outdated',
  'on',
  'all',
  'and',
  'because',
  'last',
  'tag',
  'user',
  'hosts',
  'staging',
  'restart',
  'plan',
  'in',
  'waves',
  'one',
  'stop',
  'pause',
];

const names = fc.oneof(fc.constantFrom(...KEYWORDS), fc.stringMatching(/^[a-z0-9][a-z0-9.-]{0,20}$/));
const groups = fc
  .tuple(fc.option(fc.constantFrom(...KINDS)), fc.option(fc.constantFrom(...ENVIRONMENTS)), fc.option(names))
  .filter((parts) => parts.some((part) => part !== null))
  .map(
    ([kind, environment, tag]): Group => ({
      ...(kind && { kind }),
      ...(environment && { environment }),
      ...(tag && { tag }),
    }),
  );
const selectors = fc
  .record({
    names: fc.uniqueArray(names, { maxLength: 4 }),
    groups: fc.uniqueArray(groups, { maxLength: 3, selector: (group) => JSON.stringify(group) }),
  })
  .filter((selector) => selector.names.length + selector.groups.length > 0);
const reasons = fc
  .oneof(
    fc.string({ maxLength: 60 }),
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom(
      '“ ”',
      '"',
      '"" because',
      "it's",
      'a &amp; b',
      'a &amp;lt; b',
      '<@U1|x>',
      '<https://a|b>',
      '<!here>',
      '\\"',
    ),
  )
  .map((text) =>
    text
      .replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
      .replace(/[\s\u0085\u180e\u2028\u2029]+/g, ' ')
      .trim(),
  )
  .filter((text) => text !== '');

/** A value that the field allows: any, or one that means something elsewhere in the language. */
function allowedValue({ allowedPattern }: Field): fc.Arbitrary<string> {
  const allowed = new RegExp(allowedPattern);
  const words = KEYWORDS.filter((word) => allowed.test(word));
  const any = fc.stringMatching(allowed);
  return words.length > 0 ? fc.oneof(fc.constantFrom(...words), any) : any;
}

const fieldsOf = ({ fields }: CommandDefinition) =>
  fc.record(Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, allowedValue(field)])));
/** Sentences of one command; made once for each, since an arbitrary of a pattern costs more than its values. */
function commandsOf(definition: CommandDefinition): fc.Arbitrary<Command> {
  const fields = fieldsOf(definition);
  const one = names.map((name) => ({ names: [name], groups: [] }));
  const targets = definition.pattern.includes('<target>') ? one : selectors;
  return fc
    .record({
      fields,
      targets,
      rollout: takesRollout(definition) ? rollouts : fc.constant(null),
      because: fc.option(reasons),
    })
    .map(({ rollout, because, ...rest }) => ({
      name: definition.name,
      ...rest,
      ...(rollout !== null && { rollout }),
      ...(because !== null && { because }),
    }));
}

const ascending = (most: number) =>
  fc.uniqueArray(fc.integer({ min: 1, max: most }), { maxLength: 4 }).map((all) => all.sort((a, b) => a - b));
const waves = fc
  .tuple(ascending(5_000), ascending(100))
  .filter(([hosts, percents]) => hosts.length + percents.length > 0)
  .map(([hosts, percents]) => [...hosts.map((one) => ({ hosts: one })), ...percents.map((percent) => ({ percent }))]);
/** What a sentence can say of how a command goes over its hosts. */
const rollouts = fc.option(
  fc
    .record({
      waves: fc.option(waves),
      one: fc.boolean(),
      pause: fc.boolean(),
      stopAfter: fc.option(fc.integer({ min: 1, max: 5_000 })),
    })
    .map(
      (said): Rollout => ({
        ...(said.waves && { waves: said.waves }),
        ...(said.one && { oneAtATime: true }),
        ...(said.waves && said.pause && { pause: true }),
        ...(said.stopAfter !== null && { stopAfter: said.stopAfter }),
      }),
    )
    .filter((rollout) => Object.keys(rollout).length > 0),
);

const someCommands = fc.oneof(...commands.map(commandsOf));

const words = fc.constantFrom(
  ...KEYWORDS,
  'approve',
  'deny',
  'settle',
  'R-8C2MX',
  'host-7',
  'host-[4-6]',
  'tag:web',
  ',',
  '"',
  '“',
  '[',
  ']',
  '—',
  '<@U1>',
  '&amp;',
  'as',
  'done',
  'matrix',
  'history',
  'diff',
  'who',
  'can',
  'what',
  'i',
  'do',
  'in',
  'jelastic',
  'host',
  'who can',
  'what can I do on',
  '"Restarting Processes"',
  'users’',
  'send',
  'withdraw',
  'reply',
  'reopen E-4KQ7M because',
  'record',
  'E-4KQ7M',
  'cost',
  'at',
  '1,250.00 EUR',
  'budget',
  'critical',
  'by',
  '2026-12-24',
  'safe',
  'if',
  'custom',
  'custom list',
  'custom "a b" on host-7 agreed with "v"',
  'remove',
  'K-4KQ7M',
  'agreed',
  'with',
  'in waves',
  '1, 25%',
  '100%',
  'one at a time',
  'pause between waves',
  'stop after',
  'failures',
);
const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fc.oneof(words, fc.string({ maxLength: 6 })), { maxLength: 12 }).map((list) => list.join(' ')),
);

describe('the language', () => {
  it('reads back every command that it writes', () => {
    fc.assert(
      fc.property(someCommands, (command) => {
        const sentence = write(command, commands);
        expect(parse(sentence, vocabulary)).toEqual(ok({ is: 'command', command, sentence }));
      }),
      RUNS,
    );
  });

  it('never throws, and says something about every text', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const read = parse(text, vocabularyWithTargets);
        expect(read.ok ? read.value.is : read.error.is).toMatch(/^[a-z-]+$/);
      }),
      RUNS,
    );
  });

  it('reads what it suggests, without a second suggestion', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const read = parse(text, vocabularyWithTargets);
        const offered = !read.ok && read.error.is === 'suggestion' ? [read.error.sentence] : [];
        const chosen = !read.ok && read.error.is === 'choice' ? read.error.sentences : offered;
        for (const sentence of chosen) expect(parse(sentence, vocabularyWithTargets)).toMatchObject({ ok: true });
      }),
      RUNS,
    );
  });

  it('writes every sentence as it would be read', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const read = parse(text, vocabulary);
        if (!read.ok || read.value.is === 'form') return;
        expect(parse(writeSentence(read.value), vocabulary)).toEqual(read);
      }),
      RUNS,
    );
  });

  it('finds nothing more to normalise in an ordinary text that it normalised', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 80 }), (text) => {
        const plain = text.replace(/[&<>]/g, '');
        expect(normalise(normalise(plain))).toBe(normalise(plain));
      }),
    );
  });
});
