import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../../bot/domain/actor.ts';
import { decideVendorAct } from '../../../bot/domain/escalation/vendor-act.ts';
import { MINUTE, SECOND } from '../../../bot/domain/instant.ts';
import type { Vendor } from '../../../bot/domain/vendor/vendor.ts';
import {
  appendEscalation,
  escalationStream,
  type ReadEscalation,
  readEscalation,
} from '../../../bot/flow/escalation/append-escalation.ts';
import { findOf } from '../../../bot/flow/escalation/find.ts';
import { matrixStream } from '../../../bot/flow/records.ts';
import { VENDORS as STREAM } from '../../../bot/flow/vendor/read-vendors.ts';
import { runForVendor } from '../../../bot/flow/vendor/run-for-vendor.ts';
import { ship } from '../../../commands/document.ts';
import { restart } from '../../../commands/restart.ts';
import { PEOPLE, VENDORS } from './people.ts';
import { sendRequest, VIRTUOZZO, vendorWorld } from './vendor/vendors.ts';
import type { World } from './world.ts';

const VENDOR: Vendor = { ...VIRTUOZZO, runs: true };
const OTHER: Actor = { team: VENDORS, user: 'U0VENDOR2' };

let world: World;
let request: string;

beforeEach(async () => {
  world = await vendorWorld('editing-system-files', [VENDOR]);
  request = await sendRequest(world);
});

const register = (more: Partial<Vendor>) => world.rewrite(STREAM, () => ({ vendors: [{ ...VENDOR, ...more }] }));

async function read(): Promise<ReadEscalation> {
  const escalation = await readEscalation(world.ledger, escalationStream(request));
  if (!escalation) throw new Error('no request');
  return escalation;
}

async function accepts(by: Actor): Promise<void> {
  const escalation = await read();
  const step = decideVendorAct(escalation.story.state, by, { act: { is: 'accept' }, now: world.now() });
  if (!step.ok) throw new Error(step.error.reason);
  await appendEscalation(world.ledger, escalation, { step: step.value, by, at: world.now() });
}

async function runs(by: Actor, source = 'heard 1') {
  const { ledger, commands: known } = world.outside;
  return runForVendor({ ledger, commands: known }, await read(), { by, source, at: world.now() });
}

async function asked(): Promise<string> {
  const run = await runs(PEOPLE.vendor);
  if (!run.ok) throw new Error(run.error.reason);
  await world.advance(5 * SECOND);
  return run.value;
}

async function approve(run: string): Promise<void> {
  const digest = (await world.story(run)).plan?.digest ?? '';
  const said = await world.say('approver', `approve R-${run} plan ${digest.slice(0, 4)}`);
  expect(said).toMatchObject({ is: 'acted' });
  await world.advance(MINUTE);
}

/** As if the time of the request had been over by now. */
async function expires(): Promise<void> {
  const events = world.ledger.streams.get(escalationStream(request)) ?? [];
  const sent = events.find(({ type }) => type === 'sent');
  if (sent) sent.data = JSON.stringify({ ...JSON.parse(sent.data), expiresAt: world.now() });
}

const told = async () =>
  (await read()).story.said?.flatMap((event) => (event.type === 'run-moved' ? [event.data] : []));
const why = async (run: string) => (await world.story(run)).refusal;

describe('a run that the vendor’s engineer makes of what they accepted', () => {
  it('waits for one of ours, though the policy wants nobody, runs, and is told to the vendor by how it ended', async () => {
    await accepts(PEOPLE.vendor);
    const run = await asked();
    const story = await world.story(run);
    expect(story).toMatchObject({
      by: PEOPLE.vendor,
      state: { is: 'waiting' },
      plan: { approval: { of: 1, from: 'approver' }, forVendor: { request, vendor: 'virtuozzo' } },
    });
    expect(await told()).toEqual([{ run, is: 'waits' }]);
    await approve(run);
    expect(await world.story(run)).toMatchObject({ state: { is: 'finished', verdict: 'succeeded' } });
    expect(world.hosts.effects.length).toBe(1);
    expect(await told()).toEqual([
      { run, is: 'waits' },
      { run, is: 'over', hosts: [{ name: 'infra-gate', status: 'succeeded' }] },
    ]);
  });

  it('is brought to those of ours who may approve it, and waits on their lists', async () => {
    await accepts(PEOPLE.vendor);
    const run = await asked();
    expect(world.chat.direct.filter((one) => one.run === run).map(({ to }) => to)).toContain(PEOPLE.approver.user);
    expect(await world.say('approver', 'waiting')).toMatchObject({ forYou: [{ id: run }] });
  });

  it('shows what it printed only where the registration lets it out', async () => {
    await register({ output: true });
    await accepts(PEOPLE.vendor);
    const run = await asked();
    await approve(run);
    const { outcomes } = await world.story(run);
    const tail = outcomes.get('infra-gate')?.tail;
    expect(await told()).toContainEqual({
      run,
      is: 'over',
      hosts: [{ name: 'infra-gate', status: 'succeeded', ...(tail && { output: tail }) }],
    });
  });

  it('shows the end of it, in whole characters, as much as their card has room for, and nobody of ours', async () => {
    await register({ output: true });
    await accepts(PEOPLE.vendor);
    const output = `${'🧯'.repeat(1_000)} by <@U0OPERATOR>`;
    world.hosts.endings.set('i-infra-gate', { details: 'Success', exitCode: 0, output });
    await approve(await asked());
    const [, over] = (await told()) ?? [];
    const shown = over?.is === 'over' ? (over.hosts[0]?.output ?? '') : '';
    expect(shown).toMatch(/🧯 by <@…>$/u);
    expect([shown.isWellFormed(), [...shown].length <= 300]).toEqual([true, true]);
  });

  it('is asked for once, however often they say it', async () => {
    await accepts(PEOPLE.vendor);
    const [one, two] = [await runs(PEOPLE.vendor), await runs(PEOPLE.vendor)];
    expect(one).toEqual(two);
    await world.advance(5 * SECOND);
    const again = await runs(PEOPLE.vendor, 'heard 2');
    await world.advance(5 * SECOND);
    expect(again.ok && (await why(again.value))).toMatchObject({ reason: 'already-asked' });
  });

  it('is approved by nobody of the vendor', async () => {
    await accepts(PEOPLE.vendor);
    const run = await asked();
    expect(await world.say('vendor', `approve R-${run}`)).toEqual({ is: 'outsider' });
    expect(await world.story(run)).toMatchObject({ state: { is: 'waiting' } });
  });

  it('and tells nobody of the vendor directly, where the channel takes nothing', async () => {
    await accepts(PEOPLE.vendor);
    const run = await asked();
    await approve(run);
    const directly = [...world.chat.told, ...world.chat.cards].map((one) => JSON.stringify(one));
    expect(directly.filter((one) => one.includes(`"to":${JSON.stringify(PEOPLE.vendor)}`))).toEqual([]);
  });
});

describe('nobody of the vendor runs', () => {
  it.each([
    ['anything, unless runs are switched on', async () => register({ runs: undefined as never }), 'runs-off'],
    ['what nobody of theirs accepted', async () => undefined, 'not-accepted'],
    ['what another of theirs accepted', async () => accepts(OTHER), 'not-acceptor'],
    ['what another vendor was asked', async () => register({ organisations: ['T0ZETA'] }), 'other-vendor'],
  ])('%s', async (_what, before, expected) => {
    await before();
    expect(await runs(PEOPLE.vendor)).toEqual({ ok: false, error: { reason: 'no-run', why: expected } });
    expect([...world.ledger.streams.keys()].filter((stream) => stream.startsWith('run#')).length).toBe(1);
  });

  it('what expired, though nobody came to write that down', async () => {
    await accepts(PEOPLE.vendor);
    const { expiresAt } = (await read()).story.state;
    world.clock.at = expiresAt;
    expect(await runs(PEOPLE.vendor)).toEqual({ ok: false, error: { reason: 'expired', at: expiresAt } });
  });

  const between: [string, () => Promise<unknown>, string][] = [
    ['runs were switched off', () => register({ runs: undefined as never }), 'runs-off'],
    ['the request was withdrawn', () => world.say('operator', `withdraw E-${request}`), 'not-accepted'],
    ['they take other activities alone', () => register({ activities: ['moving-racks'] }), 'not-theirs'],
    ['the request expired', () => expires(), 'not-accepted'],
    [
      'the matrix gave it to us',
      () =>
        world.rewrite(matrixStream('virtuozzo'), (matrix) => ({
          ...matrix,
          rows: (matrix['rows'] as { covers: string[]; cells: string[] }[]).map((row) =>
            row.covers.includes('editing-system-files') ? { ...row, cells: row.cells.map(() => 'owner') } : row,
          ),
        })),
      'not-theirs',
    ],
  ];
  it.each(between)('what was planned, once %s', async (_what, meanwhile, expected) => {
    await accepts(PEOPLE.vendor);
    const run = await asked();
    world.cut.stream = true;
    await approveOnly(run);
    await meanwhile();
    world.cut.stream = false;
    await world.advance(3 * MINUTE);
    expect(await why(run)).toMatchObject({ reason: 'vendor-right', why: expected });
    expect(world.hosts.effects).toEqual([]);
  });

  it('what Slack does not vouch for them to run', async () => {
    await accepts(PEOPLE.vendor);
    const { user, team } = PEOPLE.vendor;
    world.chat.profiles.set(user, { team, name: 'vendor', flags: ['deleted'] });
    const run = await asked();
    expect(await why(run)).toMatchObject({ reason: 'account' });
    expect(await told()).toEqual([{ run, is: 'stopped' }]);
    expect(world.chat.told.map(({ to }) => to)).toEqual([PEOPLE.operator]);
  });
});

describe('what takes a run back, where that is the vendor’s task', () => {
  const UNDO = ship({ ...restart, undo: { words: 'The service of before comes back.', script: ':' } });
  const asksFor = async (text: string): Promise<string> => {
    const run = await world.ask('operator', text);
    await world.advance(5 * SECOND);
    return (await findOf(world.ledger, run)) ?? 'none';
  };
  const took = async (): Promise<string> => {
    world = await vendorWorld('editing-system-files', [VENDOR], UNDO);
    request = await sendRequest(world);
    await accepts(PEOPLE.vendor);
    const run = await asked();
    await approve(run);
    return run;
  };

  it('is asked of them as that, and by nothing that is ours alone', async () => {
    const run = await took();
    request = await asksFor(`undo R-${run} because "wrong service"`);
    const { ask } = (await read()).story;
    expect(ask.task).toBe('take back: restart nginx on infra-gate');
    expect(JSON.stringify(ask)).not.toContain('R-');
  });

  it('takes it back when they run it, and does not do it once more', async () => {
    const run = await took();
    request = await asksFor(`undo R-${run}`);
    await world.say('operator', `send E-${request}`);
    await accepts(PEOPLE.vendor);
    const back = await runs(PEOPLE.vendor, 'heard 2');
    if (!back.ok) throw new Error(back.error.reason);
    await world.advance(5 * SECOND);
    expect((await world.story(back.value)).plan).toMatchObject({
      documentName: UNDO.undoDocument?.name,
      undoes: run,
      forVendor: { request },
    });
    await approve(back.value);
    expect((await world.story(run)).undone).toEqual(new Map([['infra-gate', back.value]]));
  });

  it('of a run that is asked for once more they see the command, not what was pressed', async () => {
    const [first] = [...world.ledger.streams.keys()].filter((stream) => stream.startsWith('run#'));
    await world.say('operator', `withdraw E-${request}`);
    await world.advance(SECOND);
    request = await asksFor(`again ${first?.replace('run#', 'R-')}`);
    expect((await read()).story.ask).toMatchObject({ task: 'restart nginx on infra-gate' });
    expect(JSON.stringify((await read()).story.ask)).not.toContain('R-');
  });
});

async function approveOnly(run: string): Promise<void> {
  const digest = (await world.story(run)).plan?.digest ?? '';
  await world.say('approver', `approve R-${run} plan ${digest.slice(0, 4)}`);
}
