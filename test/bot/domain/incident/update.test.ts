import { describe, expect, it } from 'vitest';
import { withoutInnerNames } from '../../../../bot/domain/incident/update.ts';

const INNER = ['host-7', 'db-1', 'payments'];

describe('a text for readers outside', () => {
  it.each([
    ['host-7 is slow', 'a host is slow'],
    ['HOST-7.acme.example, then (db-1)!', 'a host, then (a host)!'],
    ['all of payments', 'all of a host'],
    ['see https://grafana.acme.example/d/1?x=host-7 please', 'see a link please'],
    ['see https://grafana.acme.example/d/1, ask @UANA12; then wait', 'see a link, ask somebody; then wait'],
    ['from 10.1.2.3 to fe80::1:2:3', 'from an address to an address'],
    ['ask @U0OPERATOR or ops@acme.example in #inc-7qk2p', 'ask somebody or an address in a channel'],
    ['from fe80::1, ::1 or 2001:db8::', 'from an address, an address or an address'],
    ['db.internal and host‑7 or printer.local', 'a host and a host or a host'],
    ['std::vector at 14:05:30, a::b – ok', 'std::vector at 14:05:30, an address – ok'],
    ['other.box.acme.example answers', 'a host answers'],
    ['host-71 and db-12 are others’ words', 'host-71 and db-12 are others’ words'],
    ['Zahlungen gehen wieder, 99.9 % of them.', 'Zahlungen gehen wieder, 99.9 % of them.'],
  ])('says %j as %j', (text, said) => {
    expect(withoutInnerNames(text, INNER)).toBe(said);
  });
});
