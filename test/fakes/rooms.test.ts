import { describeRooms } from '../contracts/rooms.ts';
import { addRoom, createFakeRooms } from './rooms.ts';

describeRooms('the fake', async () => {
  const fake = createFakeRooms();
  const people = { one: 'U1', two: 'U2', outsider: 'U3', nobody: 'U4' };
  for (const user of ['U1', 'U2', 'U3']) fake.known.add(user);
  fake.unwelcome.add('U3');
  addRoom(fake, { channel: 'C1', member: false });
  addRoom(fake, { channel: 'C2', shared: true });
  const at = (channel: string) => {
    const one = fake.all.get(channel);
    if (!one) throw new Error(`no channel ${channel}`);
    return one;
  };
  let count = 0;
  return {
    rooms: fake.rooms,
    canvases: fake.canvases,
    people,
    place: { open: 'C1', foreign: 'C9', shared: 'C2' },
    async say(user, channel, { text, thread, file }) {
      count += 1;
      const ref = { channel, ts: `1795262400.${String(count).padStart(6, '0')}` };
      const files = file === undefined ? [] : [{ id: `F${count}`, name: file, type: 'image/png' }];
      const said = { ref, user, text, files, edited: false, ...(thread !== undefined && { thread }) };
      at(channel).messages.set(ref.ts, said);
      return ref;
    },
    async edit(_user, { channel, ts }, text) {
      const said = at(channel).messages.get(ts);
      if (said) at(channel).messages.set(ts, { ...said, text, edited: true, editedAt: 1 });
    },
    async erase(_user, { channel, ts }) {
      at(channel).messages.delete(ts);
    },
    async archive(channel) {
      at(channel).room = { ...at(channel).room, is: 'archived' };
    },
    async removeBot(channel) {
      at(channel).room = { ...at(channel).room, member: false };
    },
    async seen(channel) {
      const { topic, members, bookmarks, pins, canvas } = at(channel);
      return { topic, members, bookmarks, pins, canvas: canvas?.sections.join('\n\n') };
    },
    close: async () => undefined,
  };
});
