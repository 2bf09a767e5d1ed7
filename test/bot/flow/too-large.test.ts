import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE } from '../../../bot/domain/instant.ts';
import { addRoom } from '../../fakes/rooms.ts';
import { PEOPLE } from './people.ts';
import { aTarget, createWorld, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  addRoom(world.rooms, { channel: 'C0OPS' });
  world.files.largest = 0;
});

/** What was told last, behind what it answers. */
function told() {
  const last = world.chat.told.at(-1)?.answer;
  const answer = last?.is === 'inquired' ? last.answer : last;
  return answer?.is === 'nothing' ? answer : undefined;
}

const notes = () => world.chat.notes.flatMap(({ answer }) => (answer.is === 'nothing' ? [answer] : []));

async function incident(): Promise<string> {
  const answer = await world.say('operator', 'incident "checkout is down" minor here');
  if (answer.is !== 'incident-declared') throw new Error(JSON.stringify(answer));
  await world.advance(MINUTE);
  return answer.id;
}

describe('a file that is larger than Slack takes', () => {
  it.each([
    [
      'policy export',
      /policy-v0\.json is \d.* kB, more than Slack takes of a file here\. The list says the same\.$/,
      'policy',
    ],
    ['matrix export', /^virtuozzo-v0\.csv is .*The list says the same\.$/, 'matrix'],
    ['matrix picture', /is .*, more than Slack takes/, 'matrix'],
    ['calendar', /is .*, more than Slack takes/, 'calendar'],
  ])('of records is answered with how large it is, and where the same is read: %s', async (sentence, what, next) => {
    await world.say('operator', sentence);
    await world.advance(MINUTE);
    expect(world.chat.told.at(-1)?.to).toEqual(PEOPLE.operator);
    expect(told()?.what).toMatch(what);
    expect(told()?.next).toMatch(new RegExp(`^${next}`));
  });

  it.each(['export csv', 'export json', 'export markdown', 'picture'])(
    'of a timeline leaves the timeline to be read: %s',
    async (as) => {
      const id = await incident();
      await world.say('operator', `timeline ${as}`);
      await world.advance(MINUTE);
      expect(told()).toMatchObject({
        what: expect.stringMatching(/^\S+ is \d+ (?:bytes|kB), .*Every entry can be read on the timeline\.$/),
        next: `timeline in I-${id}`,
      });
      expect(world.ledger.streams.get(`incident#${id}`)?.map(({ type }) => type)).not.toContain('refused');
    },
  );

  it('of figures is told as a table', async () => {
    await incident();
    await world.say('operator', 'figures');
    await world.advance(MINUTE);
    expect(world.chat.told.at(-1)?.answer).toMatchObject({ is: 'figures' });
  });

  it('of a change of severity is said in the channel, once for each change', async () => {
    const id = await incident();
    await world.say('operator', 'severity major');
    await world.advance(3 * MINUTE);
    expect(notes()).toMatchObject([
      { what: expect.stringContaining('more than Slack takes'), next: `timeline in I-${id}` },
    ]);
    world.files.largest = Number.POSITIVE_INFINITY;
    await world.say('operator', 'severity critical');
    await world.advance(MINUTE);
    expect(notes()).toHaveLength(1);
    expect(world.files.posted).toHaveLength(1);
  });

  it('of what a host printed is answered with how to read less of it', async () => {
    const run = await world.ask('operator', 'restart nginx on host-4');
    await world.advance(MINUTE);
    world.outputs.stored.set(`${[...world.hosts.commands.keys()].at(-1)} i-host-4`, 'line\n'.repeat(100));
    await world.say('operator', `output R-${run} host-4 as file`);
    await world.advance(MINUTE);
    expect(told()?.what).toBe(
      `R-${run}-host-4.txt is 500 bytes, more than Slack takes of a file here. Without \`as file\` its end is shown; \`grep "…"\` looks for lines in all of it.`,
    );
    await world.say('admin', `audit export R-${run}`);
    await world.advance(MINUTE);
    expect(told()?.what).toMatch(/^audit-R-.*Ask for less of it: one stream/);
  });

  it('beside a card is said in its channel, and the run is over all the same', async () => {
    const output = 'line of log\n'.repeat(300);
    world.hosts.endings.set('i-host-4', { details: 'Success', exitCode: 0, output });
    const id = await world.ask('operator', 'logs nginx on host-4');
    await world.advance(MINUTE);
    expect(await world.story(id)).toMatchObject({ state: { is: 'finished', verdict: 'succeeded' } });
    expect(notes()).toMatchObject([
      { what: expect.stringContaining('-host-4.txt is 4 kB'), next: `output R-${id} host-4` },
    ]);
  });

  it('of a plan of many hosts is said in the channel', async () => {
    const targets = Array.from({ length: 120 }, (_, at) => aTarget(`host-${at + 1}`, { environment: 'staging' }));
    world = await createWorld({ targets });
    world.files.largest = 0;
    const id = await world.ask('operator', 'restart nginx on all staging');
    await world.advance(MINUTE);
    expect(notes()).toMatchObject([{ what: expect.stringContaining(`R-${id}-plan.txt is`), next: `show R-${id}` }]);
  });
});
