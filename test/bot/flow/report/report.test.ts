import { describe, expect, it } from 'vitest';
import { renderReportCard } from '../../../../bot/adapters/slack/render/report-card.ts';
import { createWording } from '../../../../bot/adapters/slack/render/wording.ts';
import { MINUTE } from '../../../../bot/domain/instant.ts';
import { verify } from '../../../../bot/domain/ledger/verify.ts';
import type { Policy } from '../../../../bot/domain/policy/policy.ts';
import { ACTIONS } from '../../../../bot/domain/report/parts.ts';
import type { ReportStory } from '../../../../bot/domain/report/story.ts';
import { FILE_MOST } from '../../../../bot/flow/tracked/log-issue.ts';
import { commands } from '../../../../commands/index.ts';
import { checkBlocks, checkView } from '../../../../local/slack/blocks/check.ts';
import { crashAt } from '../../../fakes/crash.ts';
import { createWorld, type World } from '../world.ts';

const issues = { repository: 'acme/operations', circleOwners: ['octo-owner'] };

async function resolved(world: World, text = 'incident "checkout is down" critical here because "nobody can pay"') {
  const answer = await world.say('operator', text);
  if (answer.is !== 'incident-declared') throw new Error(`not declared: ${JSON.stringify(answer)}`);
  await world.advance(MINUTE);
  await world.say('operator', 'ack');
  await world.say('operator', 'take lead');
  await world.advance(MINUTE);
  await world.say('operator', 'resolve because "nginx worker leak, fixed by restart"');
  await world.advance(2 * MINUTE);
  return answer.id;
}

async function reportOf(world: World, id: string): Promise<ReportStory> {
  const answer = await world.say('operator', `report in I-${id}`);
  if (answer.is !== 'report') throw new Error(`no report: ${JSON.stringify(answer)}`);
  return answer.story;
}

const cardsOf = (world: World, id: string) => world.chat.cards.filter(({ run }) => run === `report#${id}`);

describe('the file of a report', () => {
  async function filed(name: string, note: string) {
    const world = await createWorld({ policy: { issues } });
    const id = await resolved(world);
    const profile = world.chat.profiles.get('U0APPROVER');
    world.chat.profiles.set('U0APPROVER', { team: 'T0ACME', flags: [], ...profile, name });
    await world.say('operator', `note "${note}" in I-${id}`);
    await world.say('operator', `report edit badly "nothing" in I-${id}`);
    await world.say('operator', `report edit actions "none" in I-${id}`);
    await world.say('operator', `report review in I-${id}`);
    await world.say('approver', `report done in I-${id}`);
    await world.advance(5 * MINUTE);
    const file = world.tracker.commits.find(({ path }) => path.endsWith('.md'));
    return file?.text ?? '';
  }

  it('calls people by names that are names, whatever these are', async () => {
    const text = await filed('[Jo](http://evil.example) | <b>', 'ask <@U0APPROVER>');
    expect(text).toContain('\\[Jo\\](http://evil.example) \\| \\<b\\>');
    expect(text).not.toContain('[Jo](');
  });

  it('is filed with as much of its timeline as fits, however long people are called', async () => {
    const text = await filed('n'.repeat(5_000), '<@U0APPROVER> '.repeat(90));
    expect(text).toContain('more entries, all of them in Slack');
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(FILE_MOST);
  });
});

describe('the card of a report', () => {
  it('shows every action, however many there are', () => {
    const text = 'fix the leak & '.repeat(10);
    const actions = Array.from({ length: ACTIONS }, (_, at) => ({ number: at + 1, text }));
    const by = { team: 'T0ACME', user: 'U0A' };
    const story: ReportStory = {
      ...{ id: '7QK2P', by, at: 0, seq: 9, place: { team: 'T0ACME', channel: 'C0OPS' }, end: 0, numbered: ACTIONS },
      about: { title: 'checkout is down', severity: 'major', kind: 'platform', declared: 0 },
      ...{ parts: { cause: { text: 'x'.repeat(1_500) } }, actions, sources: [], state: { is: 'draft' } },
    };
    const { blocks = [] } = renderReportCard(story, { now: 0, definitions: commands });
    expect(checkBlocks(blocks)).toMatchObject({ ok: true });
    const shown = JSON.stringify(blocks);
    for (const { number } of actions) expect(shown).toContain(`   ${number}. fix the leak`);
  });
});

describe('the issue of an incident', () => {
  it('hears once that it is worse, whoever dies over it, though something else came meanwhile', async () => {
    const declared = async () => {
      const world = await createWorld({ policy: { issues } });
      await world.say('operator', 'incident "checkout is down" minor here');
      await world.advance(MINUTE);
      return world;
    };
    const watched = await declared();
    const hooks = crashAt();
    watched.replaceProcess(hooks);
    await watched.say('operator', 'severity major');
    await watched.advance(MINUTE);
    const points = [...hooks.points.entries()].filter(([, point]) => point === 'after ledger.append').map(([at]) => at);
    expect(points.length).toBeGreaterThan(1);
    for (const at of points) {
      const world = await declared();
      world.replaceProcess(crashAt(at));
      await world.say('operator', 'severity major').catch(() => undefined);
      await world.settle().catch(() => undefined);
      await world.say('operator', 'note "meanwhile"');
      await world.advance(5 * MINUTE);
      const [issue] = world.tracker.issues;
      expect([at, issue?.comments.filter((text) => text.includes('**Major now**')).length]).toEqual([at, 1]);
      expect(issue?.labels).toEqual(['Major']);
    }
  });
});

describe('the report of an incident', () => {
  it('is drafted when it is resolved, with what is known, and names what is missing', async () => {
    const world = await createWorld({ policy: { issues } });
    const id = await resolved(world);
    const story = await reportOf(world, id);
    expect(story).toMatchObject({ state: { is: 'draft' }, by: { user: 'U0OPERATOR' } });
    expect(story.parts).toEqual({
      summary: { text: expect.stringContaining('An incident (critical) of the infrastructure: checkout is down.') },
      impact: { text: 'nobody can pay' },
      cause: { text: 'As it was resolved: nginx worker leak, fixed by restart' },
      well: { text: 'Somebody was at it 1 min after it was noticed.' },
    });
    expect(await world.say('operator', `report review in I-${id}`)).toMatchObject({
      refusal: { reason: 'incomplete', missing: ['badly', 'actions'] },
    });
    expect(cardsOf(world, id)).toMatchObject([{ ref: { channel: 'C0OPS' } }]);
    expect(world.tracker.commits).toEqual([]);
  });

  it('goes to review again by the button that asked for it before, when it was a draft in between', async () => {
    const world = await createWorld();
    const id = await resolved(world);
    await world.say('operator', `report edit badly "nothing" in I-${id}`);
    await world.say('operator', `report edit actions "none" in I-${id}`);
    const press = (to: string) =>
      world.say('operator', `report ${to} in I-${id}`, { source: `press:C0OPS:1.2:report-${to}`, message: '1.2' });
    for (const [to, is] of [
      ['review', 'in-review'],
      ['draft', 'draft'],
      ['review', 'in-review'],
      ['review', 'in-review'],
    ] as const)
      expect(await press(to)).toMatchObject({ is: 'report-acted', story: { state: { is } } });
    expect(world.ledger.streams.get(`report#${id}`)?.filter(({ type }) => type === 'moved')).toHaveLength(3);
  });

  it('is written, reviewed by somebody else, committed, and its actions are issues; each once', async () => {
    const world = await createWorld({ policy: { issues } });
    const id = await resolved(world);
    const request = world.request('operator', `report edit badly "nobody looked | at @here" in I-${id}`);
    await world.process().receive(request);
    expect(await world.process().receive(request)).toMatchObject({ is: 'report-acted' });
    await world.say('operator', `action "fix the leak" owner <@U0APPROVER> by 2026-12-01 in I-${id}`);
    await world.say('operator', `action "a mistake" in I-${id}`);
    await world.say('operator', `action drop 2 in I-${id}`);
    expect(await world.say('operator', `report done in I-${id}`)).toMatchObject({
      refusal: { reason: 'not-in-review' },
    });
    await world.say('operator', `report review in I-${id}`);
    expect(await world.say('operator', `report done in I-${id}`)).toMatchObject({
      act: 'done',
      refusal: { reason: 'own-report' },
    });
    expect(await world.say('operator', `report edit cause "x" in I-${id}`)).toMatchObject({
      refusal: { reason: 'not-a-draft', is: 'in-review' },
    });
    await world.advance(MINUTE);
    world.tracker.busy = { retryAfter: 30_000 };
    expect(await world.say('approver', `report done in I-${id}`)).toMatchObject({ story: { state: { is: 'done' } } });
    await world.advance(MINUTE);
    world.tracker.busy = undefined;
    world.tracker.losing = 2;
    await world.advance(10 * MINUTE);
    const texts = world.tracker.commits.filter(({ path }) => path.endsWith('.md'));
    expect(texts).toMatchObject([
      { path: expect.stringMatching(new RegExp(`^[0-9]{4}/[0-9]{2}/I-${id}-checkout-is-down.md$`)) },
    ]);
    const [{ text } = { text: '' }] = texts;
    expect(text).toContain('## What went badly\n\nnobody looked \\| at @here\n');
    expect(text).toContain('1. fix the leak (owner: approver; by: 2026-12-01)');
    expect(text).toContain('| operator | resolved the incident: “nginx worker leak, fixed by restart” |');
    expect(world.tracker.commits.filter(({ path }) => path.endsWith('.png'))).toHaveLength(1);
    const titles = world.tracker.issues.map(({ title }) => title);
    expect(titles.sort()).toEqual([`I-${id} action: fix the leak`, `I-${id} checkout is down`]);
    const events = world.ledger.streams.get(`report#${id}`) ?? [];
    expect(events.filter(({ type }) => type === 'edited')).toHaveLength(1);
    expect(verify(`report#${id}`, events).ok).toBe(true);
    const told = world.ledger.streams.get(`incident#${id}`)?.filter(({ type }) => type === 'report-moved') ?? [];
    expect(told.map(({ data }) => JSON.parse(data).to)).toEqual(['draft', 'in-review', 'done']);
  });

  it('is drafted anew when it came back, and keeps what people wrote', async () => {
    const world = await createWorld();
    const id = await resolved(world);
    await world.say('operator', `report edit cause "it was the cache" in I-${id}`);
    await world.say('operator', `reopen in I-${id}`);
    await world.advance(MINUTE);
    await world.say('operator', `resolve in I-${id} because "the cache again"`);
    await world.advance(2 * MINUTE);
    const story = await reportOf(world, id);
    expect(story.parts.cause).toMatchObject({ text: 'it was the cache', by: { user: 'U0OPERATOR' } });
    expect(story.parts.summary?.text).toContain('the cache again');
    expect(cardsOf(world, id)).toHaveLength(1);
  });

  it('of a drill stays in Slack', async () => {
    const world = await createWorld({ policy: { issues } });
    const id = await resolved(world, 'incident "restore drill" minor drill here because "x"');
    await world.say('operator', `report edit badly "nothing" in I-${id}`);
    await world.say('operator', `report edit actions "none" in I-${id}`);
    await world.say('operator', `report review in I-${id}`);
    expect(await world.say('approver', `report done in I-${id}`)).toMatchObject({ story: { state: { is: 'done' } } });
    await world.advance(5 * MINUTE);
    expect([world.tracker.issues, world.tracker.commits]).toEqual([[], []]);
  });
});

async function lived(world: World): Promise<string> {
  const id = await resolved(world, 'incident "x" minor here');
  await world.advance(MINUTE);
  return id;
}

async function points(): Promise<(readonly [number, string])[]> {
  const world = await createWorld({ policy: { issues } });
  const hooks = crashAt();
  world.replaceProcess(hooks);
  await lived(world);
  const all = hooks.points.map((point, at) => [at, point] as const);
  const drafted = all.findLastIndex(([, point]) => point === 'before timeline.all');
  return all
    .slice(drafted)
    .filter(([, point]) => /^after (?:ledger.append|receipts|chat)/.test(point))
    .slice(0, 12);
}

describe('a report whose worker dies', async () => {
  it.each(await points())('at point %i, %s, has one draft and one card in the end', async (at) => {
    const world = await createWorld({ policy: { issues } });
    world.replaceProcess(crashAt(at));
    await lived(world).catch(() => world.advance(30 * MINUTE));
    const [stream = ''] = [...world.ledger.streams.keys()].filter((one) => one.startsWith('report#'));
    expect(world.ledger.streams.get(stream)).toMatchObject([{ type: 'drafted' }]);
    expect(cardsOf(world, stream.slice('report#'.length))).toHaveLength(1);
    expect(world.tracker.issues).toHaveLength(1);
  });
});

describe('an incident', () => {
  it('is an issue with its label, whose changes are told, closed when it is resolved and open when it is back', async () => {
    const world = await createWorld({ policy: { issues } });
    const answer = await world.say('operator', 'incident "slow logins" minor here');
    const id = answer.is === 'incident-declared' ? answer.id : '';
    await world.advance(2 * MINUTE);
    expect(world.tracker.issues).toMatchObject([{ title: `I-${id} slow logins`, labels: ['Minor'], assignees: [] }]);
    await world.say('operator', 'severity critical because "nobody can pay"');
    await world.advance(2 * MINUTE);
    expect(world.tracker.issues).toMatchObject([
      { labels: ['Critical'], assignees: ['octo-owner'], comments: ['**Critical now**\n\n- Impact: `nobody can pay`'] },
    ]);
    await world.say('operator', 'resolve because "fixed"');
    await world.advance(2 * MINUTE);
    expect(world.tracker.issues).toMatchObject([{ closed: 'completed' }]);
    await world.say('operator', `reopen in I-${id}`);
    await world.advance(2 * MINUTE);
    expect(world.tracker.issues[0]?.closed).toBeUndefined();
    await world.say('operator', 'resolve because "fixed again"');
    await world.advance(2 * MINUTE);
    expect(world.tracker.issues).toMatchObject([{ closed: 'completed' }]);
    expect(world.tracker.issues[0]?.comments).toHaveLength(4);
  });
});

describe('a report that is done', () => {
  async function done(
    policy: Partial<Policy>,
    prepare: (world: World, id: string) => Promise<unknown> = async () => {},
  ) {
    const world = await createWorld({ policy });
    const id = await resolved(world);
    await prepare(world, id);
    await world.say('operator', `report edit badly "nobody looked" in I-${id}`);
    await world.say('operator', `action "fix the leak" owner <@U0APPROVER> in I-${id}`);
    await world.say('operator', `action "tell Bea" owner <@U0BUDGET> in I-${id}`);
    await world.say('operator', `action "think" in I-${id}`);
    await world.say('operator', `report review in I-${id}`);
    world.tracker.busy = { retryAfter: MINUTE };
    await world.say('approver', `report done in I-${id}`);
    await world.advance(MINUTE);
    const shown = async () => {
      const answer = await world.say('operator', `report in I-${id}`);
      return answer.is === 'report' ? answer.filing : answer;
    };
    return { world, id, shown };
  }

  it('says to whoever looks how it is filed: on its way, there, or nowhere', async () => {
    const { world, id, shown } = await done({ issues });
    expect(await shown()).toEqual({ is: 'waits' });
    world.tracker.busy = undefined;
    await world.advance(10 * MINUTE);
    expect(await shown()).toEqual({ is: 'filed', file: expect.stringContaining(`I-${id}-checkout-is-down.md`) });
    expect(await (await done({})).shown()).toEqual({ is: 'nowhere' });
  });

  it('of which the timeline or the picture is too large for the record is filed with what fits, and says what does not', async () => {
    const text = '漢字'.repeat(250);
    const { world, shown } = await done({ issues }, async (it, id) => {
      const { pictures } = it.outside;
      const large = { name: 'x.png', title: 'x', alt: 'x', png: new Uint8Array(200_000) };
      it.outside.pictures = { ...pictures, timeline: async () => ({ caption: 'x', pictures: [large] }) };
      it.replaceProcess();
      const entries = Array.from({ length: 400 }, (_, at) => ({
        ...{ source: `x/${at}`, version: 1, kind: 'note' as const, text, evidence: [] },
        ...{ occurredAt: it.now() - at, recordedAt: it.now() },
      }));
      await it.timeline.write(id, entries);
    });
    world.tracker.busy = undefined;
    await world.advance(10 * MINUTE);
    const [report, ...more] = world.tracker.commits;
    expect(more).toEqual([]);
    expect(Buffer.byteLength(report?.text ?? '')).toBeGreaterThan(100_000);
    expect(report?.text).toMatch(/… and \d+ more entries, all of them in Slack: `\/ops timeline export markdown`/);
    expect(report?.text).toContain('Its picture is in Slack: `/ops timeline picture`.');
    expect(await shown()).toMatchObject({ is: 'filed' });
    expect(world.logged.filter((line) => line.startsWith('error'))).toEqual([]);
  });

  it('has its actions assigned to the logins that the policy says, beside the circle owners; of others it says so', async () => {
    const logins = [{ user: 'U0APPROVER', login: 'octo-approver' }];
    const { world } = await done({ issues: { ...issues, logins } });
    world.tracker.busy = undefined;
    await world.advance(10 * MINUTE);
    const actions = world.tracker.issues.filter(({ title }) => title.includes(' action: '));
    const byName = actions.map(({ title, assignees }) => [title.replace(/.* action: /, ''), assignees]);
    expect(byName.sort()).toEqual([
      ['fix the leak', ['octo-approver', 'octo-owner']],
      ['tell Bea', ['octo-owner']],
      ['think', ['octo-owner']],
    ]);
    const unknown = actions.filter(({ text }) => text.includes('Not assigned to them')).map(({ title }) => title);
    expect(unknown).toEqual([expect.stringContaining('tell Bea')]);
  });
});

describe('an impact of an incident', () => {
  it('comes to the severity that the policy says, in a sentence, and in its form', async () => {
    const impact = [{ whom: 'nobody' as const, severity: 'critical' as const }];
    const world = await createWorld({ policy: { impact } });
    const declared = await world.say('operator', 'incident "quiet" hits nobody in staging here');
    expect(declared).toMatchObject({ is: 'incident-declared', state: { severity: 'critical' } });
    await world.advance(MINUTE);
    expect(await world.say('operator', 'severity hits ourselves in production')).toMatchObject({
      state: { severity: 'major' },
    });
    const form = await world.say('operator', 'incident "slow"');
    if (form.is !== 'form') throw new Error(JSON.stringify(form));
    expect(form.gap?.filled).toMatchObject({
      title: 'slow',
      'follows:nobody': 'critical in production, critical in staging',
      'follows:all-customers': 'critical in production, minor in staging',
    });
    const view = await createWording({ commands, now: world.now }).form(form);
    expect(checkView(view)).toMatchObject({ ok: true });
    expect(JSON.stringify(view)).toContain('"text":"critical in production, minor in staging"');
  });
});
