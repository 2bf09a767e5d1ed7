import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from '../../../bot/domain/redact.ts';
import { CORPUS, HARMLESS } from './secrets.ts';

// Put together here, so that no scanner takes this file for a leak.
const joined = (...parts: string[]) => parts.join('');
const SLACK = joined('xox', 'b-2345678901-2345678901234-AbCdEfGhIjKlMnOpQrStUvWx');
const AWS = joined('AKI', 'AIOSFODNN7EXAMPLE');
const GITHUB = joined('gh', 'p_0123456789abcdefghijklmnopqrstuvwxyz');
const BODY = 'MIIEpAIBAAKCAQEA7bq0Zr5f9Yp2d5mC4pN1h3wU\nQk8s7Hq2VYtJmTz0aLw9pX4e';
const PEM = joined('-----BEGIN RSA PRIVATE', ` KEY-----\n${BODY}\n-----END RSA PRIVATE`, ' KEY-----');
const JWT = joined('eyJhbGciOiJIUzI1NiJ9', '.eyJzdWIiOiJhZG1pbiJ9', '.c2lnbmF0dXJlLWhlcmU');

/** Every code point, lone surrogates too. (fast-check's own `binary` unit takes seconds to begin.) */
const anyText = fc.array(fc.integer({ min: 0, max: 0x10ffff })).map((codes) => String.fromCodePoint(...codes));

describe('redact', () => {
  it.each([
    ['a Slack bot token', `token is ${SLACK} ok`, 'token is [hidden] ok'],
    [
      'a line of a difference',
      '-password = hunter2hunter2\n+password = a',
      '-password = [hidden]\n+password = [hidden]',
    ],
    ['a line of a difference of YAML', '+password: three plain words', '+password: [hidden]'],
    ['a Slack user token', joined('xox', 'p-1-2-3-abcdef0123456789'), '[hidden]'],
    ['a Slack app token', joined('xap', 'p-1-A012345-9876543210-abcdef'), '[hidden]'],
    ['an incoming webhook', 'POST https://hooks.slack.com/services/T01/B02/abcDEF123', 'POST https://[hidden]'],
    ['an AWS access key', `id ${AWS}.`, 'id [hidden].'],
    ['a GitHub token', `push with ${GITHUB}`, 'push with [hidden]'],
    ['a fine-grained GitHub token', joined('github', '_pat_11ABCDEFG0aBcDeFgHiJkLmN_OpQr'), '[hidden]'],
    ['a GitLab token', joined('glp', 'at-aBcDeFgHiJkLmNoPqRsT'), '[hidden]'],
    ['a JSON web token', `got ${JWT}`, 'got [hidden]'],
    ['a private key', `before\n${PEM}\nafter`, 'before\n[hidden] private key\nafter'],
    ['a private key within JSON', `{"k":"${PEM.replaceAll('\n', '\\n')}"}`, '{"k":"[hidden] private key"}'],
    ['a private key cut at its end', `x\n${PEM.slice(0, 60)}`, 'x\n[hidden] private key'],
    ['a private key cut at its beginning', `${PEM.slice(45)}\nafter`, '\n[hidden] private key\nafter'],
    ['a password', 'password=hunter2 next', 'password=[hidden] next'],
    ['an environment variable', 'PGPASSWORD=hunter2', 'PGPASSWORD=[hidden]'],
    [
      'regex metacharacters and brackets',
      'db_password=$1.*(a|b)[c]{2}\\w+^',
      'db_password=[hidden]+^'.replace('+^', ''),
    ],
    ['a quoted password with spaces', `password = "correct horse 'battery"`, 'password = "[hidden]"'],
    ['a quoted password with a quote', '{"password":"a\\"b, c","n":1}', '{"password":"[hidden]","n":1}'],
    [
      'JSON in JSON',
      '{"m":"{\\"api_key\\": \\"s3cr3t\\", \\"n\\": 1}"}',
      '{"m":"{\\"api_key\\": \\"[hidden]\\", \\"n\\": 1}"}',
    ],
    ['an open quote', 'secret: "abc def', 'secret: "[hidden]'],
    ['YAML of several words', 'db:\n  password: my secret phrase\n  port: 1', 'db:\n  password: [hidden]\n  port: 1'],
    ['a form', 'user=a&client_secret=b%20c&x=1', 'user=a&client_secret=[hidden]&x=1'],
    ['an option', 'mysql --password hunter2 -u root', 'mysql --password [hidden] -u root'],
    ['an option with =', 'curl --token=abc', 'curl --token=[hidden]'],
    ['Authorization: Bearer', 'Authorization: Bearer abc.def', 'Authorization: Bearer [hidden]'],
    ['Authorization: Basic, in JSON', '{"authorization":"Basic dTpw"}', '{"authorization":"Basic [hidden]"}'],
    ['a cookie', 'Set-Cookie: sid=1; Path=/', 'Set-Cookie: [hidden]'],
    ['userinfo in a URL', 'postgres://app:p@ss@db:5432/x', 'postgres://app:[hidden]@db:5432/x'],
    ['a random string near a key', 'key: 9f86d081884c7d659a2feaa0c55ad015', 'key: [hidden]'],
    ['a secret divided by colours', `pass\u001b[31mword=hun\u001b[0mter2`, 'password=[hidden]'],
    ['a secret divided by an invisible mark', 'pass\u200bword=hunter2', 'password=[hidden]'],
  ])('hides %s', (_what, printed, shown) => {
    expect(redact(printed)).toBe(shown);
  });

  it.each([
    'pid 412 → 977, active',
    'nginx: configuration file /etc/nginx/nginx.conf test is successful',
    'sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08  Remit-Restart-3f9a1c2b',
    'Remit-Restart-3f9a1c2b of document 3f9a1c2b9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15',
    'session 3f9a1c2b-9f86-4081-884c-7d659a2feaa0 opened',
    '127.0.0.1 - - [21/Nov/2026:14:30:01 +0000] "GET /login?next=%2F HTTP/1.1" 200 612 "-" "curl/8.5.0"',
    'Failed password for root from 10.0.0.4 port 50312 ssh2',
    'server_tokens off; worker_connections 768;',
    'ssl_certificate_key /etc/ssl/private/host-7-2024-selfsigned-cert;',
    'max_tokens: 512',
    'PasswordAuthentication=no, password: ********',
    'Filesystem 1K-blocks Used Available Use% Mounted on\n/dev/nvme0n1p1 8123812 5123120 2984308 64% /',
    'https://example.com:8443/a@b and user@host:/srv',
    'the key restart-nginx-on-host-seven-because-it-leaks stays',
  ])('shows %s', (printed) => {
    expect(redact(printed)).toBe(printed);
  });

  it.each(CORPUS)('hides %s, alone, in a line, and in the middle of others', (_what, secret, printed) => {
    for (const text of [printed, `a log line\n${printed}\nanother`, `${printed}\n${printed}`]) {
      expect(redact(text)).not.toContain(secret);
      expect(redact(redact(text))).toBe(redact(text));
    }
  });

  it.each(HARMLESS)('leaves %s as it is', (printed) => {
    expect(redact(printed)).toBe(printed);
  });

  it('hides a secret wherever it stands, and hides no more the second time', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom(SLACK, AWS, GITHUB, JWT), fc.string(), (a, secret, b) => {
        const masked = redact(`${a} ${secret} ${b}`);
        expect(masked).not.toContain(secret);
        expect(redact(masked)).toBe(masked);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    'a'.repeat(32_000),
    '"'.repeat(32_000),
    'password='.repeat(4_000),
    `secret:${'\\'.repeat(32_000)}`,
    `secret:"${'\\"'.repeat(16_000)}`,
    'eyJ'.repeat(11_000),
    '-----BEGIN PRIVATE KEY-----'.repeat(1_200),
    '://a:'.repeat(6_400),
    'key-'.repeat(8_000),
    ' '.repeat(32_000),
    '\u001b]'.repeat(16_000),
    'abc\n'.repeat(8_000),
    `password=${','.repeat(31_000)}x`,
    '"password":"x",'.repeat(2_000),
    'curl '.repeat(6_000),
    'machine a login b '.repeat(1_800),
    `mysql ${'-p '.repeat(10_000)}`,
    'LS0tLS1CRUdJTi'.repeat(2_200),
    '-----END PRIVATE KEY-----\n'.repeat(1_200),
  ])('stays quick on hostile output (%#)', (printed) => {
    const start = performance.now();
    redact(printed);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
