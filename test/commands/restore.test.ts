import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from '../../bot/domain/language/parse.ts';
import { backupNow } from '../../commands/backup-now.ts';
import { commands } from '../../commands/index.ts';
import { recover } from '../../commands/recover.ts';
import { recoverCheck } from '../../commands/recover-check.ts';
import { restore } from '../../commands/restore.ts';
import { newest, PLACE, shopOn } from './backup.ts';
import { describeOnHost, freshRun } from './host.ts';

const shop = { backup: 'shop', only: 'everything' };
const now = { at: 'now' };

describe('restore and recover', () => {
  it.each([
    ['restore etc-2026 on host-7', 'cannot be the backup'],
    ['restore etc only ../shadow on host-7', 'cannot be the only'],
    ['restore etc on host-7, host-8', 'one target at a time'],
    ['recover host-7 at yesterday', 'cannot be the at'],
    ['recover host-7 at 20261301', 'cannot be the at'],
  ])('refuse `%s` in the sentence', (sentence, why) => {
    expect(parse(sentence, { commands })).toMatchObject({
      ok: false,
      error: { is: 'not-understood', why: expect.stringContaining(why) },
    });
  });

  it('say what is lost before anyone approves; a recovery wants two', () => {
    expect(restore.effect(shop)).toContain('lost');
    expect(recover.effect(now)).toContain('lost');
    expect(recover.approval.production).toEqual({ of: 2, from: 'approver' });
  });
});

describeOnHost('a restore, on a host', (host) => {
  beforeEach(async () => {
    await shopOn(host, 'service worker');
    await host.bash('systemctl start worker; find / -xdev -maxdepth 4 -name ".remit-R-*" -exec rm -rf {} +');
    await host.run(backupNow, { set: 'shop' });
  });
  afterEach(() => host.restore());
  const state = () =>
    host.bash(
      "cd /srv/shop && find . -name '.remit-*' -prune -o -printf '%y %m %u %g %l %p\\n' | sort; find . -name '.remit-*' -prune -o -type f -print0 | sort -z | xargs -0 sha256sum; stat -c %y orders",
    );
  const change = () =>
    host.bash("cd /srv/shop; echo more >>orders; rm -r 'a b'; echo new >new; chmod 700 picture; chmod 750 .");

  it('brings back every file with owner, rights and time; its undo brings the later ones back', async () => {
    const [was, id, pid] = [await state(), await newest(host), await host.bash('cat /run/worker.pid')];
    await change();
    const changed = await state();
    const run = freshRun();
    const ran = await host.run(restore, shop, { run });
    expect(ran).toMatchObject({ status: 'Success' });
    expect(ran.said).toMatch(
      new RegExp(
        `^${id}, \\d+ s old\n {2}/srv/shop since: 3 changed, 1 new, 3 gone\n[\\s\\S]*\nworker runs\n/srv/shop: 4 switched\n {2}as it was: /srv/shop/[.]remit-${run}-shop0/was, for 30 days\n$`,
      ),
    );
    expect(await state()).toBe(was);
    expect(await host.bash('cat /run/worker.pid')).not.toBe(pid);
    await host.bash('echo later >>/srv/shop/orders');
    const undone = await host.undo(restore, shop, run);
    expect(undone).toMatchObject({ status: 'Success' });
    expect(undone.said).toMatch(
      /^\/srv\/shop: 1 changed after R-\w+; kept in .*\nworker runs\nas before R-\w+: 4 put back\n$/,
    );
    expect(await state()).toBe(changed);
    expect(await host.read(`/srv/shop/.remit-${run}-shop0/undone/orders`)).toBe('one\nlater\n');
    expect(await host.undo(restore, shop, run)).toMatchObject({
      status: 'Failed',
      said: expect.stringContaining('was taken back before'),
    });
  });

  it('switches nothing where nothing differs, and leaves no trace; nor does its undo', async () => {
    const was = await state();
    const run = freshRun();
    expect((await host.run(restore, shop, { run })).said).toMatch(/nothing was changed since\n[\s\S]*: 0 switched\n$/);
    expect(await host.bash('ls -A /srv/shop | grep remit || :')).toBe('');
    expect(await host.undo(restore, shop, run)).toMatchObject({
      said: `${run} switched nothing: nothing to take back\n`,
    });
    expect(await state()).toBe(was);
  });

  it('brings back one path only, and says when that is not in it', async () => {
    await change();
    const only = { ...shop, only: '/srv/shop/orders' };
    const run = freshRun();
    expect(await host.run(restore, only, { run })).toMatchObject({ status: 'Success' });
    expect(await host.read('/srv/shop/orders')).toBe('one\n');
    expect(await host.read('/srv/shop/new')).toBe('new\n');
    expect(await host.undo(restore, only, run)).toMatchObject({ status: 'Success' });
    expect(await host.read('/srv/shop/orders')).toBe('one\nmore\n');
    expect((await host.run(restore, { ...shop, only: '/srv/shop/nothing' })).said).toMatch(
      /^nothing was changed: \/srv\/shop\/nothing is not in shop-/,
    );
    expect((await host.run(restore, { ...shop, only: '/etc/nginx' })).said).toMatch(
      /^nothing was changed: \/etc\/nginx is not in shop-\S+, which has \/srv\/shop\n$/,
    );
  });

  it('refuses a backup that is not there, not sound, or of another host, and has changed nothing', async () => {
    const id = await newest(host);
    await change();
    const was = await state();
    expect(await host.run(restore, { ...shop, backup: 'shop-20200101-000000' })).toMatchObject({
      status: 'Failed',
      said: `nothing was done: no backup shop-20200101-000000 here; the nearest: ${id}\n`,
    });
    await host.bash(`sed -i 's/^host .*/host host-9/' ${PLACE}/${id}/manifest`);
    expect(await host.run(restore, { ...shop, backup: id })).toMatchObject({
      status: 'Failed',
      said: `nothing was changed: ${id} is a backup of host-9, not of host-1\n`,
    });
    await host.bash(`sed -i 's/^host .*/host host-1/' ${PLACE}/${id}/manifest`);
    await host.bash(`dd if=/dev/zero of=${PLACE}/${id}/0.tar.gz bs=1 seek=5000 count=9 conv=notrunc 2>/dev/null`);
    expect((await host.run(restore, shop)).said).toBe(
      `${PLACE}/${id} is NOT GOOD\n  0.tar.gz is damaged\nnothing was changed: ${id} cannot be counted on; take another: backup list\n`,
    );
    expect(await state()).toBe(was);
    expect(await host.bash('ls -A /srv/shop | grep remit || :')).toBe('');
  });

  it('puts all back when a service does not run on what was restored, and when there is no room', async () => {
    await change();
    const was = await state();
    await host.shadow(
      'systemctl',
      '#!/bin/sh\n[ "$1" != start ] || [ -e /srv/shop/new ] || exit 1\nexec /usr/bin/systemctl "$@"\n',
    );
    const ran = await host.run(restore, shop);
    expect(ran).toMatchObject({ status: 'Failed' });
    expect(ran.said).toMatch(
      /still down: worker\nworker runs\nnothing was changed: a service does not run on what was restored\n$/,
    );
    expect(await state()).toBe(was);
    expect(await host.bash('ls -A /srv/shop | grep remit || :')).toBe('');
    await host.restore();
    await host.shadow('df', '#!/bin/sh\nprintf "head\\nx x x 1000 x x\\n"\n');
    expect((await host.run(restore, shop)).said).toBe(
      'nothing was changed: no room at /srv/shop: needs 301KB, has 1.0KB\n',
    );
    expect(await state()).toBe(was);
  });

  it('is done once for one run, and is ended at its time-out with nothing switched', async () => {
    await change();
    const was = await state();
    await host.hang('gzip');
    const run = freshRun();
    expect(await host.run(restore, shop, { run, timeoutSeconds: 2 })).toMatchObject({ status: 'Execution Timed Out' });
    await host.restore();
    expect(await host.run(restore, shop, { run })).toMatchObject({ code: 93 });
    expect(await state()).toBe(was);
    const other = freshRun();
    const ran = await host.run(restore, shop, { run: other });
    await change();
    expect(await host.run(restore, shop, { run: other })).toEqual(ran);
    expect(await state()).not.toBe(was);
  });

  it("brings a database back by the policy's own programs, and its undo as it was before", async () => {
    await shopOn(host);
    await host.bash(`
      printf 'dump /etc/remit/dump\\nload /etc/remit/load\\n' >/etc/remit/backup.d/orders
      printf '#!/bin/sh\\nexec sqlite3 /var/lib/orders.db .dump\\n' >/etc/remit/dump
      printf '#!/bin/sh\\nrm -f /var/lib/orders.db\\nexec sqlite3 -bail /var/lib/orders.db\\n' >/etc/remit/load
      chmod 755 /etc/remit/dump /etc/remit/load
      rm -f /var/lib/orders.db
      sqlite3 /var/lib/orders.db 'create table o (n); insert into o values (1)'`);
    expect((await host.run(backupNow, { set: 'orders' })).said).toMatch(/0 files, 0B, packed \d+B, with a dump\n$/);
    const rows = () => host.bash("sqlite3 /var/lib/orders.db 'select * from o'");
    await host.bash("sqlite3 /var/lib/orders.db 'insert into o values (2)'");
    const run = freshRun();
    const orders = { backup: 'orders', only: 'everything' };
    expect((await host.run(restore, orders, { run })).said).toContain('loaded into the database: the dump of orders\n');
    expect(await rows()).toBe('1\n');
    expect(await host.undo(restore, orders, run)).toMatchObject({ status: 'Success' });
    expect(await rows()).toBe('1\n2\n');
    await host.bash('chmod o+w /etc/remit/load');
    expect((await host.run(restore, orders)).said).toMatch(/not a program of root's alone\nnothing was changed: /);
    expect(await rows()).toBe('1\n2\n');
  }, 30_000);
});

describeOnHost('a recovery, on a host', (host) => {
  beforeEach(async () => {
    await shopOn(host, 'service worker');
    await host.bash(`
      rm -rf /srv/mail; mkdir /srv/mail; echo letter >/srv/mail/one
      echo 'path /srv/mail' >/etc/remit/backup.d/mail
      systemctl start worker`);
    await host.run(backupNow, { set: 'all' });
  });
  afterEach(() => host.restore());
  const earlier = (set: string, stamp: string) =>
    host.bash(`cd ${PLACE}; cp -a "$(ls -d ${set}-* | tail -n 1)" ${set}-${stamp}`);

  it('is told beforehand: what it takes, what is lost, what is not in it', async () => {
    await host.bash('rm -rf /srv/shop; echo more >>/srv/mail/one; echo "path /opt" >/etc/remit/backup.d/late');
    const ran = await host.run(recoverCheck, now);
    expect(ran).toMatchObject({ status: 'Success' });
    expect(ran.said).toMatch(
      /^mail-\S+, \d+ s old, never verified\n {2}lost: what was written in the \d+ s since \S+ \S+ UTC\n {2}\/srv\/mail since: 1 changed, 0 new, 0 gone\n {4}changed: [.]\/one\nshop-[\s\S]*\n {2}\/srv\/shop is gone: all of it comes back\nlate: in the policy, and has NO backup: \/opt stays as it is\nin all 301KB; how long is not known before all are verified; the goal is 2 h\n$/,
    );
  });

  it('brings back every set with the directories gone, starts what was down, and can be taken back', async () => {
    await host.bash('systemctl stop worker; rm -rf /srv/shop; echo more >>/srv/mail/one');
    const run = freshRun();
    const ran = await host.run(recover, now, { run });
    expect(ran).toMatchObject({ status: 'Success' });
    expect(ran.said).toMatch(
      /\n {2}lost: what was written in the [\s\S]*\n\/srv\/mail: 1 switched\n[\s\S]*\/srv\/shop: 4 switched\nworker runs\nrecovered in \d+ s\n$/,
    );
    expect(await host.read('/srv/shop/orders')).toBe('one\n');
    expect(await host.bash('stat -c "%U %a" /srv/shop /srv/shop/orders')).toBe('root 755\nwww-data 640\n');
    expect(await host.read('/srv/mail/one')).toBe('letter\n');
    expect(await host.undo(recover, now, run)).toMatchObject({ status: 'Success' });
    expect(await host.read('/srv/mail/one')).toBe('letter\nmore\n');
    expect(await host.bash('ls /srv/shop; systemctl is-active worker || :')).toBe('inactive\n');
  });

  it('takes an older backup when the newest is damaged, and the copy off-site when that is all there is', async () => {
    const id = await newest(host);
    await earlier('shop', '20260101-120000');
    await host.bash(`truncate -s 1000 ${PLACE}/${id}/0.tar.gz; rm -rf /srv/shop`);
    const ran = await host.run(recover, now);
    expect(ran).toMatchObject({ status: 'Success' });
    expect(ran.said).toMatch(/ is NOT GOOD: 0[.]tar[.]gz is damaged\n[\s\S]*\nshop-20260101-120000, \d+ d old\n/);
    expect(await host.read('/srv/shop/orders')).toBe('one\n');
    await host.bash(`
      mkdir -p /tmp/off/host-1; echo 'offsite /tmp/off' >/etc/remit/backup.conf
      mv ${PLACE}/*-* /tmp/off/host-1/; rm -rf ${PLACE} /srv/shop`);
    expect(await host.run(recover, now)).toMatchObject({ status: 'Success' });
    expect(await host.read('/srv/shop/orders')).toBe('one\n');
  });

  it('leaves what lies below a path to the set that names it', async () => {
    await host.bash(`
      rm -rf ${PLACE} /etc/remit/backup.d/mail /etc/remit/backup.d/shop /srv/loose
      echo 'path /srv' >/etc/remit/backup.d/whole; echo loose >/srv/loose; echo old >/srv/shop/orders`);
    await host.run(backupNow, { set: 'all' });
    await host.bash("printf 'path /srv/shop\\n' >/etc/remit/backup.d/shop; echo one >/srv/shop/orders");
    await host.run(backupNow, { set: 'shop' });
    await host.bash('rm -rf /srv/shop /srv/loose');
    expect((await host.run(recoverCheck, now)).said).toMatch(/\/srv since: 0 changed, 0 new, 1 gone\n/);
    const run = freshRun();
    expect(await host.run(recover, now, { run })).toMatchObject({ status: 'Success' });
    expect(await host.bash('cat /srv/loose /srv/shop/orders')).toBe('loose\none\n');
    expect((await host.undo(recover, now, run)).said).toMatch(/^as before /);
    expect(await host.bash('ls /srv/shop /srv/loose 2>/dev/null || :')).toBe('/srv/shop:\n');
    await host.run(recover, now);
    await host.run(backupNow, { set: 'whole' });
    const id = (await host.bash(`ls ${PLACE} | grep whole | tail -n 1`)).trim();
    expect(await host.bash(`tar -tzf ${PLACE}/${id}/0.tar.gz; grep ^other ${PLACE}/${id}/manifest`)).toMatch(
      /^(?![\s\S]*shop\/)[\s\S]*[.]\/loose\n[\s\S]*other \/srv\/shop\n$/,
    );
    await host.bash('echo two >/srv/shop/orders; rm /srv/loose');
    expect(await host.run(restore, { ...shop, backup: 'whole' })).toMatchObject({ status: 'Success' });
    expect(await host.bash('cat /srv/loose /srv/shop/orders')).toBe('loose\ntwo\n');
    await host.bash('rm /etc/remit/backup.d/whole /srv/loose');
  });

  it('goes back to a point in time, and refuses one that no backup of a set reaches', async () => {
    for (const set of ['shop', 'mail']) await earlier(set, '20260101-120000');
    expect((await host.run(recover, { at: '20260101' })).said).toMatch(
      /^mail-20260101-120000, [\s\S]*\nshop-20260101-120000, /,
    );
    const early = await host.run(recover, { at: '20260101-1159' });
    expect(early).toMatchObject({ status: 'Failed' });
    expect(early.said).toBe(
      'nothing was changed: mail has no sound backup of that time or before; restore the other sets one by one: mail shop\n',
    );
    expect((await host.run(recoverCheck, { at: '20260231' })).said).toContain('there is no such day: 20260231\n');
    await host.bash(`rm -rf ${PLACE}`);
    for (const command of [recover, recoverCheck]) {
      expect((await host.run(command, now)).said).toContain('host-1 has no backups in /var/backups/remit\n');
    }
  });

  it('keeps the data and fails when a service stays down, and is ended at its time-out with nothing switched', async () => {
    await host.bash('rm -rf /srv/shop');
    await host.hang('gzip');
    expect(await host.run(recover, now, { timeoutSeconds: 2 })).toMatchObject({ status: 'Execution Timed Out' });
    expect(await host.run(recoverCheck, now)).toMatchObject({ status: 'Success' });
    await host.restore();
    expect(await host.bash('ls /srv/shop 2>/dev/null || :')).toBe('');
    await host.shadow('systemctl', '#!/bin/sh\n[ "$1" != start ] || exit 1\nexec /usr/bin/systemctl "$@"\n');
    const ran = await host.run(recover, now);
    expect(ran).toMatchObject({ status: 'Failed' });
    expect(ran.said).toMatch(
      /still down: worker\nall data is back, and what was there lies beside it; look at the services\n$/,
    );
    expect(await host.read('/srv/shop/orders')).toBe('one\n');
  });
});
