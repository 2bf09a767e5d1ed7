import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHANNELS, USERS } from '../../../local/slack/seed.ts';
import type { State } from '../../../local/slack/wire.ts';
import { newHome, openWorkbench } from './workbench.ts';

/** `fetch` sets Host and normalises paths itself: these must arrive as given. */
function raw(url: string, path: string, headers: Record<string, string> = {}): Promise<number | undefined> {
  const { port } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('the server', () => {
  it('serves its own machine only', async () => {
    const { slack } = await openWorkbench();
    const path = '/local/state?as=operator';
    const own = new URL(slack.url).host;
    expect(await raw(slack.url, path, { host: own })).toBe(200);
    expect(await raw(slack.url, path, { host: own, origin: slack.url })).toBe(200);
    expect(await raw(slack.url, path, { host: 'evil.example' })).toBe(403);
    expect(await raw(slack.url, path, { host: own, origin: 'http://evil.example' })).toBe(403);
    expect(await raw(slack.url, path, { host: own, origin: 'null' })).toBe(403);
  });

  it('says which port is taken, and leaves the memory of who has it alone', async () => {
    const home = newHome();
    const { slack, client } = await openWorkbench({ home });
    const port = Number(new URL(slack.url).port);
    await expect(openWorkbench({ home, port })).rejects.toThrow(`port ${port} is taken`);
    await client.chat.postMessage({ channel: CHANNELS.ops, text: 'still written' });
    expect(readFileSync(join(home, 'workspace.jsonl'), 'utf8')).toContain('still written');
  });

  it('puts the clock forward by the steps that the page has, and by no other', async () => {
    let ahead = 0;
    const move = async (ms: number) => {
      if (ahead > 0) return { is: 'busy' as const, who: ['host-7'] };
      ahead += ms;
      return { is: 'moved' as const };
    };
    const { slack } = await openWorkbench({ clock: { ahead: () => ahead, move } });
    const post = async (by: string) => {
      const sent = await fetch(`${slack.url}/local/clock`, {
        method: 'POST',
        body: JSON.stringify({ as: 'operator', by }),
      });
      return { status: sent.status, ...((await sent.json()) as object) };
    };
    expect(await post('-1day')).toMatchObject({ status: 400, ok: false });
    expect(ahead).toBe(0);
    expect(await post('30min')).toMatchObject({ ok: true });
    const state = (await (await fetch(`${slack.url}/local/state?as=operator`)).json()) as State;
    expect(state.ahead).toBe(30 * 60_000);
    expect(await post('1min')).toMatchObject({
      ok: false,
      error: 'clock_busy',
      detail: expect.stringContaining('host-7'),
    });
  });

  it("serves the page's files, and nothing outside their folder", async () => {
    const folder = newHome();
    writeFileSync(join(folder, 'index.html'), '<title>page</title>');
    writeFileSync(join(folder, '..', 'workspace-secret.txt'), 'secret');
    const { slack } = await openWorkbench({ staticDir: folder });
    const index = await fetch(`${slack.url}/`);
    expect(await index.text()).toBe('<title>page</title>');
    expect(index.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(await raw(slack.url, '/../workspace-secret.txt')).toBe(404);
    expect(await raw(slack.url, '/..%2fworkspace-secret.txt')).toBe(404);
    expect(await raw(slack.url, '/missing.js')).toBe(404);
  });

  it('tells each account what is theirs', async () => {
    const { slack } = await openWorkbench();
    const state = async (as: string) => (await (await fetch(`${slack.url}/local/state?as=${as}`)).json()) as State;
    const names = async (as: string) => (await state(as)).channels.map((channel) => channel.name);
    expect(await names('operator')).toEqual(['ops', 'general', 'ext-virtuozzo', 'ext-zeta', 'Remit']);
    expect(await names('vendor-1')).toEqual(['ext-virtuozzo']);
    expect(await names('stranger')).toEqual(['ext-zeta', 'zeta']);
    expect((await state('operator')).slashCommands.map((it) => it.command)).toEqual(['/ops']);
    expect((await state('vendor-1')).slashCommands).toEqual([]);
    expect(await raw(slack.url, '/local/state?as=ops')).toBe(400);
    expect(await raw(slack.url, `/local/messages?as=vendor-1&channel=${CHANNELS.ops}`)).toBe(404);
  });

  it('lets a page whose connection broke catch up', async () => {
    const { slack, client } = await openWorkbench();
    const first = await fetch(`${slack.url}/local/events?as=operator`);
    await client.chat.postMessage({ channel: CHANNELS.ops, text: 'one' });
    const id = await idOf(first);
    await client.chat.postMessage({ channel: CHANNELS.ops, text: 'missed' });
    const again = await fetch(`${slack.url}/local/events?as=operator`, { headers: { 'Last-Event-ID': id } });
    expect(await readUntil(again, 'missed')).not.toContain('"one"');
  });

  it('shows everybody what happens behind the page', async () => {
    const { slack, watch } = await openWorkbench();
    const page = await watch('operator');
    const trace = { at: 1, service: 'lambda', what: 'worker called' };
    slack.publishTrace(trace);
    expect(await page.next('trace')).toEqual({ type: 'trace', trace });
  });
});

describe('what is remembered', () => {
  it('stands after a restart: messages, reactions, direct channels, homes', async () => {
    const home = newHome();
    const first = await openWorkbench({ home });
    const { ts: timestamp = '' } = await first.client.chat.postMessage({ channel: CHANNELS.ops, text: 'card' });
    await first.client.reactions.add({ channel: CHANNELS.ops, timestamp, name: 'eyes' });
    await first.client.chat.postEphemeral({ channel: CHANNELS.ops, user: USERS.operator, text: 'psst' });
    const { ts: gone = '' } = await first.client.chat.postMessage({ channel: CHANNELS.ops, text: 'gone' });
    await first.client.chat.delete({ channel: CHANNELS.ops, ts: gone });
    await first.client.chat.postMessage({ channel: USERS['vendor-1'], text: 'direct' });
    const before = await first.messages('operator', CHANNELS.ops);
    await first.slack.close();
    const second = await openWorkbench({ home });
    expect(await second.messages('operator', CHANNELS.ops)).toEqual(before);
    expect(before).toMatchObject([{ text: 'card', reactions: [{ name: 'eyes' }] }, { text: 'psst' }]);
    const state = (await (await fetch(`${second.slack.url}/local/state?as=vendor-1`)).json()) as State;
    expect(state.channels.map((channel) => channel.kind)).toEqual(['channel', 'direct']);
  });

  it('is written before it is confirmed, and a line cut short by a kill is left out', async () => {
    const home = newHome();
    const journal = join(home, 'workspace.jsonl');
    const first = await openWorkbench({ home });
    await first.client.chat.postMessage({ channel: CHANNELS.ops, text: 'confirmed' });
    const killed = readFileSync(journal, 'utf8');
    expect(killed).toContain('confirmed');
    await first.slack.close();
    writeFileSync(journal, killed);
    appendFileSync(journal, '{"kind":"message","mess');
    const second = await openWorkbench({ home });
    expect(await second.messages('operator', CHANNELS.ops)).toMatchObject([{ text: 'confirmed' }]);
  });

  it('never gives a ts twice, even when the clock has gone back', async () => {
    const home = newHome();
    const first = await openWorkbench({ home, now: () => 1_800_000_000_000 });
    const { ts: early = '' } = await first.client.chat.postMessage({ channel: CHANNELS.ops, text: 'early' });
    await first.slack.close();
    const second = await openWorkbench({ home, now: () => 1_700_000_000_000 });
    const { ts: later = '' } = await second.client.chat.postMessage({ channel: CHANNELS.ops, text: 'later' });
    expect(Number(later)).toBeGreaterThan(Number(early));
  });
});

async function idOf(response: Response): Promise<string> {
  return /id: (\d+)/.exec(await readUntil(response, '"one"'))?.[1] ?? '';
}

async function readUntil(response: Response, wanted: string): Promise<string> {
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk as Uint8Array).toString('utf8');
    if (text.includes(wanted)) return text;
  }
  throw new Error(`the stream ended without ${wanted}`);
}
