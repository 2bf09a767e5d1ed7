import { describe, expect, it } from 'vitest';
import { mayCheck } from '../../../../bot/domain/policy/may-check.ts';

describe('mayCheck', () => {
  it.each([
    ['https://shop.acme.example/health', ['shop.acme.example']],
    ['http://shop.acme.example', ['shop.acme.example']],
    ['https://SHOP.acme.example:443/', ['shop.acme.example']],
    ['http://shop.acme.example:80/', ['shop.acme.example']],
    ['https://shop.acme.example:8443/', ['shop.acme.example', 'shop.acme.example:8443']],
    ['https://eu.shop.acme.example/', ['*.acme.example']],
  ])('allows %s by %j', (url, listed) => {
    expect(mayCheck({ mayCheck: listed }, url)).toBe(true);
  });

  it.each([
    ['https://shop.acme.example/', undefined],
    ['https://shop.acme.example/', []],
    ['https://shop.acme.example:8443/', ['shop.acme.example']],
    ['https://shop.acme.example/', ['shop.acme.example:8443']],
    ['http://shop.acme.example:443/', ['shop.acme.example']],
    ['https://shop.acme.example.evil.example/', ['shop.acme.example', '*.acme.example']],
    ['https://evilacme.example/', ['*.acme.example']],
    ['https://acme.example/', ['*.acme.example']],
    ['https://.acme.example/', ['*.acme.example']],
    ['https://shop.acme.example./', ['shop.acme.example']],
    ['https://shop.acme.example@evil.example/', ['shop.acme.example', 'evil.example']],
    ['https://shop.acme.example\\@evil.example/', ['shop.acme.example']],
    ['ftp://shop.acme.example/', ['shop.acme.example']],
    ['https:///shop.acme.example', ['shop.acme.example']],
    ['169.254.169.254', ['169.254.169.254']],
    ['', ['*.acme.example']],
  ])('refuses %s with the list %j', (url, listed) => {
    expect(mayCheck(listed ? { mayCheck: listed } : {}, url)).toBe(false);
  });
});
