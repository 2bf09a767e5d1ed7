import { describe, expect, it } from 'vitest';
import { parse } from '../../../../bot/domain/language/parse.ts';
import { ok } from '../../../../bot/domain/result.ts';
import type { Group } from '../../../../bot/domain/target.ts';
import { vocabulary } from './fixtures.ts';

function restart(names: string[], because?: string) {
  const command = { name: 'restart', fields: { service: 'nginx' }, targets: { names, groups: [] } };
  return because === undefined ? command : { ...command, because };
}

describe('parse', () => {
  it.each([
    ['as the help writes it', 'restart nginx on host-7'],
    ['in capitals', 'RESTART Nginx ON Host-7'],
    ['with spaces of every kind', '  restart \u00a0nginx\u2003on\thost-7\n'],
    ['with the bot mentioned first', '<@U0BOT|ops> restart nginx on host-7'],
    ['with the bot mentioned and a comma', '<@U0BOT>, restart nginx on host-7'],
    ['with names in quotes', 'restart "nginx" on ‘host-7’'],
    ['with names as code', 'restart `nginx` on `host-7`'],
    ['with the dash that a phone made long', 'restart nginx on host–7'],
    ['with invisible characters from a copy', 'restart\u200b nginx on host\u2060-7\ufeff'],
    ['with the same name twice', 'restart nginx on host-7, host-7'],
  ])('reads a command %s', (_how, text) => {
    expect(parse(text, vocabulary)).toEqual(
      ok({ is: 'command', command: restart(['host-7']), sentence: 'restart nginx on host-7' }),
    );
  });

  it.each([
    ['commas', 'host-7, host-8'],
    ['commas without spaces', 'host-7,host-8'],
    ['spaces', 'host-7 host-8'],
    ['and', 'host-7 and host-8'],
    ['a range', 'host-[7-8]'],
    ['a list of numbers', 'host-[7,8]'],
  ])('reads targets parted by %s', (_how, targets) => {
    expect(parse(`restart nginx on ${targets}`, vocabulary)).toEqual(
      ok({ is: 'command', command: restart(['host-7', 'host-8']), sentence: 'restart nginx on host-7, host-8' }),
    );
  });

  it.each([
    ['because "worker leak"', 'worker leak'],
    ['because worker leak', 'worker leak'],
    ['BECAUSE “it’s slow — very”', 'it’s slow — very'],
    ['because: 3 &lt; 4 &amp; on fire', '3 < 4 & on fire'],
    ['because <@U1|ann> saw <https://status.acme.example|the status page>', '@ann saw the status page'],
    ['because reboot and because on all', 'reboot and because on all'],
  ])('takes the reason of %s', (tail, because) => {
    expect(parse(`restart nginx on host-7 ${tail}`, vocabulary)).toMatchObject(
      ok({ command: restart(['host-7'], because) }),
    );
  });

  it('reads a service that is named like a keyword when it is quoted', () => {
    expect(parse('restart "because" on "on", "all"', vocabulary)).toMatchObject(
      ok({ command: { fields: { service: 'because' }, targets: { names: ['on', 'all'], groups: [] } } }),
    );
  });

  it('takes the link that Slack made of a name for the name', () => {
    expect(parse('restart nginx on <http://host-7.acme.example|host-7.acme.example>', vocabulary)).toMatchObject(
      ok({ command: restart(['host-7.acme.example']) }),
    );
  });

  it.each<[string, Group[], string]>([
    ['all user hosts', [{ kind: 'user-host' }], 'all user hosts'],
    ['ALL User-Hosts', [{ kind: 'user-host' }], 'all user hosts'],
    ['all user host', [{ kind: 'user-host' }], 'all user hosts'],
    ['all production user hosts', [{ environment: 'production', kind: 'user-host' }], 'all production user hosts'],
    [
      'all prod infra hosts',
      [{ environment: 'production', kind: 'infrastructure-host' }],
      'all production infrastructure hosts',
    ],
    ['all infrastructure containers', [{ kind: 'infrastructure-container' }], 'all infrastructure containers'],
    ['all end user containers', [{ kind: 'end-user-container' }], 'all end-user containers'],
    ['all end-user containers', [{ kind: 'end-user-container' }], 'all end-user containers'],
    ['all staging', [{ environment: 'staging' }], 'all staging'],
    ['all hosts', [{ kind: 'user-host' }, { kind: 'infrastructure-host' }], 'all user hosts, all infrastructure hosts'],
    [
      'all staging containers',
      [
        { environment: 'staging', kind: 'infrastructure-container' },
        { environment: 'staging', kind: 'end-user-container' },
      ],
      'all staging infrastructure containers, all staging end-user containers',
    ],
    ['tag:web', [{ tag: 'web' }], 'tag:web'],
    [
      'all production user hosts tag:web',
      [{ environment: 'production', kind: 'user-host', tag: 'web' }],
      'all production user hosts tag:web',
    ],
    [
      'all staging, all user hosts and tag:web',
      [{ environment: 'staging' }, { kind: 'user-host' }, { tag: 'web' }],
      'all staging, all user hosts, tag:web',
    ],
  ])('reads the group %s', (text, groups, written) => {
    expect(parse(`uptime on ${text}`, vocabulary)).toEqual(
      ok({
        is: 'command',
        command: { name: 'uptime', fields: {}, targets: { names: [], groups } },
        sentence: `uptime on ${written}`,
      }),
    );
  });

  it('keeps the zeros of a range and what follows it', () => {
    expect(parse('uptime on web-[08-10].eu, db', vocabulary)).toMatchObject(
      ok({ command: { targets: { names: ['web-08.eu', 'web-09.eu', 'web-10.eu', 'db'] } } }),
    );
  });

  it.each([
    ['logs nginx on host-7', '50', 'logs nginx on host-7'],
    ['logs nginx on host-7 last 50', '50', 'logs nginx on host-7'],
    ['logs nginx on host-7 last 1000', '1000', 'logs nginx on host-7 last 1000'],
  ])('reads the optional part of %s', (text, lines, sentence) => {
    expect(parse(text, vocabulary)).toMatchObject(ok({ command: { fields: { service: 'nginx', lines } }, sentence }));
  });

  it.each([
    ['approve R-8C2MX', { is: 'approve', run: '8C2MX' }],
    ['approve r-8c2mx plan 9AF3', { is: 'approve', run: '8C2MX', plan: '9af3' }],
    ['approve 8c2mx', { is: 'approve', run: '8C2MX' }],
    ['show R-0OIL1', { is: 'show', run: '00111' }],
    ['deny R-8C2MX', { is: 'deny', run: '8C2MX' }],
    ['deny R-8C2MX because not now', { is: 'deny', run: '8C2MX', because: 'not now' }],
    ['cancel R-8C2MX because “wrong host”', { is: 'cancel', run: '8C2MX', because: 'wrong host' }],
    [
      'settle R-8C2MX host-7 as done because seen',
      { is: 'settle', run: '8C2MX', host: 'host-7', as: 'done', because: 'seen' },
    ],
    [
      'settle R-8C2MX HOST-7 as not done because seen',
      { is: 'settle', run: '8C2MX', host: 'host-7', as: 'not-done', because: 'seen' },
    ],
    ['why R-8C2MX', { is: 'why', run: '8C2MX' }],
    ['again R-8C2MX', { is: 'again', run: '8C2MX' }],
    ['runs', { is: 'runs' }],
    ['health', { is: 'health' }],
    ['targets', { is: 'targets', filter: [] }],
    ['targets all staging user hosts tag:web', { is: 'targets', filter: ['staging', 'user-host', 'tag:web'] }],
    ['targets hosts web', { is: 'targets', filter: ['hosts', 'web'] }],
    ['help', { is: 'help' }],
    ['?', { is: 'help' }],
    ['help Restart', { is: 'help', about: 'restart' }],
    ['help approve', { is: 'help', about: 'approve' }],
    ['', { is: 'form' }],
    ['<@U0BOT>', { is: 'form' }],
    ['form', { is: 'form' }],
  ])('reads %s', (text, sentence) => {
    expect(parse(text, vocabulary)).toEqual(ok(sentence));
  });

  it('reads the plan of a command as that command', () => {
    expect(parse('plan restart nginx on host-7 because "a look"', vocabulary)).toEqual(
      ok({ is: 'plan', command: restart(['host-7'], 'a look'), sentence: 'restart nginx on host-7 because "a look"' }),
    );
  });

  it.each([
    ['form restart', { command: 'restart', missing: ['service', 'targets'], filled: {} }],
    ['form restart nginx', { command: 'restart', missing: ['targets'], filled: { service: 'nginx' } }],
    [
      'form restart nginx on host-7, all staging because leak',
      {
        command: 'restart',
        missing: [],
        filled: { service: 'nginx' },
        targets: 'host-7, all staging',
        because: 'leak',
      },
    ],
    ['form restart on all', { command: 'restart', missing: ['service', 'targets'], filled: {} }],
  ])('fills the form of %s with what is known', (text, gap) => {
    expect(parse(text, vocabulary)).toEqual(ok({ is: 'form', gap }));
  });
});
