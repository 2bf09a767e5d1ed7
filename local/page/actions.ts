/** What a person can do on the page. Each refusal is shown; none is swallowed. */
import type { Act, Answer, ChangeChannel, MoveClock, SharedFile, Submit } from '../slack/wire.ts';
import { HOME, readAddress, writeAddress } from './address.ts';
import { fetchState, openHome, post, uploadFile } from './api.ts';
import { follow, load } from './connection.ts';
import { addressOf } from './directory.ts';
import { recall, remember } from './remember.ts';
import { emptyPage, type Place, type Tab, withRead, withRefusal } from './state.ts';
import { changePage, readPage } from './store.ts';

const me = (): string => readPage().directory?.me.name ?? '';

async function told<Given extends Answer>(answer: Promise<Given>): Promise<Given> {
  const given = await answer;
  if (!given.ok) changePage((page) => withRefusal(page, given.error, given.detail));
  return given;
}

/** Enters the workspace as the account of the address, at the channel it names, or the first one there is. */
export async function enter(): Promise<void> {
  const address = readAddress(location);
  const directory = await fetchState(address.as);
  const read = JSON.parse(recall(`read:${address.as}`) ?? '{}') as Record<string, string>;
  const named = directory.channels.find((one) => addressOf(one) === address.channel || one.id === address.channel);
  const channel = named ?? directory.channels[0];
  const place: Place = channel && address.channel !== HOME ? { kind: 'channel', id: channel.id } : { kind: 'home' };
  remember('as', address.as);
  const { tracing } = readPage();
  changePage(() => ({ ...emptyPage(), directory, place, read, tracing, thread: address.thread }));
  follow(address.as);
}

/** Goes to a message by the address that Slack gives it. */
export async function showMessage(link: { pathname: string; search: string }): Promise<void> {
  history.pushState(null, '', writeAddress({ ...readAddress(link), as: me() }));
  await enter();
}

function keepAddress(): void {
  const { directory, place, thread } = readPage();
  const channel = place.kind === 'channel' ? directory?.channels.find((one) => one.id === place.id) : undefined;
  history.pushState(null, '', writeAddress({ as: me(), channel: channel ? addressOf(channel) : HOME, thread }));
}

export async function become(name: string): Promise<void> {
  const { channel } = readAddress(location);
  // A direct channel is of one person: the next one starts in the channel that everybody has.
  history.pushState(null, '', writeAddress({ as: name, channel: channel.startsWith('D') ? 'ops' : channel }));
  await enter();
}

export function goTo(place: Place): void {
  changePage((page) => ({ ...page, place, tab: 'messages', thread: undefined, drawer: false }));
  keepAddress();
  if (place.kind === 'home') void told(openHome(me()));
  else if (!readPage().messages[place.id]) void load(place.id);
}

export function openThread(thread: string | undefined): void {
  changePage((page) => ({ ...page, thread }));
  keepAddress();
}

/** Sends what was typed. While it is under way the page says so; a refused text is handed back to the composer. */
export async function say(
  channel: string,
  text: string,
  { threadTs, files = [] }: { threadTs?: string | undefined; files?: string[] },
): Promise<Answer> {
  changePage((page) => ({ ...page, sending: [...page.sending, text] }));
  const more = { ...(threadTs ? { threadTs } : {}), ...(files.length > 0 ? { files } : {}) };
  const answer = await told(post('say', { as: me(), channel, text, ...more }));
  changePage((page) => ({ ...page, sending: page.sending.toSpliced(page.sending.indexOf(text), 1) }));
  return answer;
}

/** Uploads a file of this person's; undefined when it was refused, which the page then shows. */
export async function upload(file: File): Promise<SharedFile | undefined> {
  const answer = await uploadFile(me(), file);
  if (answer.ok) return answer.file;
  changePage((page) => withRefusal(page, answer.error, answer.detail));
  return undefined;
}

export const act = (body: Omit<Act, 'as'>): Promise<Answer> => told(post('act', { as: me(), ...body }));

/** Submits a view. Missing inputs are shown at their fields, which says more than a banner. */
export function submit(view: string, inputs: Submit['inputs']): Promise<Answer> {
  const answer = post('submit', { as: me(), view, inputs });
  return answer.then((given) => (!given.ok && given.error === 'missing_input' ? given : told(answer)));
}

/** Closes a view on the screen at once: a bot that does not answer must not keep a person in its form. */
export async function closeView(view: string): Promise<void> {
  changePage((page) => ({ ...page, views: page.views.filter((one) => one.id !== view) }));
  await told(post('close', { as: me(), view }));
}

export async function react(channel: string, ts: string, name: string): Promise<void> {
  const { directory, messages } = readPage();
  const reactions = messages[channel]?.find((one) => one.ts === ts)?.reactions ?? [];
  const mine = directory?.me.id ?? '';
  const remove = reactions.some((one) => one.name === name && one.users.includes(mine));
  await told(post('react', { as: me(), channel, ts, name, ...(remove ? { remove } : {}) }));
}

export const editMessage = (channel: string, ts: string, text: string): Promise<Answer> =>
  told(post('edit', { as: me(), channel, ts, text }));

export const eraseMessage = (channel: string, ts: string): Promise<Answer> =>
  told(post('delete', { as: me(), channel, ts }));

export const useShortcut = (channel: string, ts: string, callbackId: string): Promise<Answer> =>
  told(post('shortcut', { as: me(), channel, ts, callbackId }));

/** Whoever leaves a channel goes to the first one left. */
export async function changeChannel(channel: string, change: ChangeChannel['change'], name?: string): Promise<Answer> {
  const named = name === undefined ? {} : { name };
  const answer = await told(post('channel', { as: me(), channel, change, ...named }));
  const first = readPage().directory?.channels.find((one) => one.id !== channel);
  if (answer.ok && change === 'leave' && first) goTo({ kind: 'channel', id: first.id });
  return answer;
}

/** Goes to a channel, and joins it where one is not in it yet. */
export async function goInto(id: string): Promise<void> {
  const mayJoin = readPage().directory?.open.some((one) => one.id === id);
  if (!mayJoin || (await changeChannel(id, 'join')).ok) goTo({ kind: 'channel', id });
}

export const showTab = (tab: Tab): void => changePage((page) => ({ ...page, tab }));

export const moveClock = (by: MoveClock['by']): Promise<Answer> => told(post('clock', { as: me(), by }));

export function markRead(channel: string): void {
  changePage((page) => withRead(page, channel));
  remember(`read:${me()}`, JSON.stringify(readPage().read));
}

export function dismiss(key: number): void {
  changePage((page) => ({ ...page, refusals: page.refusals.filter((one) => one.key !== key) }));
}

export function toggle(part: 'drawer' | 'tracing'): void {
  changePage((page) => ({ ...page, [part]: !page[part] }));
}

export const forgetTraces = (): void => changePage((page) => ({ ...page, traces: [] }));
