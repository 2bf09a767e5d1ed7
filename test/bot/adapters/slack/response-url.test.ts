import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { answerPathOf, createRespond, SLACK_RESPONSES } from '../../../../bot/adapters/slack/response-url.ts';

const read = (url: string) => answerPathOf(url, SLACK_RESPONSES);

describe('answerPathOf', () => {
  it.each([
    ['a command', 'https://hooks.slack.com/commands/T0ACME0001/123/abc', '/commands/T0ACME0001/123/abc'],
    ['an action', 'https://hooks.slack.com/actions/T0ACME0001/9/x-Y_z', '/actions/T0ACME0001/9/x-Y_z'],
  ])('keeps the path of %s', (_what, url, path) => {
    expect(read(url)).toBe(path);
  });

  it.each([
    ['another host that begins alike', 'https://hooks.slack.com.evil.example/commands/a'],
    ['a user before another host', 'https://hooks.slack.com@evil.example/commands/a'],
    ['a user before the host', 'https://evil@hooks.slack.com/commands/a'],
    ['a port', 'https://hooks.slack.com:8443/commands/a'],
    ['no encryption', 'http://hooks.slack.com/commands/a'],
    ['the metadata service', 'http://169.254.169.254/latest/meta-data'],
    ['an IPv6 address', 'http://[::1]/commands/a'],
    ['a look-alike letter', 'https://hooks.slаck.com/commands/a'],
    ['capitals', 'https://HOOKS.slack.com/commands/a'],
    ['a backslash', 'https://hooks.slack.com\\@evil.example/a'],
    ['no path', 'https://hooks.slack.com'],
    ['steps upward', 'https://hooks.slack.com/commands/../../a'],
    ['escapes', 'https://hooks.slack.com/commands/%2e%2e/a'],
    ['two slashes', 'https://hooks.slack.com//evil.example/a'],
    ['a query', 'https://hooks.slack.com/commands/a?to=evil'],
    ['a fragment', 'https://hooks.slack.com/commands/a#b'],
    ['a line end', 'https://hooks.slack.com/commands/a\n'],
    ['nothing', ''],
  ])('keeps nothing of %s', (_what, url) => {
    expect(read(url)).toBeUndefined();
  });
});

describe('respond', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  const listening = async (answer: (path: string) => { status: number; location?: string } | 'hang') => {
    const seen: string[] = [];
    const server = createServer((request, response) => {
      seen.push(request.url ?? '');
      const given = answer(request.url ?? '');
      if (given === 'hang') return;
      response.writeHead(given.status, given.location ? { location: given.location } : {}).end('ok');
    });
    servers.push(server);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return { seen, base: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  };

  it('posts to the path on the one host it knows', async () => {
    const { base, seen } = await listening(() => ({ status: 200 }));
    expect(await createRespond({ base, timeoutMs: 500 })('/commands/T/1/a', { text: 'hello' })).toBe('sent');
    expect(seen).toEqual(['/commands/T/1/a']);
  });

  it.each([[404], [410], [429], [500]])('says that the address is used up when Slack answers %i', async (status) => {
    const { base } = await listening(() => ({ status }));
    expect(await createRespond({ base, timeoutMs: 500 })('/commands/a', {})).toBe('used-up');
  });

  it('follows no redirect', async () => {
    const { base, seen } = await listening(() => ({ status: 302, location: '/secrets' }));
    expect(await createRespond({ base, timeoutMs: 500 })('/commands/a', {})).toBe('used-up');
    expect(seen).toEqual(['/commands/a']);
  });

  it('does not wait for longer than it may', async () => {
    const { base } = await listening(() => 'hang');
    expect(await createRespond({ base, timeoutMs: 50 })('/commands/a', {})).toBe('used-up');
  });

  it('does not dial for a stored path that is none', async () => {
    const { base, seen } = await listening(() => ({ status: 200 }));
    expect(await createRespond({ base, timeoutMs: 500 })('@evil.example/a', {})).toBe('used-up');
    expect(seen).toEqual([]);
  });
});
