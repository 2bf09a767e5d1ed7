import { describeFiles } from '../contracts/files.ts';
import { createFakeFiles } from './files.ts';

const person = { team: 'T1', user: 'U1' };
const other = { team: 'T1', user: 'U2' };

describeFiles('the fake', async () => {
  const files = createFakeFiles();
  let count = 0;
  return {
    files,
    person,
    other,
    place: { channel: 'C1', ts: '1.2', closed: 'C0CLOSED' },
    async upload({ team, user }, { name, bytes, unseen }) {
      count += 1;
      files.uploads.set(`F${count}`, {
        id: `F${count}`,
        team,
        user,
        name,
        type: 'text/plain',
        bytes,
        is: unseen ? 'unseen' : 'shared',
      });
      return `F${count}`;
    },
    seen: async (where) =>
      files.posted.flatMap((one) => {
        const same =
          'person' in where
            ? 'person' in one.to && one.to.person.user === where.person.user
            : 'channel' in one.to && one.to.channel === where.channel;
        const thread = 'ts' in one.to ? { thread: one.to.ts } : {};
        return same ? [{ text: one.comment ?? '', ...thread, files: one.files }] : [];
      }),
    async largest(bytes) {
      files.largest = bytes;
    },
    close: async () => undefined,
  };
});
