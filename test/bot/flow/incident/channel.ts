import type { Happening, Written } from '../../../../bot/domain/incident/happening.ts';
import type { Reply } from '../../../../bot/domain/request.ts';
import { createHappened } from '../../../../bot/flow/incident/happened.ts';
import { createReadRecords } from '../../../../bot/flow/records.ts';
import type { SaidMessage } from '../../../../bot/ports/rooms.ts';
import { addRoom } from '../../../fakes/rooms.ts';
import { OURS, PEOPLE, type Who } from '../people.ts';
import { createWorld, type Settings } from '../world.ts';

export const CHANNEL = 'C0OPS';

/** The channel of an open incident, in which people write, mark, edit and delete. */
export async function createChannel(settings: Settings = {}) {
  const world = await createWorld(settings);
  const room = addRoom(world.rooms, { channel: CHANNEL });
  const answer = await world.say('operator', 'incident "checkout is down" critical here');
  if (answer.is !== 'incident-declared') throw new Error(JSON.stringify(answer));
  const { id } = answer;
  await world.advance(10_000);
  const { ledger, timeline, receipts, now } = world;
  const happened = createHappened({ ledger, timeline, receipts, records: createReadRecords({ ledger, now }) });
  const at = (ts: string) => Math.round(Number(ts) * 1000);
  const base = (source: string, when = now()) => ({ source, installedTeam: OURS, channel: CHANNEL, at: when });

  function write(ts: string, said: Partial<SaidMessage> & { text: string }): void {
    room.messages.set(ts, { ref: { channel: CHANNEL, ts }, files: [], edited: false, ...said });
  }

  const mark = (is: 'marked' | 'unmarked', who: Who, ts: string, more: { mark?: string; when?: number } = {}) => {
    const { mark: name = 'pushpin', when = now() } = more;
    const { user } = PEOPLE[who];
    return happened({ ...base(`${is}:${ts}:${name}:${user}:${when}`, when), is, by: { user }, ts, mark: name });
  };

  return {
    ...{ world, room, id, write, happened, mark },
    edit(ts: string, text: string): Promise<Reply> {
      const said = room.messages.get(ts);
      if (said) room.messages.set(ts, { ...said, text, edited: true });
      const message: Written = { ts, text, files: [] };
      return happened({ ...base(`edited:${ts}:${now()}`), is: 'edited', by: { user: 'U0OPERATOR' }, message });
    },
    remove(ts: string): Promise<Reply> {
      room.messages.delete(ts);
      return happened({ ...base(`deleted:${ts}`), is: 'deleted', ts });
    },
    move(is: 'joined' | 'left', who: Who): Promise<Reply> {
      return happened({ ...base(`${is}:${who}:${now()}`), is, by: { user: PEOPLE[who].user } });
    },
    keep(who: Who, message: Written, more: Partial<Happening & { is: 'kept' }> = {}): Promise<Reply> {
      return happened({ ...base(`keep:${message.ts}:${who}`), is: 'kept', by: PEOPLE[who], message, ...more });
    },
    /** Every version of the entries of messages, as they were written. */
    versions: () => (world.timeline.written.get(id) ?? []).filter(({ source }) => /^(?:message|file)\//.test(source)),
    entries: async () => (await timeline.latest(id, { limit: 500 })).entries,
    /** What stands of messages and files now, newest first. */
    standing: async () =>
      (await timeline.latest(id, { limit: 500 })).entries.filter(({ source }) => /^(?:message|file)\//.test(source)),
    events: (type?: string) =>
      (world.ledger.streams.get(`incident#${id}`) ?? []).filter((event) => type === undefined || event.type === type),
    at,
  };
}
