import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../bot/domain/instant.ts';
import type { Target } from '../../../bot/domain/target.ts';
import { escalationStream, readEscalation } from '../../../bot/flow/escalation/append-escalation.ts';
import { findOf } from '../../../bot/flow/escalation/find.ts';
import { matrixStream } from '../../../bot/flow/records.ts';
import { commands } from '../../../commands/index.ts';
import { PEOPLE } from './people.ts';
import { aTarget, createWorld, NOON, TARGETS, type World } from './world.ts';

const DAY = 24 * HOUR;
const EDIT = 'restart nginx on infra-gate because "load"';

/** A world in which `restart` belongs to another activity: what is the vendor's does not need a command of its own. */
function worldOf(activity: string, targets: Target[] = []): Promise<World> {
  return createWorld({
    commands: commands.map((command) => (command.name === 'restart' ? { ...command, activity } : command)),
    targets: [...TARGETS, aTarget('infra-gate', { kind: 'infrastructure-container' }), ...targets],
  });
}

async function lead(world: World, text: string): Promise<{ run: string; request: string }> {
  const run = await world.ask('operator', text);
  await world.advance(5 * SECOND);
  const request = await findOf(world.ledger, run);
  if (request === undefined) throw new Error(`no request of ${run}: ${world.types(run)}`);
  return { run, request };
}

async function storyOf(world: World, id: string) {
  const read = await readEscalation(world.ledger, escalationStream(id));
  if (!read) throw new Error(`no request ${id}`);
  return read.story;
}

const typesOf = (world: World, id: string) =>
  (world.ledger.streams.get(`escalation#${id}`) ?? []).map(({ type }) => type);
const shown = (world: World) => world.chat.cards.map(({ run, shows }) => `${run} ${shows.is}`);
const reasonOf = (reply: object) => ('refusal' in reply ? (reply.refusal as { reason: string }).reason : reply);

describe('a command on a vendor’s cell', () => {
  it('runs nothing, and leads to a prepared request that lets out no more than the vendor needs', async () => {
    const world = await worldOf('editing-system-files');
    const { run, request } = await lead(world, EDIT);
    expect(await world.story(run)).toMatchObject({
      state: { is: 'refused' },
      refusal: { reason: 'vendor-task', paid: false },
    });
    expect(world.hosts.effects).toEqual([]);
    expect((await storyOf(world, request)).ask).toEqual({
      kind: 'task',
      receiver: 'Virtuozzo Team',
      activity: 'editing-system-files',
      label: 'Editing System Files',
      cells: [
        {
          label: 'Editing System Files',
          kind: 'infrastructure-container',
          party: 'Virtuozzo Team',
          profile: 'virtuozzo',
          version: 0,
        },
      ],
      task: 'restart nginx on infra-gate',
      because: 'load',
      targets: [{ name: 'infra-gate', kind: 'infrastructure-container', environment: 'production' }],
      priority: 'major',
      custom: [],
    });
    expect(shown(world)).toEqual([`${request} prepared`]);
    expect(world.chat.told).toEqual([]);
  });

  it('lets out no instance id, no account id and no secret, whatever was typed', async () => {
    const world = await worldOf('editing-system-files');
    const { request } = await lead(
      world,
      'Restart NGINX on infra-gate because <@U0APPROVER|ann> and @U0OPERATOR say password=hunter2hunter2',
    );
    const { ask } = await storyOf(world, request);
    expect(ask.typed).toContain('Restart NGINX');
    expect(JSON.stringify(ask)).not.toMatch(/i-infra-gate|U0APPROVER|U0OPERATOR|hunter2/);
  });

  it('asks for paid work as such, and is prepared from a definition that has no document', async () => {
    const world = await worldOf('ip-and-routing');
    const [restart] = world.outside.commands;
    if (!restart) throw new Error('no command');
    const { run: _run, ...bare } = restart;
    world.replaceCommands([bare as typeof restart]);
    const { request } = await lead(world, EDIT);
    expect((await storyOf(world, request)).ask).toMatchObject({ kind: 'paid', receiver: 'Virtuozzo Team (paid)' });
  });

  it('is less pressing in staging, where the policy says nothing', async () => {
    const world = await worldOf('editing-system-files', [
      aTarget('infra-st', { kind: 'infrastructure-container', environment: 'staging' }),
    ]);
    const { request } = await lead(world, 'restart nginx on infra-st');
    expect((await storyOf(world, request)).ask.priority).toBe('minor');
  });

  it('has one request for each kind that is the same vendor’s', async () => {
    const world = await worldOf('editing-system-files', [aTarget('host-1', { kind: 'infrastructure-host' })]);
    const { request } = await lead(world, 'restart nginx on infra-gate, host-1');
    const { ask } = await storyOf(world, request);
    expect(ask.cells.map(({ kind }) => kind)).toEqual(['infrastructure-host', 'infrastructure-container']);
    expect(ask.targets.map(({ name }) => name)).toEqual(['host-1', 'infra-gate']);
  });

  it('that is asked for again while the request is open is told of it', async () => {
    const world = await worldOf('editing-system-files');
    const { request } = await lead(world, EDIT);
    await world.ask('operator', EDIT);
    await world.advance(5 * SECOND);
    expect(world.chat.told.map(({ answer }) => answer)).toMatchObject([{ is: 'refused', request }]);
    expect(shown(world)).toHaveLength(1);
    expect(await world.say('operator', 'requests')).toMatchObject({ is: 'escalations', lines: [{ id: request }] });
  });

  it('on some targets that are ours and some that are not is refused, with a sentence for each', async () => {
    const world = await worldOf('editing-system-files', [aTarget('env-1', { kind: 'end-user-container' })]);
    const run = await world.ask('operator', 'restart nginx on host-7, infra-gate, env-1 because "load"');
    await world.advance(5 * SECOND);
    const { refusal } = await world.story(run);
    expect(refusal).toMatchObject({
      reason: 'mixed',
      parts: [
        { is: 'ours', hosts: ['env-1', 'host-7'], sentence: 'restart nginx on env-1, host-7 because "load"' },
        { is: 'vendor', hosts: ['infra-gate'], sentence: 'restart nginx on infra-gate because "load"' },
      ],
    });
    expect([...world.ledger.streams.keys()].filter((stream) => stream.startsWith('escalation#'))).toEqual([]);
  });
});

describe('a prepared request', () => {
  it('is sent by an operator, as pressing as they say, and waits for the vendor', async () => {
    const world = await worldOf('editing-system-files');
    const { request } = await lead(world, EDIT);
    expect(await world.say('approver', `send E-${request} as critical by 2026-12-24`)).toMatchObject({
      is: 'escalation-acted',
      act: 'sent',
    });
    await world.advance(SECOND);
    expect(await storyOf(world, request)).toMatchObject({
      ask: { priority: 'critical', wantedBy: Date.UTC(2026, 11, 25) },
      state: { is: 'sent', priority: 'critical', expiresAt: NOON + 5 * SECOND + 30 * DAY },
    });
    expect(shown(world)).toEqual([`${request} sent`]);
    expect(reasonOf(await world.say('operator', `send E-${request}`))).toBe('too-late');
  });

  it.each([
    ['guest', 'send', 'no-role'],
    ['budget', 'send', 'no-role'],
    ['approver', 'withdraw', 'not-yours'],
    ['guest', 'withdraw', 'no-role'],
  ] as const)('is refused to %s: %s', async (who, verb, reason) => {
    const world = await worldOf('editing-system-files');
    const { request } = await lead(world, EDIT);
    expect(reasonOf(await world.say(who, `${verb} E-${request}`))).toBe(reason);
    expect(typesOf(world, request)).toEqual(['prepared']);
  });

  it.each(['operator', 'admin'] as const)('is withdrawn by %s, once', async (who) => {
    const world = await worldOf('editing-system-files');
    const { request } = await lead(world, EDIT);
    const acted = await world.say(who, `withdraw E-${request} because "done by hand"`);
    expect(acted).toMatchObject({ is: 'escalation-acted', act: 'withdrawn' });
    expect(reasonOf(await world.say(who, `withdraw E-${request}`))).toBe('too-late');
    await world.advance(SECOND);
    expect(shown(world)).toEqual([`${request} withdrawn`]);
    expect(await world.say('operator', 'requests')).toMatchObject({ is: 'nothing' });
  });

  it('is sent once by two who press in the same moment', async () => {
    const world = await worldOf('editing-system-files');
    const { request } = await lead(world, EDIT);
    const replies = await Promise.all([
      world.say('operator', `send E-${request}`),
      world.say('approver', `send E-${request}`),
    ]);
    expect(replies.map(({ is }) => is).sort()).toEqual(['escalation-act-refused', 'escalation-acted']);
    expect(typesOf(world, request)).toEqual(['prepared', 'sent']);
  });

  it('that nobody sends expires after a week, and one that is sent after a month', async () => {
    const world = await worldOf('editing-system-files');
    const { request } = await lead(world, EDIT);
    world.clock.at += 7 * DAY;
    await world.advance(2 * MINUTE);
    expect(typesOf(world, request)).toEqual(['prepared', 'expired']);
    const next = await lead(world, EDIT);
    await world.say('operator', `send E-${next.request}`);
    world.clock.at += 8 * DAY;
    await world.advance(2 * MINUTE);
    expect(typesOf(world, next.request)).toEqual(['prepared', 'sent']);
    world.clock.at += 30 * DAY;
    await world.advance(2 * MINUTE);
    expect(typesOf(world, next.request)).toEqual(['prepared', 'sent', 'expired']);
    expect((await world.ledger.read(`escalation#${next.request}`)).flatMap(({ due }) => due ?? [])).toEqual([]);
  });

  it('is named by `why`, and shown to those who may look', async () => {
    const world = await worldOf('editing-system-files');
    const { run, request } = await lead(world, EDIT);
    expect(await world.say('approver', `why R-${run}`)).toMatchObject({ is: 'why', request });
    expect(await world.say('budget', `show E-${request}`)).toMatchObject({ is: 'escalation', story: { id: request } });
    expect(reasonOf(await world.say('guest', `show E-${request}`))).toBe('no-role');
    expect(await world.say('vendor', `show E-${request}`)).toEqual({ is: 'outsider' });
    expect(reasonOf(await world.say('operator', 'show E-00000'))).toBe('unknown-request');
  });
});

describe('an activity that the matrix does not list', () => {
  const MOVE = 'restart nginx on host-7 because "load"';

  it('waits for the vendor’s word on a plan that is bound, then for the usual approvals on the same digest', async () => {
    const world = await worldOf('moving-racks');
    const { run, request } = await lead(world, MOVE);
    const { plan, state } = await world.story(run);
    expect(state).toMatchObject({ is: 'unconfirmed', request, digest: plan?.digest, expiresAt: NOON + DAY });
    expect(await storyOf(world, request)).toMatchObject({
      ask: { kind: 'safety' },
      prepared: { digest: plan?.digest },
    });
    expect(shown(world).sort()).toEqual([`${request} prepared`, `${run} unconfirmed`].sort());
    expect(reasonOf(await world.say('approver', `approve R-${run}`))).toBe('too-early');
    await world.say('operator', `send E-${request}`);
    await world.advance(6 * HOUR);
    expect(await world.say('admin', `record E-${request} safe because "Vera, by phone"`)).toMatchObject({
      is: 'escalation-acted',
      act: 'safe',
    });
    await world.advance(SECOND);
    expect(await world.story(run)).toMatchObject({
      state: { is: 'waiting', digest: plan?.digest, wants: 1 },
      cleared: { request, because: 'Vera, by phone', by: PEOPLE.admin },
    });
    expect(reasonOf(await world.say('operator', `approve R-${run}`))).toBe('own-request');
    await world.say('approver', `approve R-${run}`);
    await world.advance(2 * MINUTE);
    expect(await world.story(run)).toMatchObject({ state: { is: 'finished', verdict: 'succeeded' } });
    expect(world.hosts.effects).toEqual([`R-${run} on i-host-7`]);
  });

  it('runs at once after the word where no approval is wanted, and wants one where there is a condition', async () => {
    const world = await worldOf('moving-racks');
    const plain = await lead(world, 'restart nginx on host-4');
    await world.say('admin', `record E-${plain.request} safe because "ticket 4711"`);
    await world.advance(2 * MINUTE);
    expect(await world.story(plain.run)).toMatchObject({ state: { verdict: 'succeeded' } });

    const only = await lead(world, 'restart worker on host-4');
    await world.say('admin', `record E-${only.request} safe if "it is drained" because "ticket 4712"`);
    await world.advance(2 * MINUTE);
    expect(await world.story(only.run)).toMatchObject({
      state: { is: 'waiting', wants: 1, from: 'approver' },
      cleared: { condition: 'it is drained' },
    });
    await world.say('approver', `approve R-${only.run}`);
    await world.give('approver', []);
    await world.advance(2 * MINUTE);
    expect(await world.story(only.run)).toMatchObject({ state: { is: 'halted' }, refusal: { reason: 'rights-lost' } });
  });

  it('is refused with the vendor’s words where it is not safe', async () => {
    const world = await worldOf('moving-racks');
    const { run, request } = await lead(world, MOVE);
    await world.say('admin', `record E-${request} unsafe because "it breaks replication"`);
    await world.advance(SECOND);
    expect(await world.story(run)).toMatchObject({
      state: { is: 'refused' },
      refusal: { reason: 'unsafe', request, because: 'it breaks replication' },
    });
    expect(shown(world).sort()).toEqual([`${request} unsafe`, `${run} refused`].sort());
    expect(world.hosts.effects).toEqual([]);
  });

  it('expires with its request when no word comes', async () => {
    const world = await worldOf('moving-racks');
    const { run, request } = await lead(world, MOVE);
    world.clock.at = NOON + DAY;
    await world.advance(2 * MINUTE);
    expect(world.types(run).at(-1)).toBe('expired');
    expect(typesOf(world, request).at(-1)).toBe('expired');
    expect(reasonOf(await world.say('admin', `record E-${request} safe because "late"`))).toBe('expired');
  });

  it('takes its request back when it is cancelled or denied, and is cancelled when the request is', async () => {
    const world = await worldOf('moving-racks');
    const first = await lead(world, MOVE);
    await world.say('approver', `deny R-${first.run} because "no"`);
    await world.advance(SECOND);
    expect(typesOf(world, first.request)).toEqual(['prepared', 'withdrawn']);
    const next = await lead(world, MOVE);
    await world.say('operator', `withdraw E-${next.request} because "not needed"`);
    await world.advance(SECOND);
    expect(await world.story(next.run)).toMatchObject({ state: { is: 'cancelled' }, ended: { by: PEOPLE.operator } });
  });

  it('is not let through by a word on a plan that has changed since', async () => {
    const world = await worldOf('moving-racks');
    const { run, request } = await lead(world, 'restart nginx on host-4');
    await world.rewrite(matrixStream('virtuozzo'), (matrix) => matrix);
    await world.say('admin', `record E-${request} safe because "ticket"`);
    await world.advance(2 * MINUTE);
    expect(await world.story(run)).toMatchObject({
      state: { is: 'halted' },
      refusal: { reason: 'moved', what: ['the matrix'] },
    });
    expect(world.hosts.effects).toEqual([]);
  });

  it.each(['operator', 'approver', 'budget', 'guest'] as const)('%s cannot record the vendor’s word', async (who) => {
    const world = await worldOf('moving-racks');
    const { run, request } = await lead(world, MOVE);
    expect(reasonOf(await world.say(who, `record E-${request} safe because "trust me"`))).toBe('no-role');
    expect((await world.story(run)).state.is).toBe('unconfirmed');
  });

  it('is stopped when whoever recorded the word may not any more', async () => {
    const world = await worldOf('moving-racks');
    const { run, request } = await lead(world, MOVE);
    await world.say('admin', `record E-${request} safe because "by phone"`);
    await world.advance(SECOND);
    await world.give('admin', ['operator']);
    await world.say('approver', `approve R-${run}`);
    await world.advance(2 * MINUTE);
    expect(await world.story(run)).toMatchObject({
      state: { is: 'halted' },
      refusal: { reason: 'rights-lost', who: 'recorder', user: PEOPLE.admin },
    });
    expect(world.hosts.effects).toEqual([]);
  });

  it.each(['record', 'withdraw'] as const)(
    'has a form for `%s`, for an admin who may run no command, too',
    async (verb) => {
      const world = await worldOf('moving-racks');
      const { request } = await lead(world, MOVE);
      for (const who of ['operator', 'admin'] as const) {
        expect(await world.say(who, `form ${verb} E-${request}`)).toMatchObject({
          is: 'form',
          gap: { command: verb, filled: { request } },
        });
      }
    },
  );

  it('takes no word on a request that asks for something else', async () => {
    const world = await worldOf('editing-system-files');
    const { request } = await lead(world, EDIT);
    expect(reasonOf(await world.say('admin', `record E-${request} safe because "x"`))).toBe('not-asked');
  });
});

describe('a custom configuration', () => {
  const NOTE = 'custom "raised worker_connections to 4096" on infra-gate because "load" agreed with vendor-1';
  const UPGRADE = 'restart nginx on infra-gate';

  it('is recorded, listed on its targets, and removed', async () => {
    const world = await worldOf('platform-upgrade');
    const reply = await world.say('operator', NOTE);
    if (reply.is !== 'custom-recorded') throw new Error(JSON.stringify(reply));
    expect(reply.note).toMatchObject({
      what: 'raised worker_connections to 4096',
      on: ['infra-gate'],
      because: 'load',
      agreed: 'vendor-1',
    });
    expect(await world.say('budget', 'custom list on infra-gate')).toMatchObject({
      notes: [{ id: reply.note.id, by: PEOPLE.operator }],
    });
    expect(await world.say('operator', 'custom list on host-7')).toMatchObject({ is: 'nothing' });
    expect(await world.say('admin', `custom remove K-${reply.note.id} because "in the product"`)).toMatchObject({
      is: 'custom-removed',
    });
    expect(await world.say('admin', `custom remove K-${reply.note.id}`)).toMatchObject({ is: 'nothing' });
    expect(await world.say('operator', 'custom list')).toMatchObject({ is: 'nothing' });
    expect((world.ledger.streams.get('custom#main') ?? []).map(({ type }) => type)).toEqual(['recorded', 'removed']);
    await world.advance(2 * MINUTE);
    expect((world.ledger.streams.get('custom#main') ?? []).flatMap(({ due }) => due ?? [])).toEqual([]);
  });

  it('that is delivered twice is one, and two at once are two', async () => {
    const world = await worldOf('platform-upgrade');
    const request = world.request('operator', NOTE);
    const first = await world.process().receive(request);
    expect(await world.process().receive(request)).toEqual(first);
    await Promise.all([world.say('operator', NOTE), world.say('admin', NOTE)]);
    expect(await world.say('operator', 'custom list')).toMatchObject({ notes: { length: 3 } });
  });

  it('is refused on targets that are not there, and to people who do not work on hosts', async () => {
    const world = await worldOf('platform-upgrade');
    expect(reasonOf(await world.say('operator', NOTE.replace('infra-gate', 'infra-gatt')))).toBe('unknown-targets');
    expect(reasonOf(await world.say('budget', NOTE))).toBe('no-role');
  });

  it('is carried by the request for an upgrade of its targets, and shown by its plan; by no other', async () => {
    const world = await worldOf('platform-upgrade');
    await world.say('operator', NOTE);
    await world.say('operator', NOTE.replace('infra-gate', 'host-7'));
    expect(await world.say('operator', `plan ${UPGRADE}`)).toMatchObject({
      is: 'plan-refused',
      custom: { first: [{ agreed: 'vendor-1' }], count: 1 },
    });
    const { request } = await lead(world, UPGRADE);
    expect((await storyOf(world, request)).ask.custom).toEqual([
      {
        id: expect.stringMatching(/^[0-9A-Z]{5}$/),
        what: 'raised worker_connections to 4096',
        on: ['infra-gate'],
        because: 'load',
        agreed: 'vendor-1',
      },
    ]);
    const other = await worldOf('editing-system-files');
    await other.say('operator', NOTE);
    const edit = await lead(other, EDIT);
    expect((await storyOf(other, edit.request)).ask.custom).toEqual([]);
  });

  it('is on the card that is approved, where what may overwrite it is ours; as it stood when that was planned', async () => {
    const world = await createWorld({ policy: { customListedBefore: ['restarting-processes'] } });
    for (let at = 0; at < 21; at += 1)
      await world.say('operator', NOTE.replace('infra-gate', 'host-7').replace('load', `load ${at}`));
    const run = await world.ask('operator', 'restart nginx on host-7');
    const elsewhere = await world.ask('operator', 'restart nginx on host-8');
    await world.advance(SECOND);
    const { custom, state } = await world.story(run);
    expect(state.is).toBe('waiting');
    expect(custom).toMatchObject({ first: { length: 20, 0: { on: ['host-7'], because: 'load 0' } }, count: 21 });
    expect((await world.story(elsewhere)).custom).toBeUndefined();
  });
});
