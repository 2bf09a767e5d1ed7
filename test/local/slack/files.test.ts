import { describe, expect, it } from 'vitest';
import { BOT, CHANNELS, SEED, USERS } from '../../../local/slack/seed.ts';
import type { Uploaded } from '../../../local/slack/wire.ts';
import { formOf, openWorkbench, payloadOf, plain, refusal, TOKEN } from './workbench.ts';

const { ops } = CHANNELS;

type Bench = Awaited<ReturnType<typeof openWorkbench>>;

async function upload({ slack }: Bench, as: string, name: string, body = 'a,b'): Promise<Uploaded> {
  const answer = await fetch(`${slack.url}/local/upload?${new URLSearchParams({ as, name })}`, {
    method: 'POST',
    body,
  });
  return (await answer.json()) as Uploaded;
}

async function idOf(bench: Bench, as: string, name: string): Promise<string> {
  const uploaded = await upload(bench, as, name);
  if (!uploaded.ok) throw new Error(uploaded.detail);
  return uploaded.file.id;
}

describe('a file of a person', () => {
  it('is nobody’s but theirs until it is sent; then the bot may read it, with its token', async () => {
    const bench = await openWorkbench();
    const { client, post } = bench;
    const file = await idOf(bench, 'operator', 'cells.csv');
    expect(await refusal(client.files.info({ file }))).toMatchObject({ error: 'file_not_found' });
    expect(await post('say', { as: 'operator', channel: ops, text: '', files: [file] })).toMatchObject({ ok: true });
    const { file: seen } = await client.files.info({ file });
    expect(seen).toMatchObject({ user: USERS.operator, channels: [ops], mode: 'hosted', file_access: 'visible' });
    const address = seen?.url_private_download ?? '';
    const headers = { authorization: `Bearer ${TOKEN}` };
    expect(await (await fetch(address, { headers })).text()).toBe('a,b');
    for (const other of [{}, { authorization: 'Bearer xoxb-wrong' }]) {
      const turned = await fetch(address, { headers: other, redirect: 'manual' });
      expect([turned.status, turned.headers.get('location')]).toEqual([302, '/signin']);
    }
  });

  it('stays unseen by the bot in a conversation that it is not in', async () => {
    const rooms = SEED.rooms.map((room) => ({ ...room, members: room.members.filter((it) => it !== BOT.user) }));
    const bench = await openWorkbench({ seed: { ...SEED, rooms } });
    const file = await idOf(bench, 'operator', 'cells.csv');
    await bench.post('say', { as: 'operator', channel: ops, text: 'here', files: [file] });
    expect(await refusal(bench.client.files.info({ file }))).toMatchObject({ error: 'file_not_found' });
    const address = `${bench.slack.url}/files-pri/T0-${file}/cells.csv`;
    expect((await fetch(address, { headers: { authorization: `Bearer ${TOKEN}` } })).status).toBe(404);
  });

  it('is sent by nobody else, and not with a slash command', async () => {
    const bench = await openWorkbench();
    const files = [await idOf(bench, 'operator', 'cells.csv')];
    const say = (as: string, text: string) => bench.post('say', { as, channel: ops, text, files });
    expect(await say('approver', 'mine')).toMatchObject({ ok: false, error: 'file_not_found' });
    expect(await say('operator', '/ops matrix')).toMatchObject({ ok: false, error: 'command_takes_no_file' });
    expect(bench.deliveries).toEqual([]);
  });

  it('comes with a mention', async () => {
    const bench = await openWorkbench();
    const files = [await idOf(bench, 'operator', 'cells.csv')];
    await bench.post('say', { as: 'operator', channel: ops, text: '@ops import this', files });
    while (bench.deliveries.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const { event } = JSON.parse(bench.deliveries[0]?.body ?? '{}');
    expect(event).toMatchObject({
      type: 'app_mention',
      files: [{ id: files[0], name: 'cells.csv', user_team: event.team }],
    });
  });

  it.each([
    ['without a name', '', 'x', 'invalid_arguments'],
    ['of nothing', 'a.csv', '', 'file_is_empty'],
    ['of over 20 MB', 'a.csv', 'x'.repeat(20_000_001), 'file_upload_size_restricted'],
  ])('is refused %s', async (_what, name, body, error) => {
    const bench = await openWorkbench();
    expect(await upload(bench, 'operator', name, body)).toMatchObject({ ok: false, error });
  });

  it('is named by no path', async () => {
    const bench = await openWorkbench();
    expect(await upload(bench, 'operator', '../../etc/passwd')).toMatchObject({
      ok: true,
      file: { name: '.._.._etc_passwd' },
    });
  });
});

describe('a file of the bot', () => {
  it('is described in at most 1,000 characters', async () => {
    const { client } = await openWorkbench();
    const ask = (alt_txt: string) =>
      client.files.getUploadURLExternal({ filename: 'a.png', length: 1, ...{ alt_txt } });
    expect(await ask('é'.repeat(1_000))).toMatchObject({ ok: true });
    expect(await refusal(ask('é'.repeat(1_001)))).toMatchObject({ error: 'alt_txt_too_large' });
  });

  it('has an address that takes its bytes once', async () => {
    const { client } = await openWorkbench();
    const { upload_url = '' } = await client.files.getUploadURLExternal({ filename: 'a.txt', length: 1 });
    const send = async () => (await fetch(upload_url, { method: 'POST', body: 'x' })).status;
    expect([await send(), await send()]).toEqual([200, 404]);
  });

  it('is never somebody else’s', async () => {
    const bench = await openWorkbench();
    const id = await idOf(bench, 'operator', 'cells.csv');
    const taken = bench.client.files.completeUploadExternal({ files: [{ id }], channel_id: ops });
    expect(await refusal(taken)).toMatchObject({ error: 'file_not_found' });
  });
});

describe('a field of files', () => {
  const element = { type: 'file_input' as const, action_id: 'v', max_files: 1 };
  const view = {
    type: 'modal' as const,
    callback_id: 'f',
    title: plain('Import'),
    submit: plain('Go'),
    blocks: [{ type: 'input' as const, block_id: 'table', label: plain('Table'), element }],
  };

  async function openForm() {
    const bench: Bench = await openWorkbench({
      bot: async (request) => {
        const { trigger_id } = formOf(request);
        if (trigger_id !== undefined) await bench.client.views.open({ trigger_id, view });
        return { status: 200, headers: {}, body: '' };
      },
    });
    const page = await bench.watch('operator');
    await bench.say('operator', ops, '/ops import');
    const { view: standing } = await page.next('view-opened');
    const submit = (files: string[]) =>
      bench.post('submit', { as: 'operator', view: standing.id, inputs: { table: { v: files } } });
    return { bench, submit };
  }

  it('hands over what its person uploaded, and the bot may read it from then on', async () => {
    const { bench, submit } = await openForm();
    const file = await idOf(bench, 'operator', 'cells.csv');
    expect(await submit([file])).toMatchObject({ ok: true });
    const { view: submitted } = payloadOf(bench.deliveries.at(-1));
    expect(submitted.state.values.table.v).toMatchObject({ type: 'file_input', files: [{ id: file, size: 3 }] });
    expect(await bench.client.files.info({ file })).toMatchObject({ ok: true });
  });

  it('takes no file of somebody else, none at all, and not more than it says', async () => {
    const { bench, submit } = await openForm();
    const theirs = await idOf(bench, 'approver', 'theirs.csv');
    expect(await submit([theirs])).toMatchObject({ ok: false, error: 'file_not_found' });
    expect(await submit([])).toMatchObject({ ok: false, error: 'missing_input' });
    const two = [await idOf(bench, 'operator', 'a.csv'), await idOf(bench, 'operator', 'b.csv')];
    expect(await submit(two)).toMatchObject({ ok: false, error: 'missing_input' });
  });
});
