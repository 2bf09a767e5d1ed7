import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalGithub, startGithub } from '../../../local/github/start.ts';

describe('the local GitHub', () => {
  let home: string;
  let github: LocalGithub;
  const options = () => ({ home, token: 'tok', repositories: ['acme/operations'] });
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'remit-github-'));
    github = await startGithub(options());
  });
  afterAll(async () => {
    await github.close();
    await rm(home, { recursive: true });
  });

  /** No connection is kept: the next one may be to a server that was started again. */
  const CLOSE = { connection: 'close' };
  const page = async (path: string) => (await fetch(`${github.url}${path}`, { headers: CLOSE })).text();
  const call = (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
    fetch(`${github.url}${path}`, { ...init, headers: { ...CLOSE, authorization: 'token tok', ...init.headers } });
  const open = (body: object) => call('/repos/acme/operations/issues', { method: 'POST', body: JSON.stringify(body) });

  it('refuses another token, another page, a repository that is not there and an issue without a title', async () => {
    expect((await call('/repos/acme/operations/issues', { headers: { authorization: 'token x' } })).status).toBe(401);
    expect((await call('/', { headers: { origin: 'http://evil.example' } })).status).toBe(403);
    expect((await call('/repos/acme/other/issues')).status).toBe(404);
    expect((await open({ title: '' })).status).toBe(422);
  });

  it('refuses what GitHub refuses of a file: a change without, or over, another version', async () => {
    const put = (body: object) =>
      call('/repos/acme/operations/contents/a.md', { method: 'PUT', body: JSON.stringify(body) });
    const content = Buffer.from('one').toString('base64');
    expect((await put({ message: 'm', content })).status).toBe(201);
    expect((await put({ message: 'm', content })).status).toBe(422);
    expect((await put({ message: 'm', content, sha: 'f'.repeat(40) })).status).toBe(409);
    expect((await call('/repos/acme/operations/contents/..%2F..%2Fport')).status).toBe(404);
  });

  it('shows issues and files as people read them, and runs nothing that they hold', async () => {
    const body = '`<b>` & <script>alert(1)</script>\n\n- one\n- `two`\n\n<!-- remit:hidden -->';
    await open({ title: '<img src=x>', body, labels: ['Major'] });
    expect(await page('/')).toContain('1 open, 0 closed, 1 files');
    expect(await page('/acme/operations')).toContain('#1 &lt;img src=x&gt;');
    const shown = await page('/acme/operations/issues/1');
    expect(shown).toContain('<code>&lt;b&gt;</code> &amp; &lt;script&gt;');
    expect(shown).toContain('<ul><li>one</li><li><code>two</code></li></ul>');
    expect(shown).not.toMatch(/remit:hidden|<script|<img/);
    expect(await page('/acme/operations/blob/main/a.md')).toContain('<pre>one</pre>');
    expect((await call('/acme/operations/issues/99')).status).toBe(404);
  });

  it('is taken down and put up again by its page, which stays to be read', async () => {
    const press = (what: string) => call(`/local/${what}`, { method: 'POST', redirect: 'manual' });
    expect((await press('down')).status).toBe(303);
    expect((await call('/repos/acme/operations/issues')).status).toBe(503);
    expect(await page('/')).toContain('down: it answers 503');
    await press('up');
    expect((await call('/repos/acme/operations/issues')).status).toBe(200);
  });

  it('has what it had, at the same address, after a restart', async () => {
    const { url } = github;
    await github.close();
    github = await startGithub(options());
    expect(github.url).toBe(url);
    expect(await page('/acme/operations/issues/1')).toContain('Major');
    expect((await open({ title: 'next' })).status).toBe(201);
    expect(github.store.issues('acme/operations').map(({ number }) => number)).toEqual([1, 2]);
  });
});
