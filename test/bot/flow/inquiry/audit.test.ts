import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../../bot/domain/instant.ts';
import { hashOf } from '../../../../bot/domain/ledger/chain.ts';
import { readCopy } from '../../../../bot/domain/ledger/copy.ts';
import { verify } from '../../../../bot/domain/ledger/verify.ts';
import { copyEvents } from '../../../../bot/flow/copy-events.ts';
import type { StoredEvent } from '../../../../bot/ports/ledger.ts';
import { crashAt } from '../../../fakes/crash.ts';
import { PEOPLE } from '../people.ts';
import { createWorld, type World } from '../world.ts';

let world: World;
let run: string;

beforeEach(async () => {
  world = await createWorld();
  run = await world.ask('operator', 'restart nginx on host-7');
  await world.advance(MINUTE);
  await world.say('approver', `approve R-${run}`);
  await world.advance(MINUTE);
});

/** What the table's stream brings to the copies: all that is there. */
async function copyAll(): Promise<void> {
  const batch = [...world.ledger.streams.values()].flat().map((event, nth) => ({ id: String(nth), event }));
  expect(await copyEvents({ copies: world.copies, log: () => undefined }, batch)).toEqual([]);
}

async function told(text: string) {
  const before = world.chat.told.length;
  expect(await world.say('admin', text)).toMatchObject({ is: 'inquiring' });
  await world.advance(MINUTE);
  const last = world.chat.told.slice(before).at(-1);
  expect(last).toMatchObject({ to: PEOPLE.admin, answer: { is: 'inquired' } });
  return last?.answer.is === 'inquired' ? last.answer.answer : undefined;
}

const events = (stream: string): StoredEvent[] => world.ledger.streams.get(stream) ?? [];

describe('audit verify', () => {
  it('checks every stream there is and compares each event with its copy', async () => {
    await copyAll();
    await world.advance(20 * MINUTE);
    const streams = world.ledger.streams.size;
    const count = [...world.ledger.streams.values()].flat().length;
    expect(await told('audit verify')).toMatchObject({
      is: 'audit-verified',
      over: true,
      flawed: 0,
      streams: streams + 1, // the question is on record too
      events: count + 1,
      copied: count,
      waiting: 1,
      uncopied: 0,
    });
  });

  it('names the first bad event when one was edited', async () => {
    await copyAll();
    const planned = events(`run#${run}`)[1];
    Object.assign(planned ?? {}, { data: planned?.data.replace('production', 'staging') });
    expect(await told('audit verify')).toMatchObject({
      flawed: 1,
      flaws: [{ stream: `run#${run}`, seq: 1, why: 'edited' }],
    });
  });

  it('names what was written anew with hashes that fit, which only the copies tell', async () => {
    await copyAll();
    const stream = events(`run#${run}`);
    for (const event of stream.slice(2)) {
      const prev = stream[event.seq - 1]?.hash ?? '';
      Object.assign(event, { by: JSON.stringify(PEOPLE.operator), prev });
      Object.assign(event, { hash: hashOf(event) });
    }
    expect(verify(`run#${run}`, stream).ok).toBe(true);
    expect(await told('audit verify')).toMatchObject({ flaws: [{ stream: `run#${run}`, seq: 2, why: 'differs' }] });
  });

  it('names a stream that was deleted, by its copies, and a tail that was cut off', async () => {
    await copyAll();
    const person = `person#${PEOPLE.operator.team}#${PEOPLE.operator.user}`;
    world.ledger.streams.delete(person);
    events('policy#main').pop();
    const answer = await told('audit verify');
    expect(answer?.is === 'audit-verified' && answer.flaws).toEqual(
      expect.arrayContaining([
        { stream: person, seq: 0, why: 'gone' },
        { stream: 'policy#main', seq: 0, why: 'gone' },
      ]),
    );
  });

  it('goes on where it was when there is more than one worker has time for, and says so once', async () => {
    await copyAll();
    const { born } = world.outside.evidence;
    world.outside.evidence.born = (kind, ask) => {
      world.clock.at += 9 * SECOND; // each page takes a while
      return born(kind, ask);
    };
    world.replaceProcess();
    await world.say('admin', 'audit verify');
    await world.advance(10 * MINUTE);
    const answers = world.chat.told.filter(({ answer }) => answer.is === 'inquired');
    expect(answers).toMatchObject([
      { answer: { answer: { is: 'audit-verified', over: false } } },
      { answer: { answer: { is: 'audit-verified', over: true, flawed: 0 } } },
    ]);
    const [inquiry] = [...world.ledger.streams].filter(([stream]) => stream.startsWith('inquiry#'));
    expect(inquiry?.[1].filter(({ due }) => due !== undefined)).toEqual([]);
  });

  it('comes to its end wherever the process dies', async () => {
    await copyAll();
    const counting = crashAt();
    world.replaceProcess(counting);
    await world.say('admin', 'audit verify');
    await world.advance(MINUTE);
    const from = counting.points.indexOf('after ledger.append') + 1;
    const step = Math.max(1, Math.floor((counting.points.length - from) / 25));
    for (let at = from; at < counting.points.length; at += step) {
      const before = world.chat.told.length;
      world.replaceProcess(crashAt(at));
      await world.say('admin', 'audit verify').catch(() => undefined);
      await world.advance(5 * MINUTE);
      expect(world.chat.told.slice(before), counting.points[at]).toMatchObject([
        { answer: { answer: { over: true, flawed: 0 } } },
      ]);
    }
  });
});

describe('audit R-…', () => {
  it('tells every event in order, and who asked, who approved which digest, what ran and what came of it', async () => {
    await copyAll();
    const digest = (await world.story(run)).plan?.digest;
    const answer = await told(`audit R-${run}`);
    expect(answer).toMatchObject({
      is: 'audit-stream',
      of: { kind: 'run', id: run },
      copied: events(`run#${run}`).length,
      evidence: {
        asked: { by: PEOPLE.operator, sentence: 'restart nginx on host-7' },
        plan: { digest, document: expect.stringMatching(/^Remit-Restart-/) },
        approvals: [{ by: PEOPLE.approver, digest }],
        commands: [expect.stringMatching(/^[0-9a-f-]{36}$/)],
        state: 'succeeded',
        outcomes: [{ host: 'host-7', status: 'succeeded', exitCode: 0 }],
      },
    });
    const lines = answer?.is === 'audit-stream' ? answer.lines : [];
    expect(lines.map(({ seq, hash }) => [seq, hash])).toEqual(events(`run#${run}`).map(({ seq, hash }) => [seq, hash]));
  });

  it('concludes nothing from a stream that was changed', async () => {
    Object.assign(events(`run#${run}`)[0] ?? {}, { data: 'not even JSON' });
    const answer = await told(`audit R-${run}`);
    expect(answer).toMatchObject({ is: 'audit-stream', flaw: { seq: 0, why: 'edited' } });
    expect(answer).not.toHaveProperty('evidence');
  });

  it('knows changes, and says when there is nothing by that id', async () => {
    const change = await world.say('admin', `grant operator to <@${PEOPLE.budget.user}> because "helps out"`);
    await world.advance(MINUTE);
    expect(await told(`audit C-${change.is === 'proposed' ? change.id : ''}`)).toMatchObject({ is: 'audit-stream' });
    expect(await told('audit E-00000')).toMatchObject({ is: 'nothing' });
  });
});

describe('audit of somebody and something', () => {
  beforeEach(async () => {
    await world.ask('approver', 'uptime on host-4');
    await world.advance(MINUTE);
  });

  it.each([
    [`audit <@${PEOPLE.operator.user}>`, 1],
    [`audit by <@${PEOPLE.approver.user}>`, 2],
    ['audit host-7', 1],
    ['audit host-9', 0],
    ['audit "Restarting Processes"', 1],
    ['audit of restarting processes on host-7', 1],
    ['audit of restarting processes on host-4', 0],
    [`audit <@${PEOPLE.approver.user}> on host-4 last 2 hours`, 1],
  ])('%s finds %i', async (text, found) => {
    expect(await told(text)).toMatchObject({ is: 'audit-found', found, complete: true });
  });

  it('looks back as far as was said, and finds who looked into the record', async () => {
    await world.advance(3 * 60 * MINUTE);
    expect(await told('audit host-7 last 1h')).toMatchObject({ found: 0 });
    expect(await told('audit host-7')).toMatchObject({
      found: 1,
      lines: [{ stream: `run#${run}`, what: 'restart nginx on host-7' }],
    });
    const mine = await told(`audit <@${PEOPLE.admin.user}>`);
    expect(mine?.is === 'audit-found' && mine.lines.map(({ stream }) => stream.split('#')[0])).toContain('inquiry');
  });

  it('says how far back it came when there is no time for more', async () => {
    const { events: read } = world.outside.evidence;
    world.outside.evidence.events = (stream) => {
      world.clock.at += 30 * SECOND;
      return read(stream);
    };
    world.replaceProcess();
    expect(await told('audit host-7')).toMatchObject({ complete: false });
  });
});

describe('audit export', () => {
  it('gives events with their hashes as lines that anybody can check, and who got them is on record', async () => {
    expect(await told(`audit export R-${run}`)).toMatchObject({
      is: 'audit-exported',
      streams: 1,
      complete: true,
      files: [{ name: `audit-R-${run}.jsonl`, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    });
    const [posted] = world.files.posted;
    expect(posted?.to).toEqual({ person: PEOPLE.admin });
    const lines = new TextDecoder().decode(posted?.files[0]?.bytes).trimEnd().split('\n');
    const read = lines.flatMap((line) => readCopy(line) ?? []);
    expect(read).toHaveLength(lines.length);
    expect(verify(`run#${run}`, read)).toMatchObject({ ok: true, value: { seq: events(`run#${run}`).length - 1 } });
  });

  it('takes all streams that began in a time', async () => {
    expect(await told('audit export last 1h')).toMatchObject({ streams: world.ledger.streams.size });
    await world.advance(2 * 60 * MINUTE);
    expect(await told('audit export last 1h')).toMatchObject({ streams: 1 }); // this question
  });
});

describe('the record', () => {
  it('is not told to who may not audit, with nothing on record', async () => {
    for (const text of ['audit verify', `audit R-${run}`, 'audit host-7', 'audit export']) {
      expect(await world.say('operator', text)).toMatchObject({ is: 'refused', refusal: { needed: 'admin' } });
    }
    expect([...world.ledger.streams.keys()].filter((stream) => stream.startsWith('inquiry#'))).toEqual([]);
  });

  it('is copied again when a copy could not be kept, of that stream alone', async () => {
    const batch = [...world.ledger.streams.values()].flat().map((event, nth) => ({ id: String(nth), event }));
    const keep = async (stream: string) => {
      if (stream === 'policy#main') throw new Error('S3 does not answer');
    };
    const failed = await copyEvents({ copies: { keep }, log: () => undefined }, batch);
    expect(failed).toEqual(batch.filter(({ event }) => event.stream === 'policy#main').map(({ id }) => id));
  });
});
