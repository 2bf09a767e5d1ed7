import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import { createSecrets } from '../../../../bot/adapters/secrets.ts';
import { type HttpEvent, MAX_BODY } from '../../../../bot/adapters/slack/body.ts';
import { createGuard, type Guarded } from '../../../../bot/adapters/slack/guard.ts';
import { APP, command, delivery, event, interaction, json, mention, NOW, press, SECRET } from './deliveries.ts';

const lines: unknown[] = [];

function guard(secrets: readonly string[] = [SECRET], again: readonly string[] = secrets) {
  return createGuard({
    signing: { secrets: async () => secrets, secretsAgain: async () => again },
    appId: APP,
    now: () => NOW,
    log: (...line) => lines.push(line),
  });
}

const verdict = (guarded: Guarded) => (guarded.is === 'passed' ? 'passed' : guarded.answer.statusCode);
const judge = async (it: HttpEvent) => verdict(await guard()(it));

describe('the guard', () => {
  it.each([
    ['a slash command', delivery(command())],
    ['an interaction', delivery(interaction(press()))],
    ['an event', json(event(mention()))],
    [
      'a media type with a character set',
      delivery(command(), { type: 'application/x-www-form-urlencoded; charset=utf-8' }),
    ],
    ['a media type in capitals', delivery(command(), { type: 'Application/X-WWW-Form-Urlencoded;charset="UTF-8"' })],
    [
      'letters beyond ASCII in base64',
      delivery(event(mention({ text: 'é — ✅' })), { type: 'application/json', base64: true }),
    ],
    ['letters beyond ASCII in plain text', json(event(mention({ text: 'é — ✅' })))],
    ['a time of 300 s ago', delivery(command(), { at: NOW - 300_000 })],
    ['a time 300 s ahead', delivery(command(), { at: NOW + 300_000 })],
  ])('passes %s', async (_what, it) => {
    expect(await judge(it)).toBe('passed');
  });

  it('hands Bolt the verified body as plain JSON, with the retry headers and no others', async () => {
    const sent = delivery(interaction(press()));
    sent.headers['x-slack-retry-num'] = '1';
    sent.headers['x-slack-retry-reason'] = 'http_timeout';
    const guarded = await guard()(sent);
    expect(guarded).toEqual({
      is: 'passed',
      event: {
        headers: {
          'content-type': 'application/json',
          'x-slack-retry-num': '1',
          'x-slack-retry-reason': 'http_timeout',
        },
        body: JSON.stringify({ api_app_id: APP, ...press() }),
        isBase64Encoded: false,
        rawPath: '/slack',
      },
    });
  });

  it('passes the handshake of the Events API, which names no app', async () => {
    expect(await judge(json(JSON.stringify({ type: 'url_verification', challenge: 'c', token: 't' })))).toBe('passed');
  });

  it('answers a signed certificate check itself', async () => {
    expect(await judge(delivery('ssl_check=1&token=t'))).toBe(200);
  });

  const header = (name: string, value: string | undefined): HttpEvent => {
    const it = delivery(command());
    return { ...it, headers: { ...it.headers, [name]: value } };
  };
  const signature = delivery(command()).headers['x-slack-signature'] ?? '';

  it.each([
    ['no headers', { ...delivery(command()), headers: {} }],
    ['no body', { headers: {} }],
    ['another secret', delivery(command(), { secret: 'another' })],
    ['a time of 301 s ago', delivery(command(), { at: NOW - 301_000 })],
    ['a time 301 s ahead', delivery(command(), { at: NOW + 301_000 })],
    ['a version other than v0', header('x-slack-signature', signature.replace('v0=', 'v9='))],
    ['capital digits', header('x-slack-signature', signature.toUpperCase().replace('V0', 'v0'))],
    ['a signature twice', header('x-slack-signature', `${signature},${signature}`)],
    ['a line end after the signature', header('x-slack-signature', `${signature}\n`)],
    ['a time with a fraction', header('x-slack-request-timestamp', `${NOW / 1000}.0`)],
    ['a time in another notation', header('x-slack-request-timestamp', `0${NOW / 1000}`)],
    [
      'an unsigned certificate check',
      { headers: { 'content-type': 'x' }, body: 'ssl_check=1', isBase64Encoded: false },
    ],
    ['another app', delivery(command({ api_app_id: 'A0OTHER' }))],
    ['a body that names no app', delivery('command=%2Fops&text=help')],
    ['a handshake that carries an event', json(JSON.stringify({ type: 'url_verification', event: mention() }))],
  ])('answers 401 to %s', async (_what, it) => {
    expect(await judge(it)).toBe(401);
  });

  it.each([
    ['a key twice', delivery(`${command()}&user_id=U0ADMIN001`)],
    ['a payload twice', delivery(`${interaction(press())}&payload=%7B%7D`)],
    ['a payload beside fields', delivery(`${interaction(press())}&user_id=U0ADMIN001`)],
    ['__proto__ as a key', delivery(`${command()}&__proto__=x`)],
    ['a payload that is no JSON', delivery('payload=%7B')],
    ['a payload that is a list', delivery('payload=%5B%5D')],
    ['JSON that is null', json('null')],
    ['no JSON', json('{')],
    ['another media type', delivery(command(), { type: 'text/plain' })],
    ['no media type', header('content-type', undefined)],
    ['another character set', delivery(command(), { type: 'application/x-www-form-urlencoded; charset=utf-16' })],
    ['bytes that are no UTF-8', delivery(Uint8Array.of(0x7b, 0xff, 0x7d))],
  ])('answers 400 to %s, signed', async (_what, it) => {
    expect(await judge(it)).toBe(400);
  });

  it('looks at a body of 100 KB and at none that is a byte longer', async () => {
    const room = MAX_BODY - command({ text: '' }).length;
    const largest = command({ text: 'x'.repeat(room) });
    expect(await judge(delivery(largest))).toBe('passed');
    expect(await judge(delivery(`${largest}x`))).toBe(413);
    expect(await judge(delivery(`${largest}x`, { base64: false }))).toBe(413);
  });

  it('leaves __proto__ in a payload without effect', async () => {
    const guarded = await guard()(
      delivery(`payload=${encodeURIComponent(`{"api_app_id":"${APP}","__proto__":{"admin":true}}`)}`),
    );
    expect(verdict(guarded)).toBe('passed');
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });
});

describe('the guard, while the signing secret is rotated', () => {
  it('F29: refuses nothing that Slack signed, second by second, and the old secret once nobody holds it any more', async () => {
    const text = (signingSecret: string, more: object = {}) =>
      JSON.stringify({ signingSecret, botToken: 'xoxb-1', ...more });
    let stored = text('old');
    let now = NOW;
    const clock = () => now;
    /** Functions that began at different times: each holds the secrets as it read them. */
    const functions = Array.from({ length: 5 }, () => {
      const send = async () => ({ SecretString: stored });
      const client = { send } as unknown as SecretsManagerClient;
      const signing = createSecrets({ client, name: 'remit/slack', now: clock });
      return createGuard({ signing, appId: APP, now: clock, log: () => undefined });
    });
    const answers = (secret: string) =>
      Promise.all(functions.map(async (one) => verdict(await one(delivery(command(), { secret, at: now })))));
    const all = (said: string | number) => functions.map(() => said);
    const seconds = async (count: number, check: (second: number) => Promise<void>) => {
      for (let second = 0; second < count; second += 1, now += 1_000) await check(second);
    };
    for (const [at, one] of functions.entries()) {
      now = NOW + at * 61_000;
      await one(delivery(command(), { secret: 'old', at: now }));
    }
    stored = text('new', { previousSigningSecret: 'old' });
    await seconds(400, async (second) => {
      // Slack changes over in the middle: what was signed before is still under way for some seconds.
      const signed = second < 200 ? ['old'] : second < 210 ? ['old', 'new'] : ['new'];
      for (const secret of signed) expect([second, await answers(secret)]).toEqual([second, all('passed')]);
    });
    stored = text('new');
    await seconds(301, async (second) => expect([second, await answers('new')]).toEqual([second, all('passed')]));
    expect(await answers('old')).toEqual(all(401));
  });

  it('takes both secrets, and neither once it is gone', async () => {
    const both = guard(['new', 'old']);
    for (const secret of ['new', 'old']) expect(verdict(await both(delivery(command(), { secret })))).toBe('passed');
    expect(verdict(await guard(['new'])(delivery(command(), { secret: 'old' })))).toBe(401);
  });

  it('asks for the secrets again before it refuses, so that nothing is refused in the first minutes of a new one', async () => {
    expect(verdict(await guard(['old'], ['new', 'old'])(delivery(command(), { secret: 'new' })))).toBe('passed');
  });

  it('asks for no secret when the stamp cannot be valid', async () => {
    const unread = createGuard({
      signing: {
        secrets: () => Promise.reject(new Error('asked')),
        secretsAgain: () => Promise.reject(new Error('asked')),
      },
      appId: APP,
      now: () => NOW,
      log: () => {},
    });
    expect(verdict(await unread({ headers: {}, body: 'junk' }))).toBe(401);
  });
});

describe('the guard under mutation', () => {
  const samples = [
    ...Array.from({ length: 40 }, (_, n) => delivery(command({ text: `restart nginx on host-${n}` }))),
    ...Array.from({ length: 20 }, (_, n) => delivery(interaction({ type: 'block_actions', n }))),
    ...Array.from({ length: 20 }, (_, n) =>
      json(JSON.stringify({ type: 'event_callback', api_app_id: APP, n, text: 'é✅' })),
    ),
  ];

  it('accepts none of the single-bit flips of signature, body and time, and throws at none', {
    timeout: 120_000,
  }, async () => {
    const judged = { mutations: 0, accepted: 0 };
    const check = guard();
    for (const sample of samples) {
      expect(verdict(await check(sample))).toBe('passed');
      for (const mutant of mutants(sample)) {
        judged.mutations += 1;
        if (verdict(await check(mutant)) !== 401) judged.accepted += 1;
      }
    }
    expect(judged.accepted).toBe(0);
    expect(judged.mutations).toBeGreaterThan(100_000);
  });

  it('answers 10,000 unsigned junk bodies with 401, and logs none of them', async () => {
    lines.length = 0;
    let state = 42;
    for (let n = 0; n < 10_000; n += 1) {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
      const body = `junk-${state}-${'{"payload='.repeat(n % 7)}`;
      expect(await judge({ headers: { 'content-type': 'application/json' }, body, isBase64Encoded: n % 2 === 0 })).toBe(
        401,
      );
    }
    expect(lines).toHaveLength(10_000);
    expect(JSON.stringify(lines)).not.toContain('junk');
  });
});

function* mutants(sample: HttpEvent): Generator<HttpEvent> {
  for (const name of ['x-slack-signature', 'x-slack-request-timestamp']) {
    for (const value of flips(Buffer.from(sample.headers[name] ?? ''))) {
      yield { ...sample, headers: { ...sample.headers, [name]: value.toString('latin1') } };
    }
  }
  const bytes = Buffer.from(sample.body ?? '', sample.isBase64Encoded ? 'base64' : 'utf8');
  for (const value of flips(bytes)) yield { ...sample, body: value.toString('base64'), isBase64Encoded: true };
}

function* flips(bytes: Buffer): Generator<Buffer> {
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const flipped = Buffer.from(bytes);
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    yield flipped;
  }
}
