import { describe, expect, it } from 'vitest';
import { parse } from '../../../../bot/domain/language/parse.ts';
import { err, ok } from '../../../../bot/domain/result.ts';
import { vocabulary, vocabularyWithTargets } from './fixtures.ts';

describe('a sentence that is not quite one', () => {
  it.each([
    ['a misspelt verb', 'restrat nginx on host-7', 'restart nginx on host-7'],
    ['verb, service and host misspelt', 'restrat ngnix on host-77', 'restart nginx on host-7'],
    ['a misspelt tag', 'restrat nginx on tag:wbe', 'restart nginx on tag:web'],
    ['a forgotten keyword', 'restart nginx host-7', 'restart nginx on host-7'],
    ['a misspelt keyword', 'restart nginx no host-7', 'restart nginx on host-7'],
    ['a misspelt optional keyword', 'logs nginx on host-7 lats 20', 'logs nginx on host-7 last 20'],
    ['a misspelt kind', 'uptime on all usr hosts', 'uptime on all user hosts'],
    ['a forgotten all', 'uptime on staging user hosts', 'uptime on all staging user hosts'],
    ['a misspelt decision', 'aprove r-8c2mx plan 9af3', 'approve R-8C2MX plan 9af3'],
    [
      'a misspelt settlement',
      'settel R-8C2MX host-7 as not done because seen',
      'settle R-8C2MX host-7 as not done because "seen"',
    ],
    ['a misspelt plan', 'plan restrat nginx on host-7', 'plan restart nginx on host-7'],
    ['a misspelt help', 'help restrat', 'help restart'],
    ['a misspelt list', 'targest user hosts', 'targets user hosts'],
    ['a reason kept', 'restrat nginx on host-7 because “it is stuck”', 'restart nginx on host-7 because "it is stuck"'],
  ])('suggests the whole sentence for %s', (_what, text, sentence) => {
    expect(parse(text, vocabularyWithTargets)).toEqual(err({ is: 'suggestion', sentence }));
  });

  it('leaves unknown names as typed when it does not know the targets', () => {
    expect(parse('restrat ngnix on host-77', vocabulary)).toEqual(
      err({ is: 'suggestion', sentence: 'restart ngnix on host-77' }),
    );
  });

  it('does not correct names of a sentence that is correct: whoever resolves them does', () => {
    expect(parse('restart nginx on host-77', vocabularyWithTargets)).toMatchObject(ok({ is: 'command' }));
  });

  it('offers a choice when several are equally near', () => {
    expect(parse('restrat nginx on host-11', vocabularyWithTargets)).toEqual(
      err({
        is: 'choice',
        question: 'There is no `restrat`. Which one did you mean?',
        sentences: ['restart nginx on host-1', 'restart nginx on host-10'],
      }),
    );
  });

  it('offers four at most', () => {
    const read = parse('uptmie on host-77, host-11, host-22, host-33', vocabularyWithTargets);
    expect(read).toMatchObject(err({ is: 'choice' }));
    expect(!read.ok && read.error.is === 'choice' && read.error.sentences.length).toBeLessThanOrEqual(4);
  });

  it.each([
    ['restart', { command: 'restart', missing: ['service', 'targets'], filled: {} }],
    ['restart on host-7', { command: 'restart', missing: ['service'], filled: {}, targets: 'host-7' }],
    ['restart nginx', { command: 'restart', missing: ['targets'], filled: { service: 'nginx' } }],
    ['restart nginx on', { command: 'restart', missing: ['targets'], filled: { service: 'nginx' } }],
    [
      'restart nginx because leak',
      { command: 'restart', missing: ['targets'], filled: { service: 'nginx' }, because: 'leak' },
    ],
    [
      'restart nginx on host-7 because',
      { command: 'restart', missing: ['because'], filled: { service: 'nginx' }, targets: 'host-7' },
    ],
    [
      'logs nginx on host-7 last',
      { command: 'logs', missing: ['lines'], filled: { service: 'nginx' }, targets: 'host-7' },
    ],
    ['restrat nginx', { command: 'restart', missing: ['targets'], filled: { service: 'nginx' } }],
    ['restart nginx on ,', { command: 'restart', missing: ['targets'], filled: { service: 'nginx' }, targets: ',' }],
    ['plan reboot', { command: 'reboot', missing: ['targets'], filled: {} }],
  ])('asks for what is missing in %s', (text, gap) => {
    expect(parse(text, vocabulary)).toEqual(err({ is: 'question', gap }));
  });

  it.each([
    ['uptime on all', '`all` alone does not say which targets', 'uptime on all user hosts'],
    ['uptime on all targets', '`all` followed by `targets` does not say which targets', 'uptime on all user hosts'],
    ['uptime on all, host-7', '`all` alone does not say which targets', 'uptime on all user hosts'],
    ['uptime on host-[6-4]', 'I cannot read the range `host-[6-4]`', 'uptime on host-[4-6]'],
    ['uptime on host-[1-501]', 'I cannot read the range `host-[1-501]`', 'uptime on host-[4-6]'],
    ['uptime on a-[1-300], b-[1-300]', '600 names are too many for one sentence', 'uptime on host-4, host-5'],
    ['uptime on tag:', '`tag:` names no tag', 'uptime on tag:web'],
    ['uptime on host_7', "`host_7` cannot be a target's name", 'uptime on host-4, host-5'],
    [`uptime on ${'h'.repeat(64)}`, `\`${'h'.repeat(40)}…\` cannot be a target's name`, 'uptime on host-4, host-5'],
    ['restart --help on host-7', '`--help` cannot be the service', 'restart nginx on host-7'],
    ['restart —help on host-7', '`--help` cannot be the service', 'restart nginx on host-7'],
    ['restart nginx; on host-7', '`nginx;` cannot be the service', 'restart nginx on host-7'],
    ['restart $(reboot) on host-7', '`$(reboot)` cannot be the service', 'restart nginx on host-7'],
    ['restart nginx worker on host-7', 'I do not know what to do with `worker`', 'restart nginx on host-7'],
    ['logs nginx on host-7 last 0', '`0` cannot be the lines', 'logs nginx on host-7'],
    ['logs nginx on host-7 last 1001', '`1001` cannot be the lines', 'logs nginx on host-7'],
    ['logs nginx on host-7, host-8', '`logs` works on one target at a time', 'logs nginx on host-7'],
    ['logs nginx on tag:web', '`logs` works on one target at a time', 'logs nginx on host-7'],
    ['show', '`show` does not say which run', 'show R-8C2MX'],
    ['show R-8C2M', '`R-8C2M` is not the id of a run', 'show R-8C2MX'],
    ['show R-8C2MU', '`R-8C2MU` is not the id of a run', 'show R-8C2MX'],
    ['approve R-8C2MX plan 9a', '`9a` is not the beginning of a plan', 'approve R-8C2MX'],
    ['approve R-8C2MX because fine', '`approve` takes no reason', 'approve R-8C2MX'],
    ['approve R-8C2MX, R-7F3KA', 'I do not know what to do with `,`', 'approve R-8C2MX'],
    ['deny R-8C2MX because', 'there is no reason after `because`', 'deny R-8C2MX because "not during the sale"'],
    ['plan', '`plan` does not say of which command', 'plan restart nginx on host-7'],
    ['plan approve R-8C2MX', '`approve` has no plan', 'plan uptime on host-7'],
    ['help me please', 'I do not know what to do with `please`', 'help restart'],
    ['targets /etc', '`/etc` is nothing that targets have', 'targets user hosts'],
    ['fly to the moon', '`fly` is not a command', 'help'],
    ['__proto__', '`__proto__` is not a command', 'help'],
    ['""', 'an empty quotation is not a command', 'help'],
    ['"a`b"', '`a·b` is not a command', 'help'],
  ])('says what it does not understand of %j', (text, why, example) => {
    expect(parse(text, vocabulary)).toMatchObject(err({ is: 'not-understood', why, example }));
  });

  it('needs a reason where somebody settles what nobody saw', () => {
    expect(parse('settle R-8C2MX host-7 as done', vocabulary)).toMatchObject(
      err({ is: 'not-understood', why: '`settle` needs a reason' }),
    );
  });

  it('says what a field may hold', () => {
    expect(parse('restart Nginx! on host-7', vocabulary)).toMatchObject(
      err({
        allowed: "a unit's name: lower-case letters, digits, `.`, `-`, `_` and `@`, beginning with a letter or digit",
      }),
    );
  });

  it.each([
    [3_000, true],
    [3_001, false],
  ])('reads a text of %i characters: %s', (length, read) => {
    const head = 'uptime on ';
    const text = `${head}host-7`.padEnd(length);
    expect(parse(text, vocabulary).ok).toBe(read);
  });

  it('says how long the text was', () => {
    expect(parse('x'.repeat(4_012), vocabulary)).toMatchObject(
      err({ why: 'The text has 4,012 characters', allowed: 'at most 3,000' }),
    );
  });

  it.each([
    [300, true],
    [301, false],
  ])('takes a reason of %i characters: %s', (length, taken) => {
    expect(parse(`uptime on host-7 because ${'x'.repeat(length)}`, vocabulary).ok).toBe(taken);
  });
});
