import { describe, expect, it } from 'vitest';
import { parse } from '../../../../bot/domain/language/parse.ts';
import { ok } from '../../../../bot/domain/result.ts';
import type { Rollout } from '../../../../bot/domain/rollout.ts';
import { vocabulary } from './fixtures.ts';

const ON = 'restart nginx on all user hosts';

describe('a rollout', () => {
  it.each<[string, Rollout, string]>([
    ['in waves 1, 25%, 100%', { waves: [{ hosts: 1 }, { percent: 25 }, { percent: 100 }] }, 'in waves 1, 25%, 100%'],
    ['in waves 1 25% and 100%', { waves: [{ hosts: 1 }, { percent: 25 }, { percent: 100 }] }, 'in waves 1, 25%, 100%'],
    ['in waves 1,25%,100%', { waves: [{ hosts: 1 }, { percent: 25 }, { percent: 100 }] }, 'in waves 1, 25%, 100%'],
    ['one at a time', { oneAtATime: true }, 'one at a time'],
    ['stop after 1 failure', { stopAfter: 1 }, 'stop after 1 failure'],
    ['Stop After 2 Failures', { stopAfter: 2 }, 'stop after 2 failures'],
    ['stop after 3', { stopAfter: 3 }, 'stop after 3 failures'],
    [
      'stop after 1 failure pause between waves in waves 1, 50%',
      { waves: [{ hosts: 1 }, { percent: 50 }], pause: true, stopAfter: 1 },
      'in waves 1, 50% pause between waves stop after 1 failure',
    ],
  ])('is read from %s', (typed, rollout, written) => {
    const sentence = `${ON} ${written} because "leak"`;
    expect(parse(`${ON} ${typed} because leak`, vocabulary)).toEqual(
      ok({
        is: 'command',
        command: {
          name: 'restart',
          fields: { service: 'nginx' },
          targets: { names: [], groups: [{ kind: 'user-host' }] },
          rollout,
          because: 'leak',
        },
        sentence,
      }),
    );
  });

  it('follows what a pattern says after its targets', () => {
    expect(parse('ssh grant nino on host-7, host-8 for 1h one at a time', vocabulary)).toMatchObject(
      ok({ command: { targets: { names: ['host-7', 'host-8'] }, rollout: { oneAtATime: true } } }),
    );
  });

  it.each([
    ['in waves 0, 100%', 'a wave of `0` has no host; the least is 1'],
    ['in waves 0%, 100%', 'a wave of `0%` has no host; the least is 1'],
    ['in waves 130%', '`130%` is more than all hosts; the most is 100%'],
    ['in waves 6000', 'a run has at most 5,000 hosts'],
    ['in waves 50%, 25%', 'a wave says how much has begun by its end, and `25%` after `50%` begins nothing'],
    ['in waves 5, 5', 'a wave says how much has begun by its end, and `5` after `5` begins nothing'],
    ['in waves 100%, 200', 'after `100%` no host is left for the wave `200`'],
    [`in waves ${Array.from({ length: 21 }, (_, at) => at + 1).join(', ')}`, '21 waves are too many: at most 20'],
    ['in waves', '`in waves` does not say how many hosts each has'],
    ['in waves of 5', '`of` is no share of the hosts: a number, or a percentage'],
    ['in waves 1, 12.5%', '`12.5%` is no share of the hosts: a number, or a percentage'],
    ['in waves 1 in waves 2', 'the waves are said twice'],
    ['stop after 0 failures', '`stop after 0 failures` would stop before it begins; the least is 1'],
    ['stop after -1 failures', '`-1` is no number of failures'],
    ['stop after 5001 failures', 'a run has at most 5,000 hosts that could fail'],
    ['stop after', '`stop after` does not say how many failures'],
    ['stop after 1 failure twice', 'I do not know what to do with `twice`'],
    ['pause between waves', 'there are no waves to pause between'],
    ['one at a time host-9', 'I do not know what to do with `host-9`'],
  ])('%s is refused with what was wrong, what is allowed and an example', (rollout, why) => {
    const read = parse(`${ON} ${rollout}`, vocabulary);
    expect(read).toMatchObject({ ok: false, error: { is: 'not-understood', why } });
    const error = read.ok ? undefined : read.error;
    const { allowed, example } = error?.is === 'not-understood' ? error : { allowed: '', example: '' };
    expect(allowed).toContain('`in waves 1, 25%, 100%`');
    expect(parse(example, vocabulary)).toMatchObject({ ok: true });
  });

  it.each([
    ['uptime on all user hosts in waves 1, 100%', '`uptime` changes nothing, so it asks all at once'],
    ['logs nginx on host-7 one at a time', '`logs` works on one target at a time'],
    ['update windows on host-7 in waves 1', '`update windows` is done by people, not by a document'],
  ])('is not taken by %s', (typed, why) => {
    expect(parse(typed, vocabulary)).toMatchObject({ ok: false, error: { is: 'not-understood', why } });
  });

  it.each([
    [`${ON} in wavs 1, 100%`, `${ON} in waves 1, 100%`],
    [`${ON} stop aftr 1 failure`, `${ON} stop after 1 failure`],
    [`${ON} one at a tme`, `${ON} one at a time`],
  ])('that is misspelt is suggested: %s', (typed, sentence) => {
    expect(parse(typed, vocabulary)).toMatchObject({ ok: false, error: { is: 'suggestion', sentence } });
  });

  it('leaves hosts and services that are named like its words alone, when they are quoted', () => {
    expect(parse('restart "stop" on "in", "one" one at a time', vocabulary)).toMatchObject(
      ok({
        command: { fields: { service: 'stop' }, targets: { names: ['in', 'one'] }, rollout: { oneAtATime: true } },
        sentence: 'restart "stop" on "in", "one" one at a time',
      }),
    );
  });
});

describe('retry and resume', () => {
  it.each([
    ['resume', { is: 'resume' }],
    ['resume r-8c2mx', { is: 'resume', run: '8C2MX' }],
    ['retry host-8', { is: 'retry', hosts: ['host-8'] }],
    ['retry R-8C2MX', { is: 'retry', run: '8C2MX', hosts: [] }],
    [
      'retry R-8C2MX host-8, host-[9-10] because fixed',
      { is: 'retry', run: '8C2MX', hosts: ['host-8', 'host-9', 'host-10'], because: 'fixed' },
    ],
  ])('%s is read', (typed, sentence) => {
    expect(parse(typed, vocabulary)).toEqual(ok(sentence));
  });

  it.each([
    ['resume host-7', '`host-7` is not the id of a run'],
    ['resume R-8C2MX now', 'I do not know what to do with `now`'],
    ['retry', '`retry` does not say which run, or which host'],
    ['retry R-8C2MX all staging', '`retry` takes hosts by their names'],
  ])('%s is refused', (typed, why) => {
    expect(parse(typed, vocabulary)).toMatchObject({ ok: false, error: { why } });
  });
});
