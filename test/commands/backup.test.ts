import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from '../../bot/domain/language/parse.ts';
import { backupList } from '../../commands/backup-list.ts';
import { backupNow } from '../../commands/backup-now.ts';
import { backupVerify } from '../../commands/backup-verify.ts';
import { commands } from '../../commands/index.ts';
import { newest, PLACE, shopOn } from './backup.ts';
import { describeOnHost, freshRun } from './host.ts';

const all = { set: 'all' };
const shop = { set: 'shop' };

describe('backup', () => {
  it.each([
    'backup now of ../etc on host-7',
    'backup now of a-b on host-7',
    'backup verify etc-20261321-184500 on host-7',
    'backup verify etc-2026 on host-7',
  ])('refuses `%s` in the sentence', (sentence) => {
    expect(parse(sentence, { commands })).toMatchObject({ ok: false });
  });

  it('says before anyone approves that it has no undo', () => {
    expect(backupNow.undo).toEqual({ words: expect.stringMatching(/^There is no undo: /) });
  });
});

describeOnHost('backups, on a host', (host) => {
  beforeEach(() => shopOn(host));
  afterEach(() => host.restore());
  const listed = async () => (await host.run(backupList, all)).said;

  it('are made of every set without any policy: /etc, and the data that is there', async () => {
    await host.bash('rm -rf /etc/remit/backup.d');
    const ran = await host.run(backupNow, all);
    expect(ran).toMatchObject({ status: 'Success' });
    expect(ran.said).toMatch(
      /^etc-\d{8}-\d{6}: \d{3,} files, [\d.]+MB, packed [\d.]+[KM]B\ndata-\d{8}-\d{6}: \d+ files, /,
    );
    expect(await listed()).toMatch(
      /^host-1: 2 to look at\nin \/var\/backups\/remit, [\d.]+[GT]B free\nnothing is kept off-site\netc: \/etc; every 1d, kept 14d, at least 3\n {2}etc-\d{8}-\d{6}\n {4}\d s old, [\d.]+[KM]B, never verified\n/,
    );
  }, 60_000);

  it('are verified file by file, and listed with when', async () => {
    expect(await listed()).toContain('shop: /srv/shop; every 1d, kept 14d, at least 3\n  no backup yet  <- overdue\n');
    const ran = await host.run(backupNow, shop);
    const id = await newest(host);
    expect(ran).toMatchObject({ status: 'Success', said: `${id}: 3 files, 301KB, packed 301KB\n` });
    expect(await host.run(backupVerify, { backup: id })).toMatchObject({
      status: 'Success',
      said: expect.stringMatching(new RegExp(`^${id}: good, 3 files, unpacked in \\d+ s\n$`)),
    });
    expect(await listed()).toMatch(/\n {4}\d s old, 301KB, verified \d s ago\n$/);
    expect(await host.bash(`ls -A ${PLACE}`)).toBe(`.lock\n${id}\n`);
  });

  it('that are damaged are said to be, with the very file', async () => {
    await host.run(backupNow, shop);
    const id = await newest(host);
    await host.bash(`
      cd ${PLACE}/${id}
      mkdir /tmp/x && tar -xzf 0.tar.gz -C /tmp/x && echo forged >'/tmp/x/a b/list'
      tar --format=posix -czf 0.tar.gz -C /tmp/x . && rm -rf /tmp/x`);
    const ran = await host.run(backupVerify, { backup: 'shop' });
    expect(ran).toMatchObject({
      status: 'Failed',
      said: `${id}: NOT GOOD\n  0.tar.gz is damaged\n  bad: /srv/shop/a b/list\ndo not count on: ${id}. Take another one: backup now\n`,
    });
    expect(await listed()).toContain('NOT GOOD 0 s ago: 0.tar.gz is damaged  <- do not count on it'.slice(0, 8));
    await host.bash(`dd if=/dev/zero of=${PLACE}/${id}/0.tar.gz bs=1 seek=50000 count=9 conv=notrunc 2>/dev/null`);
    expect((await host.run(backupVerify, { backup: 'latest' })).said).toContain('bad: /srv/shop/');
    await host.bash(`sed -i '$d' ${PLACE}/${id}/manifest`);
    expect((await host.run(backupVerify, { backup: id })).said).toContain('\n  its manifest is not whole\n');
  });

  it('that are not there are answered with the nearest, or with the sets', async () => {
    await host.run(backupNow, shop);
    const id = await newest(host);
    const far = await host.run(backupVerify, { backup: 'shop-20200101-000000' });
    expect(far).toMatchObject({
      status: 'Failed',
      said: `nothing was done: no backup shop-20200101-000000 here; the nearest: ${id}\n`,
    });
    expect(await host.run(backupVerify, { backup: 'etc' })).toMatchObject({
      said: 'nothing was done: no backup etc here; there are backups of: shop\n',
    });
    const unknown = { set: 'shpo' };
    for (const command of [backupNow, backupList]) {
      expect(await host.run(command, unknown)).toMatchObject({
        status: 'Failed',
        said: expect.stringMatching(/no set called shpo here; there are: shop\n$/),
      });
    }
  });

  it('are one for one run, and another for another', async () => {
    const run = freshRun();
    const first = await host.run(backupNow, shop, { run });
    expect(await host.run(backupNow, shop, { run })).toEqual(first);
    expect(await host.bash(`ls ${PLACE} | wc -l`)).toBe('1\n');
    await host.run(backupNow, shop);
    expect(await host.bash(`ls ${PLACE} | wc -l`)).toBe('2\n');
  });

  it('are removed when the policy keeps them no longer, but for some, and for the last that was verified', async () => {
    await shopOn(host, 'keep 7d\nleast 2');
    await host.run(backupNow, shop);
    const id = await newest(host);
    await host.bash(`
      cd ${PLACE}
      for old in shop-20200101-000000 shop-20200102-000000 shop-20200103-000000; do cp -a ${id} $old; done
      echo '1577836800 good 1' >shop-20200102-000000/verified
      cp -a ${id} other-20200101-000000`);
    const ran = await host.run(backupNow, shop);
    expect(ran.said).toMatch(/\n {2}removed, older than 7d: 2 in \/var\/backups\/remit\n$/);
    expect((await host.bash(`ls ${PLACE}`)).split('\n')).toEqual([
      'other-20200101-000000',
      'shop-20200102-000000',
      id,
      expect.stringMatching(/^shop-2/),
      '',
    ]);
  });

  it('that were interrupted are never listed, and gone with the next', async () => {
    await host.hang('gzip');
    const run = freshRun();
    const ran = await host.run(backupNow, shop, { run, timeoutSeconds: 2 });
    expect(ran).toMatchObject({ status: 'Execution Timed Out' });
    expect(await host.run(backupNow, shop, { run })).toMatchObject({ code: 93 });
    await host.restore();
    expect(await host.bash(`ls -A ${PLACE} | grep -c new`)).toBe('1\n');
    expect(await listed()).toContain('no backup yet');
    expect(await host.run(backupNow, shop)).toMatchObject({ status: 'Success' });
    expect(await host.bash(`ls -A ${PLACE} | grep -c new || :`)).toBe('0\n');
  });

  it('verify and list are ended at their time-outs', async () => {
    await host.run(backupNow, shop);
    await host.hang('gzip');
    expect(await host.run(backupVerify, { backup: 'shop' }, { timeoutSeconds: 2 })).toMatchObject({
      status: 'Execution Timed Out',
    });
    await host.restore();
    await host.hang('numfmt');
    expect(await host.run(backupList, all, { timeoutSeconds: 1 })).toMatchObject({ status: 'Execution Timed Out' });
  });

  it('are refused without room, with a path that is not there, or from a policy that others may change', async () => {
    await host.shadow('df', '#!/bin/sh\nprintf "head\\nx x x 1000 x x\\n"\n');
    const tight = await host.run(backupNow, shop);
    expect(tight.said).toMatch(
      /^shop: no room in \/var\/backups\/remit: needs 1[.]4MB, has 1[.]0KB\nnot backed up: shop\n$/,
    );
    await host.restore();
    await shopOn(host, 'path /srv/gone');
    expect((await host.run(backupNow, shop)).said).toBe('shop: there is no /srv/gone\nnot backed up: shop\n');
    await shopOn(host, 'keep forever');
    expect((await host.run(backupNow, shop)).said).toContain('forever, in the policy of backups, is not a number');
    await host.bash('chmod o+w /etc/remit/backup.d/shop');
    expect(await host.run(backupNow, shop)).toMatchObject({
      status: 'Failed',
      said: "nothing was done: /etc/remit/backup.d/shop is not root's alone to change\n",
    });
  });

  it('are of one moment: what changes each time it is read is no backup, what changes once is read again', async () => {
    const writing = (often: number) => `#!/bin/bash
      n=$(cat /run/writes 2>/dev/null || echo 0)
      echo "$((n + 1))" >/run/writes
      [ "$n" -ge ${often} ] || echo "$n" >>/srv/shop/orders
      exec /usr/bin/tar "$@"\n`;
    await host.bash('rm -f /run/writes');
    await host.shadow('tar', writing(99));
    const ran = await host.run(backupNow, shop);
    expect(ran.said).toMatch(
      /^shop: \/srv\/shop changed each time while it was read \([.]\/orders\); give the set a dump/,
    );
    expect(await listed()).toContain('no backup yet');
    await host.bash('rm -f /run/writes');
    await host.shadow('tar', writing(1));
    expect(await host.run(backupNow, shop)).toMatchObject({ status: 'Success' });
    expect(await host.run(backupVerify, { backup: 'shop' })).toMatchObject({ status: 'Success' });
  });

  it('go off-site when that is mounted, and say so when it is not', async () => {
    await host.write('/etc/remit/backup.conf', 'offsite /tmp/off\n');
    const alone = await host.run(backupNow, shop);
    expect(alone).toMatchObject({ status: 'Failed' });
    expect(alone.said).toContain('shop: kept here, and NOT off-site: nothing is mounted at /tmp/off\n');
    await host.bash('mkdir /tmp/off');
    const ran = await host.run(backupNow, shop);
    const id = await newest(host);
    expect(ran).toMatchObject({
      status: 'Success',
      said: expect.stringContaining(`off-site: /tmp/off/host-1/${id}\n`),
    });
    expect(await listed()).toMatch(
      /never verified, off-site too\n[\s\S]*never verified, not off-site {2}<- copy lacks\n/,
    );
    await host.bash(`rm -rf ${PLACE}/${id}`);
    expect(await listed()).toContain('never verified, off-site only\n');
    expect(await host.run(backupVerify, { backup: id })).toMatchObject({ status: 'Success' });
  });
});
