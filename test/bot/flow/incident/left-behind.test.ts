import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../../bot/domain/instant.ts';
import { incidentIn } from '../../../../bot/flow/incident/append-incident.ts';
import { dropTimer } from '../../../../bot/flow/incident/written.ts';
import type { StoredEvent } from '../../../../bot/ports/ledger.ts';
import { crashAt } from '../../../fakes/crash.ts';
import { CHANNEL, createChannel } from './channel.ts';

const TS = '1795262400.000100';

/** A message is marked, and whoever reads it dies at this point. */
async function markedAt(at?: number) {
  const channel = await createChannel();
  const { world, id, write, mark } = channel;
  write(TS, { text: 'the cache is cold', user: 'U0OPERATOR' });
  await mark('marked', 'operator', TS);
  const death = crashAt(at);
  world.replaceProcess(death);
  await world.advance(3 * MINUTE);
  const head = await world.ledger.head(`incident#${id}`);
  if (!head) throw new Error('no incident');
  return { ...channel, head, points: death.points };
}

const { points } = await markedAt();

describe('an incident whose worker dies while a message is read', () => {
  const ofRead = points.findIndex((point) => point.endsWith('ledger.append'));

  it.each(points.slice(0, ofRead + 12).map((point, at) => [point, at] as const))(
    'goes on, and has the message once: %s',
    async (_point, at) => {
      const { head, standing } = await markedAt(at);
      expect(head.due, 'when somebody looks again').toBeGreaterThan(head.at);
      expect((await standing()).map(({ text }) => text)).toEqual(['the cache is cold']);
    },
  );
});

describe('a message that was read, of which nothing is on the timeline yet', () => {
  it.each(['edited', 'deleted'] as const)('is followed when it is %s', async (is) => {
    const channel = await createChannel();
    const { world, id, write, mark, edit, remove, events, standing } = channel;
    write(TS, { text: 'the cache is cold', user: 'U0OPERATOR' });
    await mark('marked', 'operator', TS);
    const atWork = points.slice(0, points.indexOf('after ledger.append')).length;
    world.replaceProcess(crashAt(atWork));
    await world.call(({ tend }) => tend(`incident#${id}`));
    expect(events('captured')).toHaveLength(1);
    await (is === 'edited' ? edit(TS, 'it is warm') : remove(TS));
    await world.advance(3 * MINUTE);
    const [line] = await standing();
    expect([line?.text, line?.gone]).toEqual(
      is === 'edited' ? ['it is warm', undefined] : ['the cache is cold', 'deleted'],
    );
  });
});

describe('edits of a message that come in another order than they were made', () => {
  it('leave the latest words on the timeline', async () => {
    const { world, happened, write, mark, standing } = await createChannel();
    const edit = (text: string, at: number) =>
      happened({
        ...{ source: `edited:${TS}:${at}`, installedTeam: 'T0ACME', channel: CHANNEL, at, is: 'edited' },
        ...{ by: { user: 'U0OPERATOR' }, message: { ts: TS, text, files: [] } },
      });
    write(TS, { text: 'third', user: 'U0OPERATOR', edited: true, editedAt: 3_000 });
    await mark('marked', 'operator', TS);
    await edit('second', 2_000);
    await world.advance(MINUTE);
    expect((await standing()).map(({ text }) => text)).toEqual(['third']);
    await edit('fifth', 5_000);
    await edit('fourth', 4_000);
    await world.advance(MINUTE);
    expect((await standing()).map(({ text }) => text)).toEqual(['fifth']);
  });
});

describe('the timer of a passed event', () => {
  it('is not dropped where somebody has begun on it since it was read', async () => {
    const { world, id } = await createChannel();
    const stale = await world.ledger.head(`incident#${id}`);
    if (stale?.due === undefined) throw new Error('no timer');
    await world.ledger.claim(stale, { seen: stale.due, until: world.now() + MINUTE });
    expect(await dropTimer(world, stale)).toBe(false);
    const begun = await world.ledger.head(`incident#${id}`);
    expect(await dropTimer(world, { ...(begun as StoredEvent), tries: 0 })).toBe(true);
  });
});

type Edit = Parameters<Awaited<ReturnType<typeof createChannel>>['world']['chat']['updateCard']>;

describe('the card of an incident that two workers edit at once', () => {
  it('shows the newest state, whoever’s edit lands last', async () => {
    const { world, id } = await createChannel();
    const { chat } = world;
    const edit = chat.updateCard;
    const [begun, landed, done] = [signal(), signal(), signal()];
    const edits: ((...args: Edit) => ReturnType<typeof edit>)[] = [
      async (...args) => {
        begun.give();
        await landed.given; // ours is on its way while a newer one lands
        return edit(...args);
      },
      async (...args) => {
        const answer = await edit(...args);
        landed.give();
        await done.given; // and Slack's answer to that one takes its time
        return answer;
      },
    ];
    chat.updateCard = (...args) => (edits.shift() ?? edit)(...args);
    world.clock.at += MINUTE;
    world.replaceProcess();
    const { receive, tend } = world.process();
    const note = (text: string) => receive(world.request('operator', `note "${text}"`));
    await note('one');
    const older = tend(`incident#${id}`);
    await begun.given;
    await note('two');
    const newer = tend(`incident#${id}`);
    await older;
    done.give();
    await newer;
    await world.advance(10 * SECOND);

    const head = await world.ledger.head(`incident#${id}`);
    const { changes } = await world.timeline.head(id);
    const card = chat.cards.find(({ run, ref }) => run === id && ref.channel === CHANNEL);
    expect(card?.seq).toBe((head && incidentIn(head).head.seq + changes) ?? -1);
  });
});

function signal() {
  let give: () => void = () => undefined;
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give: () => give() };
}
