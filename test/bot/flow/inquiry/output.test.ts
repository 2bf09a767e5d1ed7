import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE } from '../../../../bot/domain/instant.ts';
import { crashAt } from '../../../fakes/crash.ts';
import { PEOPLE } from '../people.ts';
import { createWorld, type World } from '../world.ts';

const NUMBERED = Array.from({ length: 500 }, (_, nth) => `line ${nth + 1}\n`).join('');

let world: World;
let run: string;

beforeEach(async () => {
  world = await createWorld();
  run = await world.ask('operator', 'restart nginx on host-4');
  await world.advance(MINUTE);
});

/** The command's id, by which agents store what it printed. */
const command = (): string => [...world.hosts.commands.keys()].at(-1) ?? '';
const store = (text: string, host = 'host-4') => world.outputs.stored.set(`${command()} i-${host}`, text);
const inquiries = () => [...world.ledger.streams.keys()].filter((stream) => stream.startsWith('inquiry#'));
const dues = () =>
  inquiries().flatMap((stream) => (world.ledger.streams.get(stream) ?? []).filter(({ due }) => due !== undefined));

async function told(text: string, who: 'operator' | 'admin' = 'operator') {
  const before = world.chat.told.length;
  expect(await world.say(who, text)).toMatchObject({ is: 'inquiring' });
  await world.advance(MINUTE);
  const answers = world.chat.told.slice(before);
  expect(answers).toMatchObject([{ to: PEOPLE[who], answer: { is: 'inquired' } }]);
  const [only] = answers;
  return only?.answer.is === 'inquired' ? only.answer.answer : undefined;
}

describe('output R-… host', () => {
  it('shows the last lines of all that the host printed, with their numbers, and runs nothing', async () => {
    store(NUMBERED);
    const sent = world.hosts.commands.size;
    const answer = await told(`output R-${run} host-4`);
    expect(answer).toMatchObject({
      is: 'output',
      run,
      host: 'host-4',
      found: { from: 'stored', total: 500, unread: 0 },
    });
    const lines = answer?.is === 'output' ? answer.found.lines : [];
    expect([lines[0], lines.at(-1)]).toEqual([
      { number: 441, text: 'line 441' },
      { number: 500, text: 'line 500' },
    ]);
    expect(world.hosts.commands.size).toBe(sent);
    expect(dues()).toEqual([]);
  });

  it('needs no host where there was one, and asks which where there were several', async () => {
    store('one\n');
    expect(await told(`output R-${run}`)).toMatchObject({ is: 'output', host: 'host-4' });
    expect(await told(`output R-${run} host-9`)).toMatchObject({ is: 'choice', sentences: [`output R-${run} host-4`] });
  });

  it('finds lines by plain text, whatever its case, and says how many more there are', async () => {
    store(`${NUMBERED}an [E]rror (once)\n${'x'.repeat(900)} Needle ${'y'.repeat(900)}\n`);
    expect(await told(`output R-${run} host-4 grep "[e]RROR ("`)).toMatchObject({
      found: { matches: 1, total: 502, lines: [{ number: 501, text: 'an [E]rror (once)' }] },
    });
    const all = await told(`output R-${run} host-4 grep line`);
    expect(all).toMatchObject({ found: { matches: 500 } });
    expect(all?.is === 'output' && all.found.lines).toHaveLength(60);
    const long = await told(`output R-${run} host-4 grep needle`);
    expect(long).toMatchObject({
      found: { lines: [{ number: 502, text: expect.stringMatching(/^…x+ Needle y+…$/) }] },
    });
    expect(await told(`output R-${run} host-4 grep nothing`)).toMatchObject({ found: { matches: 0, lines: [] } });
  });

  it('masks secrets, also across the pieces in which they are read, and does not find them', async () => {
    world.outputs.piece = 7;
    store('before\npassword=hunter2\nafter\n');
    const answer = await told(`output R-${run} host-4`);
    expect(JSON.stringify(answer)).not.toContain('hunter2');
    expect(answer).toMatchObject({ found: { lines: [{}, { number: 2, text: 'password=[hidden]' }, {}] } });
    expect(await told(`output R-${run} host-4 grep hunter2`)).toMatchObject({ found: { matches: 0 } });
  });

  it('comes as a file into the direct messages of who asked, masked', async () => {
    store(`${NUMBERED}token: abcdef\n`);
    expect(await told(`output R-${run} host-4 as file`)).toMatchObject({ is: 'output-file', host: 'host-4' });
    const [posted] = world.files.posted;
    expect(posted).toMatchObject({ to: { person: PEOPLE.operator }, files: [{ name: `R-${run}-host-4.txt` }] });
    expect(new TextDecoder().decode(posted?.files[0]?.bytes)).toBe(`${NUMBERED}token: [hidden]\n`);
  });

  it('reads the first 10 MB and says what is left', async () => {
    world.outputs.piece = 1_000_000;
    store('0123456789abcde\n'.repeat(700_000));
    expect(await told(`output R-${run} host-4`)).toMatchObject({ found: { total: 625_000, unread: 1_200_000 } });
  });

  it('falls back to what SSM keeps, and says so', async () => {
    expect(await told(`output R-${run} host-4`)).toMatchObject({
      found: { from: 'ssm', lines: [{ number: 1, text: 'pid 1 → 2, active' }] },
    });
  });

  it('says so when nothing was sent, and when there is no such run', async () => {
    const waiting = await world.ask('operator', 'restart nginx on host-7');
    await world.advance(1_000);
    expect(await told(`output R-${waiting}`)).toMatchObject({ is: 'nothing', next: `show R-${waiting}` });
    expect(await told('output R-00000')).toMatchObject({ is: 'act-refused', refusal: { reason: 'unknown-run' } });
  });

  it('is refused to who may not read, with nothing on record', async () => {
    expect(await world.say('guest', `output R-${run}`)).toMatchObject({
      is: 'refused',
      refusal: { reason: 'no-role' },
    });
    expect(inquiries()).toEqual([]);
  });

  it('is refused to who lost the right before it was read', async () => {
    world.cut.stream = true;
    await world.say('operator', `output R-${run}`);
    const { team, user } = PEOPLE.operator;
    await world.rewrite(`person#${team}#${user}`, (state) => ({ ...state, grants: [] }));
    await world.advance(3 * MINUTE);
    expect(world.chat.told.at(-1)).toMatchObject({ answer: { is: 'inquired', answer: { is: 'refused' } } });
  });

  it('is on record with who asked for what, and asked for twenty times a minute at most', async () => {
    store('one\n');
    for (let count = 0; count < 20; count += 1)
      expect((await world.say('operator', `output R-${run}`)).is).toBe('inquiring');
    expect((await world.say('operator', `output R-${run}`)).is).toBe('nothing');
    expect((await world.say('admin', `output R-${run}`)).is).toBe('inquiring');
    const [first] = world.ledger.streams.get(inquiries()[0] ?? '') ?? [];
    expect(JSON.parse(first?.by ?? '')).toEqual(PEOPLE.operator);
    expect(JSON.parse(first?.data ?? '')).toMatchObject({ sentence: { is: 'output', run } });
  });

  it('is given up in words when the store does not answer', async () => {
    world.outside.outputs.read = async () => {
      throw new Error('S3 does not answer');
    };
    world.replaceProcess();
    await world.say('operator', `output R-${run}`);
    await world.advance(15 * MINUTE);
    expect(world.chat.told.at(-1)).toMatchObject({
      answer: {
        answer: { is: 'nothing', next: `output R-${run}`, what: expect.stringContaining('could not be read') },
      },
    });
    expect(dues()).toEqual([]);
  });

  it('is answered wherever the process dies, twice at most', async () => {
    const counting = crashAt();
    world.replaceProcess(counting);
    await world.say('operator', `output R-${run} as file`);
    await world.advance(MINUTE);
    const from = counting.points.indexOf('after ledger.append') + 1;
    for (let at = from; at < counting.points.length; at += 1) {
      const before = [world.chat.told.length, world.files.posted.length] as const;
      world.replaceProcess(crashAt(at));
      await world.say('operator', `output R-${run} as file`).catch(() => undefined);
      await world.advance(5 * MINUTE);
      expect([1, 2], counting.points[at]).toContain(world.chat.told.length - before[0]);
      expect([1, 2], counting.points[at]).toContain(world.files.posted.length - before[1]);
      expect(dues(), counting.points[at]).toEqual([]);
    }
  });
});
