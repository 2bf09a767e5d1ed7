import { describe, expect, it } from 'vitest';
import { namesLeft, namesOurs, ownNames, withoutNames } from '../../../../bot/domain/escalation/names-ours.ts';

const OURS = [
  { name: 'infra-gate' },
  { name: 'host-7', group: 'web' },
  { name: 'db.acme.example', group: 'eu-west' },
  { name: 'gateway' },
];
const named = (text: string) => namesOurs([text], OURS);

describe('Names of ours in words for a vendor', () => {
  it.each<[string, string[]]>([
    ['as on host-7', ['host-7']],
    ['see (HOST-7), “host-7”s and host-7:8080', ['HOST-7']],
    ['http://host-7.acme.example/x?y', ['host-7.acme.example']],
    ['the db.acme.example.', ['db.acme.example']],
    ['the gateway of eu-west', ['gateway', 'eu-west']],
    [
      'reach 10.1.2.3/24 and 192.168.0.9, 172.31.0.1, 100.64.0.1',
      ['10.1.2.3', '192.168.0.9', '172.31.0.1', '100.64.0.1'],
    ],
    ['fd12:3456:789a::1 does not answer', ['fd12:3456:789a::1']],
    [
      'i-0abcdef1234567890 on ip-10-0-0-5.eu-west-1.compute.internal',
      ['i-0abcdef1234567890', 'ip-10-0-0-5.eu-west-1.compute.internal'],
    ],
    ['the web is slow, host-70 and host-7b are not ours; 172.32.0.1, 8.8.8.8 and 1.10.2.3 are outside', []],
    ['it began at 10:00, fe fd: 2 of 3', []],
    ['', []],
  ])('%s', (text, names) => expect(named(text)).toEqual(names));

  it('are let through of the request’s own targets, of what was said before, and of what is named on purpose', () => {
    const names = named('infra-gate.acme.example, host-7, gateway, 10.0.0.1');
    const of = { spots: [{ name: 'infra-gate' }], before: ['Host-7'], naming: ['GATEWAY'] };
    expect(namesLeft(names, of)).toEqual(['10.0.0.1']);
  });

  it('are the request’s own in the command that is asked for, not in what is asked in words', () => {
    const task = 'ip add 10.77.0.5/24 on infra-gate';
    expect(ownNames({ kind: 'paid', task }, OURS)).toEqual(['10.77.0.5', 'infra-gate']);
    expect(ownNames({ kind: 'other', task }, OURS)).toEqual([]);
  });

  it('are marked where they stood, and nothing else is', () => {
    const text = 'as on host-7, HOST-7.acme.example and host-70 (10.0.0.1, fd12::1)';
    expect(withoutNames(text, named(text))).toBe('as on [hidden], [hidden] and host-70 ([hidden], [hidden])');
  });

  it('are found at the end of a long text, in the time of a request', () => {
    const long = `${'a.'.repeat(20_000)} ${'fd12:'.repeat(5_000)} ${'-'.repeat(20_000)}`;
    expect(named(`${long} host-7`)).toEqual(['host-7']);
  });
});
