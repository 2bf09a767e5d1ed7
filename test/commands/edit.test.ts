import { createHash } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { escaped } from '../../bot/domain/edit/escapes.ts';
import { fileRead } from '../../bot/domain/edit/file-read.ts';
import { lineEdits, writeEdits } from '../../bot/domain/edit/line-edits.ts';
import { edit } from '../../commands/edit.ts';
import { editLines } from '../../commands/edit-lines.ts';
import { programWords } from '../../commands/edit-programs.ts';
import { FILE as editScript } from '../../commands/edit-script.ts';
import { replace } from '../../commands/replace.ts';
import { describeOnHost, freshRun } from './host.ts';

const NGINX = '/etc/nginx/nginx.conf';
const HOSTS = '/srv/hosts';
const TEXT = '127.0.0.1 localhost\n\n# ours\n10.0.0.4\tdb  db.acme.example\n10.0.0.4 queue\n';

function versionOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/** The fields of the sentence that the form comes to when `before` was made `after` in it. */
function edited(file: string, before: string, after: string): Record<string, string> {
  return {
    file,
    version: versionOf(before),
    edits: escaped(writeEdits(lineEdits(before, after), { before, around: 1 })),
  };
}

function piece(old: string, come: string, more: Record<string, string> = {}): Record<string, string> {
  return { old, new: come, file: HOSTS, count: '1', ...more };
}

describe('programWords', () => {
  it.each([
    [NGINX, 'kept only if `nginx -t` takes it; nothing is reloaded: nginx reads it when it is reloaded or restarted'],
    [
      '/etc/logrotate.d/apt',
      'kept only if `logrotate -d` takes it; nothing is reloaded: logrotate reads it when it runs next',
    ],
    ['/etc/nginxed.conf', 'not validated: no program here knows what it should look like. Nothing is reloaded'],
  ])('says of %s what looks at it, and when it counts', (file, words) => {
    expect(programWords(file)).toBe(words);
  });
});

describeOnHost('editing a file', (host) => {
  const restoreHosts = () => host.bash(`printf %s '${TEXT}' >${HOSTS}; chown root:adm ${HOSTS}; chmod 640 ${HOSTS}`);
  let nginx = '';

  beforeAll(async () => {
    nginx = (await host.read(NGINX)) ?? '';
    await restoreHosts();
  });
  afterEach(async () => {
    await host.restore();
    await restoreHosts();
  });

  describe('edit', () => {
    it('reads a file to the last byte, whatever its line ends and its end are', async () => {
      for (const text of [TEXT, 'no end', '', 'dos\r\nends\r\n', 'two\n\n', 'dös\n', '----- end\nin it\n']) {
        await host.write('/srv/one', text);
        const read = await host.run(edit, { file: '/srv/one' });
        expect(read).toMatchObject({ status: 'Success' });
        expect(fileRead(read.said)).toEqual({ text, version: versionOf(text) });
      }
    });

    it('says its size, owner, mode and version, and what its own program says of it', async () => {
      const read = await host.run(edit, { file: NGINX });
      expect(read.said).toMatch(/^\d+ bytes, root:root 644, changed \d{4}-/);
      expect(read.said).toContain('\nvalid, says nginx; nginx reads it when it is reloaded or restarted\n');
      expect((await host.run(edit, { file: HOSTS })).said).toContain('root:adm 640');
    });

    it('shows the beginning of a long file, which no form takes', async () => {
      await host.bash('seq 20000 >/srv/long');
      const { said } = await host.run(edit, { file: '/srv/long' });
      expect(said).toMatch(/----- cut: the first 20000 of 108894 bytes\n$/);
      expect(fileRead(said)).toBeUndefined();
    });

    it.each([
      ['what is not there', '/srv/nothing', 'there is no /srv/nothing here'],
      ['a link', '/srv/link', 'link to /etc/shadow: ask for that one'],
      ['a file behind a linked folder', '/srv/folder/shadow', 'link to /etc/shadow: ask for that one'],
      ['a link to nothing', '/srv/dangling', 'link to /srv/gone: ask for that one'],
      ['a folder', '/srv/try', 'is not a plain file'],
      ['a pipe', '/srv/pipe', 'is not a plain file'],
      ['what is no text', '/srv/binary', 'it has bytes that are 0'],
    ])('refuses %s', async (_what, file, why) => {
      await host.bash(`cd /srv; ln -sfn /etc/shadow link; ln -sfn /etc folder; ln -sfn /srv/gone dangling; mkdir -p try
        [ -p pipe ] || mkfifo pipe; printf 'a\\0b' >binary`);
      for (const [command, fields] of [
        [edit, { file }],
        [replace, piece('a', 'b', { file })],
        [editLines, edited(file, 'a', 'b')],
      ] as const) {
        const ran = await host.run(command, fields);
        expect(ran).toMatchObject({ status: 'Failed', code: 1 });
        expect(ran.said).toContain(why);
      }
    });

    it.each([
      '/etc/shadow',
      '/etc/ssh/sshd_config',
      '/etc/nginx/tls/shop.key',
      '/var/lib/x',
      '/etc/../root/x',
      '/etc/x/',
    ])('refuses %s on the host too, though nobody checked it before', async (file) => {
      const { exitCode, stdout, stderr } = await host.execute(
        `SSM_File='${file}'; fail() { echo "$*"; exit 7; }; ${editScript}; echo passed`,
      );
      expect({ exitCode, stdout, stderr }).toMatchObject({ exitCode: 7 });
    });
  });

  describe('replace', () => {
    it('replaces a piece that stands there once, keeps owner and mode, and can be taken back', async () => {
      const run = freshRun();
      const fields = piece('10.0.0.4\\tdb  db', '10.0.0.5\\tdb  db');
      const ran = await host.run(replace, fields, { run });
      const after = TEXT.replace('10.0.0.4\tdb', '10.0.0.5\tdb');
      expect(ran).toMatchObject({ status: 'Success' });
      expect(ran.said).toContain('-10.0.0.4\tdb  db.acme.example\n+10.0.0.5\tdb  db.acme.example\n');
      expect(ran.said).toContain(`not validated: no program here knows this file\n${HOSTS} is ${versionOf(after)} now`);
      expect(await host.read(HOSTS)).toBe(after);
      expect(await host.bash(`stat -c '%U:%G %a' ${HOSTS}; ls /srv | grep -c dpkg-new || :`)).toBe('root:adm 640\n0\n');
      expect(await host.undo(replace, fields, run)).toMatchObject({ status: 'Success' });
      expect(await host.read(HOSTS)).toBe(TEXT);
    });

    it('leaves what somebody changed since, when it is to be taken back', async () => {
      const run = freshRun();
      await host.run(replace, piece('# ours', '# theirs'), { run });
      await host.bash(`echo later >>${HOSTS}`);
      const undone = await host.undo(replace, piece('# ours', '# theirs'), run);
      expect(undone).toMatchObject({ status: 'Failed' });
      expect(undone.said).toContain(`${HOSTS} was changed after ${run}, and stays`);
      expect(await host.read(HOSTS)).toContain('# theirs');
    });

    it.each([
      ['nowhere', 'db.acme.test', '1', '0 times'],
      ['more often than was said', '10.0.0.4', '1', '2 times'],
      ['less often than was said', '10.0.0.4', '3', '2 times'],
    ])('says how often a piece stands there when it is %s', async (_what, old, count, found) => {
      const ran = await host.run(replace, piece(old, 'x', { count }));
      expect(ran).toMatchObject({ status: 'Failed' });
      expect(ran.said).toContain(`nothing was changed: it stands ${found} in ${HOSTS}, and ${count} was said`);
      expect(await host.read(HOSTS)).toBe(TEXT);
    });

    it('replaces each of as many as were said, over line ends, with any characters', async () => {
      const hard = `& \\\\1 $(touch canary) \`x\` "q" 'q' %s \\u{e9}\\n\\\\`;
      expect(await host.run(replace, piece('10.0.0.4', hard, { count: '2' }))).toMatchObject({ status: 'Success' });
      expect(await host.read(HOSTS)).toBe(
        TEXT.replaceAll('10.0.0.4', () => `& \\1 $(touch canary) \`x\` "q" 'q' %s é\n\\`),
      );
      expect(await host.run(replace, piece('localhost\\n\\n# ours', 'localhost'))).toMatchObject({ status: 'Success' });
    });

    it('changes nothing when it is so already', async () => {
      const ran = await host.run(replace, piece('# ours', '# ours'));
      expect(ran).toMatchObject({ status: 'Success', said: 'it is so already: nothing was changed\n' });
    });
  });

  describe('edit lines', () => {
    it.each([
      ['one line', TEXT, TEXT.replace('# ours', '# edited')],
      ['lines far apart', TEXT, TEXT.replace('127.0.0.1', '127.0.0.2').replace('queue', 'queue q2')],
      ['the first line', TEXT, `# first\n${TEXT}`],
      ['the last line', TEXT, `${TEXT}last\n`],
      ['no end where there was one', TEXT, TEXT.trimEnd()],
      ['an end where there was none', 'a\nb', 'a\nb\n'],
      ['everything', TEXT, 'other\n'],
      ['from nothing', '', '-a\n+b\n@3\n'],
      ['to nothing', TEXT, ''],
      ['line ends of DOS', 'a\r\nb\r\n', 'a\r\nc\r\n'],
      ['signs and letters', TEXT, `${TEXT}ä \\n \\ & %s\t\t  x\n`],
    ])('makes %s what was made of it in the form', async (_what, before, after) => {
      await host.write(HOSTS, before);
      const run = freshRun();
      expect(await host.run(editLines, edited(HOSTS, before, after), { run })).toMatchObject({ status: 'Success' });
      expect(await host.read(HOSTS)).toBe(after);
      expect(await host.undo(editLines, edited(HOSTS, before, after), run)).toMatchObject({ status: 'Success' });
      expect(await host.read(HOSTS)).toBe(before);
    });

    it('changes nothing in a file that was changed since it was read', async () => {
      await host.bash(`echo meanwhile >>${HOSTS}`);
      const ran = await host.run(editLines, edited(HOSTS, TEXT, `x\n${TEXT}`));
      expect(ran).toMatchObject({ status: 'Failed' });
      expect(ran.said).toMatch(/^nothing was changed: \/srv\/hosts is [0-9a-f]{12} now, and was .* when it was read/);
      expect(await host.read(HOSTS)).toBe(`${TEXT}meanwhile\n`);
    });

    it.each([
      ['a line that is another one', '@1\\n-127.0.0.2 localhost', 'line 1 is another one'],
      ['a line that is not there', '@99\\n+x', 'there is no line 99'],
      ['parts out of order', '@3\\n-# ours\\n@2\\n+x', 'there is no line 2 after'],
      ['no number of a line', 'x', 'does not begin with @'],
      ['more lines than there are', '@6\\n-\\n-', 'line 7 is another one'],
      ['another sign before a line', '@1\\n*x', 'begins with none of'],
      ['a line around it that is another one', '@1\\n x\\n+y', 'line 1 is another one'],
    ])('changes nothing for %s', async (_what, edits, why) => {
      const ran = await host.run(editLines, { file: HOSTS, version: versionOf(TEXT), edits });
      expect(ran).toMatchObject({ status: 'Failed' });
      expect(ran.said).toContain(`nothing was changed: `);
      expect(ran.said).toContain(why);
      expect(await host.read(HOSTS)).toBe(TEXT);
    });
  });

  describe('a file that a program knows', () => {
    it('is kept when nginx takes it, and nginx is not reloaded', async () => {
      const after = nginx.replace('worker_connections 64', 'worker_connections 63');
      expect(after).not.toBe(nginx);
      const pid = await host.bash('cat /run/nginx.pid');
      const run = freshRun();
      const ran = await host.run(editLines, edited(NGINX, nginx, after), { run });
      expect(ran).toMatchObject({ status: 'Success' });
      expect(ran.said).toContain('valid, says nginx; nginx reads it when it is reloaded or restarted');
      expect([await host.read(NGINX), await host.bash('cat /run/nginx.pid')]).toEqual([after, pid]);
      const undone = await host.undo(editLines, edited(NGINX, nginx, after), run);
      expect(undone).toMatchObject({ status: 'Success', said: expect.stringContaining('as before') });
      expect(await host.read(NGINX)).toBe(nginx);
    });

    it('is as before when nginx does not take it, with its own words', async () => {
      const fields = { old: 'worker_connections', new: 'worker_conections', file: NGINX, count: '1' };
      const ran = await host.run(replace, fields);
      expect(ran).toMatchObject({ status: 'Failed', code: 1 });
      expect(ran.said).toMatch(/^the file is as before: nginx does not take the edit: (nginx: )?\[emerg\]:? unknown/);
      expect(ran.said).toContain('unknown directive "worker_conections"');
      expect(await host.read(NGINX)).toBe(nginx);
      expect(await host.bash('ls /etc/nginx | grep -c dpkg-new || :')).toBe('0\n');
    });

    it('is as before when its program gives no answer', async () => {
      const fields = { old: 'worker_connections', new: 'worker_conections', file: NGINX, count: '1' };
      await host.shadow('timeout', '#!/bin/sh\nshift\nexec /usr/bin/timeout 1 "$@"\n');
      await host.shadow(
        'nginx',
        '#!/bin/sh\ngrep -q conections /etc/nginx/nginx.conf || exit 0\nexec /bin/sleep 600\n',
      );
      const ran = await host.run(replace, fields);
      expect(ran).toMatchObject({ status: 'Failed', said: expect.stringContaining('nginx gave no answer in 20 s') });
      expect(await host.read(NGINX)).toBe(nginx);
    });

    it('needs less time for two looks of its program than the document has', () => {
      for (const { run } of [replace, editLines]) expect(run.timeoutSeconds).toBeGreaterThan(2 * 20 + 30);
    });

    it.each([
      ['/etc/logrotate.d/ours', '/var/log/ours.log {\n\tweekly\n}\n', 'weekly', 'weeekly', 'weeekly'],
      ['/etc/sysctl.d/90-ours.conf', 'vm.swappiness = 10\n', 'vm.swappiness', 'vm.swapiness', 'swapiness'],
      [
        '/etc/systemd/system/ours.service',
        '[Service]\nType=oneshot\nExecStart=/bin/true\n',
        'ExecStart=/bin/true',
        'ExecStart=/bin/nothing',
        'nothing',
      ],
    ])('%s is looked at by its own program', async (file, text, old, wrong, why) => {
      await host.write(file, text);
      const refused = await host.run(replace, { old, new: wrong, file, count: '1' });
      expect(refused).toMatchObject({ status: 'Failed', said: expect.stringContaining(why) });
      expect(await host.read(file)).toBe(text);
      const kept = await host.run(replace, { old, new: `${old} `, file, count: '1' });
      expect(kept).toMatchObject({ status: 'Success', said: expect.stringContaining('valid, says') });
    });

    it('is kept although it was wrong before, when the edit is not what is wrong', async () => {
      await host.write('/etc/sysctl.d/90-ours.conf', 'no.such.key = 1\n# a note\n');
      const fields = { old: '# a note', new: '# another', file: '/etc/sysctl.d/90-ours.conf', count: '1' };
      const ran = await host.run(replace, fields);
      expect(ran).toMatchObject({ status: 'Success', said: expect.stringContaining('NOT valid, says sysctl') });
    });

    it('is compared with what was wrong before without the time at which nginx says so', async () => {
      await host.write('/etc/nginx/snippets/try.conf', '# a note\n');
      await host.write(NGINX, `wrong;\n${nginx}`);
      const fields = { old: '# a note', new: '# another', file: '/etc/nginx/snippets/try.conf', count: '1' };
      const ran = await host.run(replace, fields);
      await host.write(NGINX, nginx);
      expect(ran).toMatchObject({ status: 'Success', said: expect.stringContaining('NOT valid, says nginx') });
      expect(ran.said).not.toMatch(/\d{4}\/\d\d\/\d\d/);
    });

    it('is not touched where that program is not installed', async () => {
      await host.write('/etc/haproxy/haproxy.cfg', 'global\n');
      const ran = await host.run(replace, { old: 'global', new: 'x', file: '/etc/haproxy/haproxy.cfg', count: '1' });
      expect(ran).toMatchObject({ status: 'Failed', said: expect.stringContaining('haproxy is not installed here') });
      expect(await host.read('/etc/haproxy/haproxy.cfg')).toBe('global\n');
    });
  });
});
