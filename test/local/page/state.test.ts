import { describe, expect, it } from 'vitest';
import {
  emptyPage,
  type Page,
  place,
  receive,
  threadOf,
  unreadIn,
  withFetched,
  withRead,
  withRefusal,
} from '../../../local/page/state.ts';
import { asTyped } from '../../../local/page/typed.ts';
import type { Account, Channel, Message, OpenView, State } from '../../../local/slack/wire.ts';

const message = (ts: string, over: Partial<Message> = {}): Message => ({
  channel: 'C1',
  ts,
  user: 'U2',
  team: 'T1',
  text: ts,
  reactions: [],
  ...over,
});
const me: Account = { id: 'U1', name: 'operator', team: 'T1', realName: 'O', isBot: false, timeZone: 'UTC' };
const withMessages = (...messages: Message[]): Page => ({ ...emptyPage(), messages: { C1: messages } });
const stamps = (page: Page) => page.messages['C1']?.map((one) => one.ts);
const view = (id: string, errors?: Record<string, string>): OpenView => ({
  id,
  forUser: 'U1',
  view: { type: 'modal', title: { type: 'plain_text', text: id }, blocks: [] },
  ...(errors ? { errors } : {}),
});

describe('the clock', () => {
  it('is ahead by what the server says', () => {
    const page = receive(
      { ...emptyPage(), directory: { me, ahead: 0 } as Page['directory'] },
      { type: 'clock', ahead: 60_000 },
    );
    expect(page.directory?.ahead).toBe(60_000);
    expect(receive(emptyPage(), { type: 'clock', ahead: 1 }).directory).toBeUndefined();
  });
});

describe('messages', () => {
  it('stand in the order of their ts, also when they come late', () => {
    expect(place([message('1'), message('3')], message('2')).map((one) => one.ts)).toEqual(['1', '2', '3']);
  });

  it('replace themselves when they come again', () => {
    const page = receive(withMessages(message('1'), message('2')), {
      type: 'message',
      message: message('1', { text: 'new' }),
    });
    expect(page.messages['C1']?.map((one) => one.text)).toEqual(['new', '2']);
  });

  it('keep what arrived while the list was fetched', () => {
    const late = { type: 'message', message: message('3') } as const;
    const gone = { type: 'message-deleted', channel: 'C1', ts: '1' } as const;
    expect(stamps(withFetched(emptyPage(), 'C1', [message('2'), message('1')], [late, gone]))).toEqual(['2', '3']);
  });

  it('of a channel that was not asked for yet are left to its first fetch', () => {
    expect(receive(emptyPage(), { type: 'message', message: message('1') }).messages).toEqual({});
  });

  it('of a thread are its root and its replies', () => {
    const all = [message('1'), message('2', { threadTs: '1' }), message('3'), message('4', { threadTs: '3' })];
    expect(threadOf(all, '1').map((one) => one.ts)).toEqual(['1', '2']);
  });
});

describe('unread', () => {
  const page = withMessages(
    message('1'),
    message('2', { user: 'U1' }),
    message('3', { threadTs: '1' }),
    message('4', { text: 'hi <@U1>' }),
  );

  it('counts neither one’s own messages nor replies in threads', () => {
    expect(unreadIn({ ...page, read: { C1: '1' } }, 'C1', me)).toEqual({ count: 1, mentioned: true });
  });

  it('is nothing once the channel was read', () => {
    expect(unreadIn(withRead(page, 'C1'), 'C1', me)).toEqual({ count: 0, mentioned: false });
  });
});

describe('views', () => {
  it('stack up, change in place, and go by their id', () => {
    const opened = [view('V1'), view('V2')].reduce(
      (page, one) => receive(page, { type: 'view-opened', view: one }),
      emptyPage(),
    );
    const changed = receive(opened, { type: 'view-updated', view: view('V1', { b: 'wrong' }) });
    expect(changed.views.map(({ id, errors }) => [id, errors])).toEqual([
      ['V1', { b: 'wrong' }],
      ['V2', undefined],
    ]);
    expect(receive(changed, { type: 'view-closed', id: 'V1' }).views.map((one) => one.id)).toEqual(['V2']);
  });
});

describe('withRefusal', () => {
  it('says the same refusal once, as an answer and an event report one thing', () => {
    const page = withRefusal(withRefusal(emptyPage(), 'operation_timeout', 'late'), 'operation_timeout', 'late');
    expect(page.refusals).toEqual([{ key: 1, error: 'operation_timeout', detail: 'late' }]);
  });
});

describe('channels', () => {
  const channel = (id: string, over: Partial<Channel> = {}): Channel => ({
    id,
    name: id.toLowerCase(),
    teams: ['T1'],
    topic: '',
    kind: 'channel',
    ...over,
  });
  const page = {
    ...withMessages(message('1')),
    directory: { channels: [channel('C1')], open: [channel('C2')] } as unknown as State,
  };
  const ids = ({ directory }: Page) => [directory?.channels.map(({ id }) => id), directory?.open.map(({ id }) => id)];

  it('that one enters are no longer to be joined', () => {
    expect(ids(receive(page, { type: 'channel', channel: channel('C2') }))).toEqual([['C1', 'C2'], []]);
  });

  it('that one leaves may be joined again, and what was read there is forgotten', () => {
    const left = receive(page, { type: 'channel-open', channel: channel('C1') });
    expect(ids(left)).toEqual([[], ['C2', 'C1']]);
    expect(left.messages).toEqual({});
  });

  it('that were archived may not be joined', () => {
    expect(ids(receive(page, { type: 'channel-open', channel: channel('C2', { archived: true }) }))).toEqual([
      ['C1'],
      [],
    ]);
  });
});

describe('a message under the pen', () => {
  it('reads as it was typed', () => {
    const directory = {
      account: (id: string) => (id === 'U1' ? me : undefined),
      named: (id: string) => (id === 'C1' ? ({ name: 'ops' } as Channel) : undefined),
    };
    const text = '<@U1> &lt;b&gt; &amp; <#C1|old> <!here> <https://example.com/a_b> <!subteam^S1|@team> <@U9>';
    expect(asTyped(text, directory)).toBe('@operator <b> & #ops @here https://example.com/a_b @team @U9');
  });
});
