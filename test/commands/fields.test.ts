import { describe, expect, it } from 'vitest';
import type { Field } from '../../bot/domain/command.ts';
import { parse } from '../../bot/domain/language/parse.ts';
import { write } from '../../bot/domain/language/write.ts';
import { defineCommand } from '../../commands/define-command.ts';
import {
  accountName,
  cidr,
  duration,
  ipAddress,
  lineCount,
  oneOf,
  packageName,
  pathUnder,
  plainName,
  portAndProtocol,
  serviceName,
  url,
} from '../../commands/fields.ts';

const path = pathUnder(['/etc/nginx', '/etc/logrotate.d'], { example: '/etc/nginx/nginx.conf' });

type Case = [what: string, field: Field, yes: string[], no: string[]];
const cases: Case[] = [
  ['a service', serviceName(), ['nginx', 'php8.2-fpm', 'getty@tty1'], ['-nginx', 'a b', 'Nginx']],
  ['a count of lines', lineCount(), ['1', '1000'], ['0', '1001', '1e3']],
  [
    'a package',
    packageName(),
    ['htop', 'libc++1', 'htop=3.2.2-2', 'git=1:2.39.5-0+deb12u2'],
    ['h', 'Htop', 'htop=', 'htop=$x'],
  ],
  [
    'a port',
    portAndProtocol(),
    ['1/tcp', '65535/udp', '6000-6010/tcp'],
    ['0/tcp', '65536/tcp', '443', '443/icmp', '443 /tcp'],
  ],
  [
    'a network',
    cidr(),
    ['10.1.0.0/16', '10.1.2.3', '2001:db8::/32', 'fd00:1:2:3::1/128'],
    ['256.1.1.1', '10.1.0.0/33', 'any', '10.1/16', '2001:db8::/129'],
  ],
  ['a network, or any', cidr({ default: 'any' }), ['any', '0.0.0.0/0'], ['all', 'anyhow', 'any/8']],
  ['an address', ipAddress(), ['10.1.0.1', '2001:db8::1'], ['10.1.0.0/16', 'host-7', '1.2.3']],
  ['an account', accountName(), ['alice', 'svc_1-a', 'a'.repeat(32)], ['1alice', 'a'.repeat(33), 'root;', 'a.b']],
  ['a time', duration(), ['30m', '4h', '7d', '999m'], ['0h', '1w', '100h', '4 h', 'h']],
  [
    'a path',
    path,
    ['/etc/nginx/nginx.conf', '/etc/nginx/sites-enabled/a.conf', '/etc/logrotate.d/nginx'],
    [
      '/etc/nginx',
      '/etc/nginx/../shadow',
      '/etc/nginx/.htpasswd',
      '/etc/nginxx/a',
      '/etc/shadow',
      '/etc/nginx//a',
      '/etc/nginx/-f',
    ],
  ],
  [
    'a web address',
    url(),
    ['http://localhost/', 'https://host-7.acme.example:8443/health'],
    ['file:///etc/passwd', 'http://a@b/', 'http://-x/', 'http://h/?q', 'gopher://h/'],
  ],
  ['one of some words', oneOf(['on', 'off'], { label: 'State' }), ['on', 'off'], ['onoff', 'of', '']],
  ['a name', plainName({ label: 'Name', example: 'eu-south' }), ['eu-south', 'a.b_c'], ['-a', '.a', 'A', 'a/b']],
];

describe('a field', () => {
  it.each(cases)('%s takes what it says, and nothing else', (_what, { allowedPattern }, yes, no) => {
    const test = new RegExp(allowedPattern);
    expect(yes.filter((value) => !test.test(value))).toEqual([]);
    expect(no.filter((value) => test.test(value))).toEqual([]);
  });

  it.each(cases)(
    '%s has a pattern that Java, RE2 and we read alike, an example, and no value like an option',
    (_what, field) => {
      const { allowedPattern, example, default: value = example } = field;
      expect(allowedPattern).toMatch(/^\^.*\$$/);
      expect(allowedPattern).not.toMatch(/\\|\(\?/);
      for (const one of [example, value]) expect(one).toMatch(new RegExp(allowedPattern));
      const options = ['-x', '--help', '-', ' ', '', ' x', 'x\n', 'x\n--help', '$(x)', '`x`', 'a;b', "a'b", 'a"b'];
      expect(options.filter((one) => new RegExp(allowedPattern).test(one))).toEqual([]);
    },
  );

  it.each(cases)('%s is one word of a sentence, in its place and in an optional part', (_what, field, yes) => {
    const probe = defineCommand({
      name: 'probe it',
      activity: 'additional-software',
      summary: 'Probe',
      pattern: 'probe it <first> [from <second>] on <targets>',
      examples: [],
      fields: { first: field, second: { ...field, default: field.example } },
      risk: 'read',
      role: 'operator',
      approval: { production: 'none', staging: 'none' },
      repeatable: true,
      effect: () => 'nothing',
      title: () => ({ ask: 'Probe', doing: 'Probing', done: 'Probed' }),
      undo: 'Nothing to undo.',
      run: { document: 'Remit-Probe', parameters: () => ({}), timeoutSeconds: 1, script: ':' },
    });
    const targets = { names: ['host-7'], groups: [] };
    for (const first of yes) {
      for (const second of yes) {
        const command = { name: 'probe it', fields: { first, second }, targets };
        const sentence = write(command, [probe]);
        if (![first, second].includes('on')) expect(sentence).not.toContain('"');
        const read = parse(sentence, { commands: [probe] });
        expect(read).toEqual({ ok: true, value: { is: 'command', command, sentence } });
      }
    }
  });
});
