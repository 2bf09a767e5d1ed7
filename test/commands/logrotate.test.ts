import { afterEach, beforeEach, expect, it } from 'vitest';
import { parse } from '../../bot/domain/language/parse.ts';
import { commands } from '../../commands/index.ts';
import { logrotateRun } from '../../commands/logrotate-run.ts';
import { logrotateSet } from '../../commands/logrotate-set.ts';
import { logrotateShow } from '../../commands/logrotate-show.ts';
import { describeOnHost, freshRun } from './host.ts';

const CONFIG = '/etc/logrotate.d/shop';
const SHOP = `/var/log/shop/orders.log {
\tdaily
\trotate 14
\tmissingok
\tpostrotate
\t\t# rotate 99 is a word of this program
\t\tweekly=no
\t\trotate 99 || true
\tendscript
}
/var/log/shop/more.log {
\tcompress
}
`;
const weekly = { name: 'shop', count: '7', period: 'weekly' };
const shop = { name: 'shop' };

it.each(['0', '366', '-1', 'many'])('logrotate set refuses %s old logs in the sentence', (count) => {
  expect(parse(`logrotate set nginx rotate ${count} daily on host-7`, { commands })).toMatchObject({ ok: false });
});

it.each(['hourly', 'yearly', 'size'])('logrotate set refuses the period %s in the sentence', (period) => {
  expect(parse(`logrotate set nginx rotate 5 ${period} on host-7`, { commands })).toMatchObject({ ok: false });
});

describeOnHost(
  'the rotation of a log, on a host',
  (host) => {
    beforeEach(async () => {
      await host.bash('rm -rf /var/log/shop /var/lib/logrotate/status; mkdir -p /var/log/shop /var/lib/logrotate');
      await host.write(CONFIG, SHOP);
      await host.bash(`chown root:root ${CONFIG}; chmod 644 ${CONFIG}`);
    });
    afterEach(() => host.restore());

    it('is shown with when it was last, and as valid', async () => {
      await host.write('/var/log/shop/orders.log', 'one\n');
      const { status, said } = await host.run(logrotateShow, shop);
      expect(status).toBe('Success');
      expect(said).toContain(SHOP);
      expect(said).toMatch(/\nlog: \/var\/log\/shop\/orders\.log\n {2}last rotated \d{4}-\d{2}-\d{2} \d{2}:\d{2}\n/);
      expect(said).toMatch(/\nvalid\n$/);
    });

    it("is shown as not valid, with logrotate's own complaint", async () => {
      await host.write(CONFIG, SHOP.replace('rotate 14', 'rotate soon'));
      expect((await host.run(logrotateShow, shop)).said).toMatch(/NOT valid: .*bad rotation count 'soon'/);
    });

    it('is set in every block, and in none of its programs; the undo gives the file back', async () => {
      const run = freshRun();
      const ran = await host.run(logrotateSet, weekly, { run });
      expect(ran).toMatchObject({
        status: 'Success',
        said: '-daily\n-rotate 14\n+weekly\n+rotate 7\n+weekly\n+rotate 7\nlogrotate reads it: 2 blocks\n',
      });
      expect(await host.read(CONFIG)).toBe(
        SHOP.replace('\tdaily\n\trotate 14', '\tweekly\n\trotate 7').replace(
          '\tcompress\n',
          '\tcompress\n\tweekly\n\trotate 7\n',
        ),
      );
      expect(await host.undo(logrotateSet, weekly, run)).toMatchObject({
        status: 'Success',
        said: expect.stringMatching(/^as before: /),
      });
      expect(await host.read(CONFIG)).toBe(SHOP);
      expect(await host.bash('ls /etc/logrotate.d')).not.toMatch(/shop\./);
    });

    it('is not touched when it is so already', async () => {
      await host.run(logrotateSet, weekly);
      const was = await host.bash(`stat -c '%i %Y' ${CONFIG}`);
      expect(await host.run(logrotateSet, weekly)).toMatchObject({
        status: 'Success',
        said: 'it is so already: nothing was changed\n',
      });
      expect(await host.bash(`stat -c '%i %Y' ${CONFIG}`)).toBe(was);
    });

    it('is not set where logrotate does not take the result', async () => {
      await host.shadow(
        'logrotate',
        '#!/bin/sh\ngrep -q "rotate 7" "$2" && echo "error: $2:3 it is a bad day"\nexit 0\n',
      );
      const ran = await host.run(logrotateSet, weekly);
      expect(ran).toMatchObject({
        status: 'Failed',
        said: `nothing was changed, logrotate does not take it: ${CONFIG}:3 it is a bad day\n`,
      });
      expect(await host.read(CONFIG)).toBe(SHOP);
    });

    it('is not set in a file without a block', async () => {
      await host.write(CONFIG, '# nothing yet\n');
      expect(await host.run(logrotateSet, weekly)).toMatchObject({
        status: 'Failed',
        said: `nothing was changed: no block of logs was found in ${CONFIG}\n`,
      });
    });

    it("keeps somebody's later change when the run is taken back", async () => {
      const run = freshRun();
      await host.run(logrotateSet, weekly, { run });
      await host.bash(`echo '# mine' >>${CONFIG}`);
      expect(await host.undo(logrotateSet, weekly, run)).toMatchObject({
        status: 'Failed',
        said: expect.stringContaining(`was changed after ${run}, and stays`),
      });
    });

    it('is done now, with old logs as many as are kept, and once for one run', async () => {
      await host.write(CONFIG, '/var/log/shop/*.log {\n\tdaily\n\trotate 2\n}\n');
      for (const [at, text] of ['one', 'two', 'three'].entries()) {
        await host.write('/var/log/shop/orders.log', text);
        const run = freshRun();
        const ran = await host.run(logrotateRun, shop, { run });
        expect([at, ran.status, ran.said]).toEqual([
          at,
          'Success',
          '/var/log/shop/orders.log → /var/log/shop/orders.log.1\n',
        ]);
        expect(await host.run(logrotateRun, shop, { run })).toEqual(ran);
      }
      expect(await host.read('/var/log/shop/orders.log.1')).toBe('three');
      expect(await host.read('/var/log/shop/orders.log.2')).toBe('two');
      expect(await host.bash('ls /var/log/shop')).toBe('orders.log\norders.log.1\norders.log.2\n');
    });

    it('is not done with a configuration that is not valid, nor beside another logrotate', async () => {
      await host.write(CONFIG, SHOP.replace('rotate 14', 'rotate soon'));
      expect(await host.run(logrotateRun, shop)).toMatchObject({
        status: 'Failed',
        said: expect.stringMatching(/^nothing was rotated, the configuration is not valid: .*bad rotation count/),
      });
      await host.shadow('logrotate', '#!/bin/sh\n[ "$1" = -d ] || exit 3\n');
      expect(await host.run(logrotateRun, shop)).toMatchObject({
        said: 'nothing was rotated: another logrotate runs\n',
      });
    });

    it.each([
      [logrotateShow, { name: 'shpo' }],
      [logrotateSet, { ...weekly, name: 'shpo' }],
      [logrotateRun, { name: 'shpo' }],
    ] as const)('$name names what is there when a log is not', async (command, fields) => {
      const ran = await host.run(command, fields);
      expect(ran).toMatchObject({ status: 'Failed', code: 1 });
      expect(ran.said).toMatch(/^nothing in \/etc\/logrotate\.d is called shpo; there are: .*\bnginx\b.*\bshop\b/);
    });

    it.each([
      [logrotateShow, shop],
      [logrotateSet, weekly],
      [logrotateRun, shop],
    ] as const)('$name is ended at its time-out', async (command, fields) => {
      await host.hang('logrotate');
      expect(await host.run(command, fields, { timeoutSeconds: 1 })).toMatchObject({ status: 'Execution Timed Out' });
      expect(await host.read(CONFIG)).toBe(SHOP);
    });
  },
  ['nginx', 'worker'],
  ['logrotate'],
);
