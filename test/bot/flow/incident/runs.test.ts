import { describe, expect, it } from 'vitest';
import { chartOf } from '../../../../bot/domain/incident/chart.ts';
import { MINUTE } from '../../../../bot/domain/instant.ts';
import { crashAt } from '../../../fakes/crash.ts';
import { createWorld, type World } from '../world.ts';

async function declare(world: World): Promise<string> {
  const answer = await world.say('operator', 'incident "checkout is down" critical here');
  if (answer.is !== 'incident-declared') throw new Error(`not declared: ${JSON.stringify(answer)}`);
  await world.settle();
  return answer.id;
}

/** The runs' entries, oldest first, without the names of the runs. */
async function told(world: World, id: string): Promise<string[]> {
  const { entries } = await world.timeline.latest(id, { limit: 500 });
  const ofRuns = entries.reverse().filter(({ source }) => source.startsWith('run#'));
  return ofRuns.map(({ kind, text, by }) => `${kind}: ${by?.user ?? 'nobody'} ${text.replace(/R-\w{5}/g, 'R')}`);
}

async function asked(world: World, sentence: string): Promise<string> {
  const answer = await world.say('operator', sentence);
  if (answer.is !== 'accepted') throw new Error(`not accepted: ${JSON.stringify(answer)}`);
  await world.settle();
  return answer.run;
}

describe('a run on which an incident is opened', () => {
  const opened = async (world: World, run: string) => {
    const answer = await world.say('operator', `incident "it is worse" critical from R-${run}`);
    if (answer.is !== 'incident-declared') throw new Error(JSON.stringify(answer));
    await world.advance(MINUTE);
    return answer.id;
  };

  it('is on its timeline with what it did before and does after, though it was asked for elsewhere', async () => {
    const world = await createWorld();
    const run = await asked(world, 'restart nginx on host-7 because "worker leak"');
    const id = await opened(world, run);
    await world.say('approver', `approve R-${run}`);
    await world.advance(MINUTE);
    expect((await told(world, id)).map((one) => one.split(':')[0])).toEqual([
      'run',
      'approval',
      'approval',
      'run',
      'run',
    ]);
  });

  it('says in the form where it is: production as soon as one of its hosts is, and nothing to who may open none', async () => {
    const world = await createWorld();
    const formOf = async (who: Parameters<World['say']>[0], sentence: string) => {
      const run = await asked(world, sentence);
      const form = await world.say(who, `form incident "it is worse" from R-${run}`);
      return form.is === 'form' ? form.gap?.filled : form;
    };
    expect(await formOf('operator', 'restart nginx on host-4')).toMatchObject({ environment: 'staging' });
    expect(await formOf('operator', 'restart nginx on host-7 because "leak"')).toMatchObject({
      environment: 'production',
    });
    expect(await formOf('operator', 'uptime on host-4, host-7')).toMatchObject({ environment: 'production' });
    expect(await formOf('guest', 'uptime on host-4')).not.toHaveProperty('environment');
  });

  it('stays on the timeline on which it is', async () => {
    const world = await createWorld();
    const first = await declare(world);
    const run = await asked(world, 'restart nginx on host-4');
    await world.advance(MINUTE);
    const before = await told(world, first);
    const second = await opened(world, run);
    expect(before.length).toBeGreaterThan(1);
    expect(await told(world, first)).toEqual(before);
    expect(await told(world, second)).toEqual([]);
  });
});

describe('a run in the channel of an incident', () => {
  it('writes who asked, who approved, its start, each host’s result, with the command that the host got', async () => {
    const world = await createWorld();
    const id = await declare(world);
    const run = await asked(world, 'restart nginx on host-7 because "worker leak"');
    await world.say('approver', `approve R-${run}`);
    await world.advance(MINUTE);
    expect(await told(world, id)).toEqual([
      'run: U0OPERATOR asked R: restart nginx on host-7 because "worker leak"',
      'approval: nobody R waits for approval',
      'approval: U0APPROVER approved R',
      'run: nobody R started: restart nginx on host-7 because "worker leak"',
      'run: nobody R on host-7 succeeded',
    ]);
    const { entries } = await world.timeline.latest(id, { limit: 1 });
    expect(entries[0]).toMatchObject({
      host: 'host-7',
      mark: 'good',
      evidence: [
        { is: 'run', run },
        { is: 'command', commandId: expect.any(String) },
      ],
    });
  });

  it('says of several hosts how each ended, and once that it is over', async () => {
    const world = await createWorld();
    const id = await declare(world);
    const run = await asked(world, 'restart nginx on host-7 and host-8');
    await world.say('approver', `approve R-${run}`);
    await world.advance(MINUTE);
    expect((await told(world, id)).slice(-3).sort()).toEqual([
      'host: nobody R on host-7 succeeded',
      'host: nobody R on host-8 succeeded',
      'run: nobody R is over: 2 of 2 hosts succeeded',
    ]);
  });

  it('writes what was denied, what was cancelled, and what a freeze held up', async () => {
    const world = await createWorld();
    const id = await declare(world);
    await world.say('approver', `deny R-${await asked(world, 'restart nginx on host-7')} because "not now"`);
    await world.say('operator', `cancel R-${await asked(world, 'restart nginx on host-8')}`);
    await world.say('approver', 'freeze production for 2h because "the sale"');
    await world.settle();
    await asked(world, 'restart nginx on host-9');
    await world.advance(MINUTE);
    const texts = await told(world, id);
    expect(texts).toContain('approval: U0APPROVER denied R: “not now”');
    expect(texts).toContain('run: U0OPERATOR cancelled R');
    expect(texts).toContain('refusal: nobody R was refused: a freeze of production: “the sale”');
    const state = JSON.parse((await world.ledger.head(`incident#${id}`))?.state ?? '');
    const { entries } = await world.timeline.latest(id, { limit: 500 });
    const { runs } = chartOf(state, entries, { now: world.now(), names: new Map() });
    expect(runs.map((row) => 'bars' in row && row.bars.map(({ open }) => open))).toEqual([[false], [false], [false]]);
  });

  it('takes in what was run before the incident was declared there and goes on, and leaves alone what ran elsewhere', async () => {
    const world = await createWorld();
    const run = await asked(world, 'restart nginx on host-7');
    await world.advance(MINUTE);
    const id = await declare(world);
    await world.say('approver', `approve R-${run}`);
    await world.advance(MINUTE);
    expect(await told(world, id)).toHaveLength(5);
    const { entries } = await world.timeline.latest(id, { limit: 500 });
    expect(entries.at(-1)?.text).toContain('asked');
  });

  it('is told once, whoever dies in between', async () => {
    const lived = async (world: World) => {
      const id = await declare(world);
      const run = await asked(world, 'restart nginx on host-4');
      await world.advance(2 * MINUTE);
      return { id, run };
    };
    const sound = await createWorld();
    const { id } = await lived(sound);
    const texts = await told(sound, id);
    const watched = await createWorld();
    const hooks = crashAt();
    await declare(watched);
    watched.replaceProcess(hooks);
    await asked(watched, 'restart nginx on host-4');
    await watched.advance(2 * MINUTE);
    const points = [...hooks.points.entries()].filter(([, point]) => /timeline|receipts/.test(point)).map(([at]) => at);
    expect(points.length).toBeGreaterThan(8);
    for (const at of points) {
      const world = await createWorld();
      const incident = await declare(world);
      world.replaceProcess(crashAt(at));
      await asked(world, 'restart nginx on host-4').catch(() => undefined);
      await world.advance(20 * MINUTE);
      const after = await told(world, incident);
      expect(new Set(after).size, `point ${at}: ${hooks.points[at]}`).toBe(after.length);
      if (after.length > 0) expect(after.at(-1), `point ${at}: ${hooks.points[at]}`).toBe(texts.at(-1));
    }
  });
});
