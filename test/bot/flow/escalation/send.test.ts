import { describe, expect, it } from 'vitest';
import type { SendForm } from '../../../../bot/domain/answer.ts';
import { tellToVendor } from '../../../../bot/domain/escalation/to-vendor.ts';
import { HOUR, MINUTE, SECOND } from '../../../../bot/domain/instant.ts';
import { writeSentence } from '../../../../bot/domain/language/write-sentence.ts';
import type { Reply } from '../../../../bot/domain/request.ts';
import { VENDORS } from '../../../../bot/flow/vendor/read-vendors.ts';
import { OURS } from '../people.ts';
import { SHARED, storyOf, VIRTUOZZO, vendorWorld } from '../vendor/vendors.ts';
import { aTarget, NOON, TARGETS, type World } from '../world.ts';
import { lead, reasonOf, requestOf, worldOf } from './asking.ts';

const EDIT = 'restart nginx on infra-gate because "load"';
const ASSESSED = ['disk 97%  <- nearly full', 'password=hunter2hunter2', '@U0OPERATOR was here', 'load 0.3'].join('\n');

async function diagnosed(world: World, text = 'assess infra-gate'): Promise<string> {
  world.hosts.endings.set('i-infra-gate', { details: 'Success', exitCode: 0, output: ASSESSED });
  const run = await world.ask('operator', text);
  await world.advance(MINUTE);
  return run;
}

function formIn(reply: Reply): SendForm {
  if (reply.is !== 'form' || !reply.send) throw new Error(`no form: ${JSON.stringify(reply)}`);
  return reply.send;
}

/** What the filled form stands for. */
const filled = ({ sending, seen }: SendForm, more: Partial<SendForm['sending']> = {}) =>
  writeSentence({ ...sending, ...more, seen });

describe('the form that sends a request', () => {
  it('shows what they will see, and what was looked at is what is sent', async () => {
    const world = await worldOf('editing-system-files');
    const { request } = await lead(world, EDIT);
    const run = await diagnosed(world);
    const first = formIn(await world.say('operator', `form send E-${request}`));
    expect(first.choices).toMatchObject([{ run, task: 'assess infra-gate' }]);
    expect(first.ask).toEqual((await requestOf(world, request)).ask);
    const form = formIn(
      await world.say('operator', `form send E-${request} as critical by 2026-12-24 18:00 UTC with R-${run}`),
    );
    expect(form).toMatchObject({
      wantedBy: Date.UTC(2026, 11, 24, 18),
      ask: { priority: 'critical', diagnosis: { task: 'assess infra-gate', outputs: [{ host: 'infra-gate' }] } },
    });
    const again = formIn(await world.say('operator', filled(form, { because: 'token=abcdefabcdef0123 by Ann' })));
    expect(again).toMatchObject({ again: true, ask: { note: expect.stringContaining('[hidden]') } });
    expect((await requestOf(world, request)).state.is).toBe('prepared');
    expect(await world.say('operator', filled(again))).toMatchObject({ is: 'escalation-acted', act: 'sent' });
    const { ask, sent, state } = await requestOf(world, request);
    expect(ask).toEqual(again.ask);
    expect(JSON.stringify(ask)).not.toMatch(/hunter2|abcdefabcdef|U0OPERATOR|R-|i-infra-gate/);
    expect(ask.diagnosis?.outputs[0]?.text).toMatch(/^disk 97% {2}<- nearly full\n/);
    expect(sent).toMatchObject({ diagnosis: run });
    expect(JSON.stringify(state)).not.toContain('nearly full');
  });

  it('sends a word as it was typed, without another look', async () => {
    const world = await worldOf('editing-system-files');
    const { request } = await lead(world, EDIT);
    const form = formIn(await world.say('operator', `form send E-${request}`));
    const sent = await world.say('operator', filled(form, { because: 'before Friday, please' }));
    expect(sent).toMatchObject({ is: 'escalation-acted', act: 'sent' });
    expect((await requestOf(world, request)).ask.note).toBe('before Friday, please');
  });

  it('is shown by `show` too, as it would be sent and as it stands', async () => {
    const world = await vendorWorld();
    const { request } = await lead(world, EDIT);
    const form = formIn(await world.say('operator', `form send E-${request}`));
    const shown = await world.say('budget', `show E-${request}`);
    expect(shown).toMatchObject({ is: 'escalation', story: { state: { is: 'prepared' } } });
    expect('card' in shown && shown.card).toEqual(form.card);
    await world.say('operator', `send E-${request} as critical because "now"`);
    expect(await world.say('budget', `show E-${request}`)).toMatchObject({
      card: {
        story: tellToVendor(await storyOf(world, request), { ...VIRTUOZZO, channel: { team: OURS, channel: SHARED } }),
      },
    });
  });

  it('previews their card as it will stand in their channel, with how we are called there', async () => {
    const world = await vendorWorld();
    const { request } = await lead(world, EDIT);
    const { card, ask } = formIn(await world.say('operator', `form send E-${request} as critical because "now"`));
    expect(card).toMatchObject({
      us: 'Acme',
      story: { state: { is: 'sent', priority: 'critical' }, toVendor: { label: 'Virtuozzo' } },
    });
    expect(card?.story.ask).toEqual(ask);
    await world.say('operator', `send E-${request} as critical because "now"`);
    await world.advance(SECOND);
    const theirs = await storyOf(world, request);
    expect(tellToVendor(theirs, { ...VIRTUOZZO, channel: { team: OURS, channel: SHARED } })).toMatchObject({
      ask: card?.story.ask,
      state: card?.story.state,
    });
  });

  it('comes back where custom configuration was recorded in between; typed, it is said', async () => {
    const world = await worldOf('platform-upgrade');
    const note = (what: string) =>
      world.say('operator', `custom "${what}" on infra-gate agreed with "vendor-1" because load`);
    await note('worker_connections');
    const { request } = await lead(world, EDIT);
    const form = formIn(await world.say('operator', `form send E-${request}`));
    expect(form.ask.custom).toHaveLength(1);
    const added = await note('sysctl');
    if (added.is !== 'custom-recorded') throw new Error('not recorded');
    const again = formIn(await world.say('operator', filled(form)));
    expect(again).toMatchObject({ again: true, moved: { added: [added.note.id], removed: [] } });
    expect(await world.say('operator', `send E-${request}`)).toMatchObject({
      is: 'escalation-acted',
      moved: { added: [added.note.id], removed: [] },
    });
    expect((await requestOf(world, request)).ask.custom.map(({ what }) => what)).toEqual([
      'worker_connections',
      'sysctl',
    ]);
  });

  it.each([
    ['another vendor has the task by now', { name: 'zeta', label: 'Zeta', organisations: ['T0ZETA'] }],
    ['their channel is another one by now', { channel: { team: OURS, channel: 'C0NEW' } }],
  ])('comes back where %s', async (_what, more) => {
    const world = await vendorWorld();
    const { request } = await lead(world, EDIT);
    const form = formIn(await world.say('operator', `form send E-${request}`));
    await world.rewrite(VENDORS, () => ({ vendors: [{ ...VIRTUOZZO, ...more }] }));
    const again = formIn(await world.say('operator', filled(form)));
    expect(again).toMatchObject({ again: true, ask: form.ask });
    expect((await requestOf(world, request)).state.is).toBe('prepared');
    expect(await world.say('operator', filled(again))).toMatchObject({ is: 'escalation-acted', act: 'sent' });
  });

  it('tells of custom configuration on no host but those of the request', async () => {
    const world = await worldOf('platform-upgrade');
    const note = (what: string) =>
      world.say('operator', `custom "${what}" on infra-gate, host-7 agreed with "vendor-1" because load`);
    await note('worker_connections');
    const { request } = await lead(world, EDIT);
    const onRecord = (await requestOf(world, request)).ask;
    await note('sysctl');
    const { ask } = formIn(await world.say('operator', `form send E-${request}`));
    expect([...onRecord.custom, ...ask.custom].map(({ on }) => on)).toEqual(Array(3).fill(['infra-gate']));
  });

  it('is refused where a target is not what it was', async () => {
    const world = await worldOf('editing-system-files');
    const { request } = await lead(world, EDIT);
    await world.inventory.write({ targets: [...TARGETS, aTarget('infra-gate', { kind: 'user-host' })], unmanaged: [] });
    for (const words of ['form send', 'send']) {
      expect(await world.say('operator', `${words} E-${request}`)).toMatchObject({
        refusal: { reason: 'targets-moved', targets: ['infra-gate'] },
      });
    }
  });

  it.each([
    ['guest', 'no-role'],
    ['budget', 'no-role'],
  ] as const)('is refused to %s', async (who, reason) => {
    const world = await worldOf('editing-system-files');
    const { request } = await lead(world, EDIT);
    expect(reasonOf(await world.say(who, `form send E-${request}`))).toBe(reason);
    expect(await world.say('vendor', `form send E-${request}`)).toEqual({ is: 'outsider' });
  });
});

describe('the time by which a request is wanted', () => {
  it('is meant in the zone of whoever asked, and else in the policy’s', async () => {
    const world = await worldOf('editing-system-files', { policy: { zone: 'America/New_York' } });
    world.chat.profiles.set('U0OPERATOR', { team: OURS, name: 'Olga', flags: [], zone: 'Europe/Berlin' });
    const { request } = await lead(world, EDIT);
    await world.say('operator', `send E-${request} by 2026-12-24 18:00`);
    expect((await requestOf(world, request)).ask.wantedBy).toBe(Date.UTC(2026, 11, 24, 17));
    world.chat.profiles.set('U0OPERATOR', { team: OURS, name: 'Olga', flags: [] });
    const other = await lead(world, 'restart worker on infra-gate');
    await world.say('operator', `send E-${other.request} by 2026-12-24 18:00`);
    expect((await requestOf(world, other.request)).ask.wantedBy).toBe(Date.UTC(2026, 11, 24, 23));
  });

  it('that is over is refused, and one that clocks say twice is asked after', async () => {
    const world = await worldOf('editing-system-files');
    const { request } = await lead(world, EDIT);
    expect(await world.say('operator', `send E-${request} by 2026-11-20 18:00`)).toMatchObject({
      is: 'not-understood',
      why: expect.stringContaining('is over'),
    });
    expect(await world.say('operator', `send E-${request} by 2027-10-31 2:30 Europe/Berlin`)).toMatchObject({
      is: 'choice',
      sentences: [`send E-${request} by 2027-10-31 02:30 +02:00`, `send E-${request} by 2027-10-31 02:30 +01:00`],
    });
    expect(reasonOf(await world.say('operator', `send E-${request} by 2026-11-20`))).toBe('over-already');
  });
});

describe('a diagnosis that goes with a request', () => {
  it('is a reading of its targets alone, over, and not older than a day', async () => {
    const world = await worldOf('editing-system-files');
    const { request } = await lead(world, EDIT);
    const send = (run: string) => world.say('operator', `send E-${request} with R-${run}`);
    const no = (why: string, more = {}) => ({ refusal: { reason: 'no-diagnosis', why, ...more } });
    expect(await send('00000')).toMatchObject(no('unknown'));
    const restarted = await world.ask('operator', 'restart nginx on host-4');
    const elsewhere = await world.ask('operator', 'uptime on infra-gate, host-7');
    await world.advance(MINUTE);
    expect(await send(restarted)).toMatchObject(no('changes'));
    expect(await send(elsewhere)).toMatchObject(no('elsewhere', { hosts: ['host-7'] }));
    world.hosts.endings.set('i-infra-gate', { details: 'Success', exitCode: 0, output: ' ' });
    const silent = await world.ask('operator', 'uptime on infra-gate');
    await world.advance(MINUTE);
    expect(await send(silent)).toMatchObject(no('nothing'));
    const run = await diagnosed(world);
    const waiting = await world.ask('operator', 'assess infra-gate');
    expect(await send(waiting)).toMatchObject(no('not-over'));
    world.clock.at += 24 * HOUR;
    expect(await send(run)).toMatchObject(no('old'));
    expect(formIn(await world.say('operator', `form send E-${request}`)).choices).toEqual([]);
    expect((await requestOf(world, request)).state.is).toBe('prepared');
  });

  it('is cut to whole lines from its beginning', async () => {
    const world = await worldOf('editing-system-files');
    const { request } = await lead(world, EDIT);
    const output = Array.from({ length: 100 }, (_, at) => `line ${at} ${'x'.repeat(24)}`).join('\n');
    world.hosts.endings.set('i-infra-gate', { details: 'Success', exitCode: 0, output });
    const run = await world.ask('operator', 'assess infra-gate');
    await world.advance(MINUTE);
    await world.say('operator', `send E-${request} with R-${run}`);
    const text = (await requestOf(world, request)).ask.diagnosis?.outputs[0]?.text ?? '';
    expect(text.length).toBeLessThan(2_500);
    expect(text).toMatch(/^line 0 x+\n(?:.*\n)*… \d+ more lines$/);
  });
});

describe('a request that is part of an incident', () => {
  it.each([
    ['unnamed', {}],
    ['named', { id: '7QK2P', severity: 'major' }],
  ] as const)('says of it what the policy lets out: %s', async (incidentsToVendors, incident) => {
    const world = await worldOf('editing-system-files', { policy: { incidentsToVendors } });
    const declared = await world.say('operator', 'incident "checkout is down" major here');
    if (declared.is !== 'incident-declared') throw new Error(JSON.stringify(declared));
    await world.advance(MINUTE);
    const { request } = await lead(world, EDIT);
    const { ask, prepared } = await requestOf(world, request);
    expect(ask.incident).toEqual('id' in incident ? { ...incident, id: declared.id } : {});
    expect(prepared.incident).toBe(declared.id);
    expect(world.clock.at).toBeGreaterThan(NOON);
  });
});
