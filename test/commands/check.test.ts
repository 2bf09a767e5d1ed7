import { afterEach, beforeAll, expect, it } from 'vitest';
import { parse } from '../../bot/domain/language/parse.ts';
import { check } from '../../commands/check.ts';
import { commands } from '../../commands/index.ts';
import { describeOnHost, freshRun } from './host.ts';

const HERE = '10.77.0.10';

it.each([
  'ftp://shop.acme.example/',
  'https://user:word@shop.acme.example/',
  'https://shop.acme.example/?token=hush',
  'https://[::1]/',
  'file:///etc/shadow',
])('check refuses %s in the sentence', (url) => {
  expect(parse(`check ${url} from host-7`, { commands })).toMatchObject({ ok: false });
});

/** The name answers with these addresses, as a resolver would say it. */
function names(...addresses: string[]): string {
  return addresses.map((address) => `${address} shop.acme.example\n`).join('');
}

describeOnHost('check, on a host', (host) => {
  const ask = (url: string, more = {}) => host.run(check, { url }, more);
  const resolve = (...addresses: string[]) => host.write('/etc/hosts', `127.0.0.1 localhost\n${names(...addresses)}`);

  beforeAll(async () => {
    await host.bash(`ip addr show dev eth0 | grep ${HERE} >/dev/null`);
    await host.write(
      '/etc/nginx/nginx.conf',
      `user www-data; pid /run/nginx.pid; error_log /var/log/nginx/error.log; events {}
http { access_log /var/log/nginx/access.log;
  server { listen 80 default_server; listen 8080; listen 127.0.0.1:8090;
    location = /health { return 200 "well\\n"; }
    location = /moved { return 302 http://169.254.169.254/latest/meta-data/; }
    location = /broken { return 503 "no\\n"; } }
  server { listen 443 ssl; ssl_certificate /etc/nginx/shop.pem; ssl_certificate_key /etc/nginx/shop.key;
    location / { return 200 "well\\n"; } } }
`,
    );
    await host.bash(
      `openssl req -x509 -newkey rsa:2048 -nodes -keyout /etc/nginx/shop.key -out /etc/nginx/shop.pem -days 40 -subj /CN=shop.acme.example -addext subjectAltName=DNS:shop.acme.example 2>/dev/null
      systemctl restart nginx`,
    );
    await resolve(HERE);
  });
  afterEach(async () => {
    await host.restore();
    await resolve(HERE);
  });

  it('says status, time, size and the address that answered', async () => {
    const ran = await ask('http://shop.acme.example/health');
    expect(ran).toMatchObject({
      status: 'Success',
      said: expect.stringMatching(/^status 200\n0\.\d+ s, 5 bytes, from 10\.77\.0\.10\n$/),
    });
    expect((await ask('http://shop.acme.example:8080/health')).said).toMatch(/^status 200\n/);
  });

  it('marks an answer that is an error: that is an answer, too', async () => {
    expect(await ask('http://shop.acme.example/broken')).toMatchObject({
      status: 'Success',
      said: expect.stringMatching(/^status 503 {2}<- an error\n/),
    });
  });

  it('follows no redirect, and says where it leads', async () => {
    const { status, said } = await ask('http://shop.acme.example/moved');
    expect(status).toBe('Success');
    expect(said).toMatch(
      /^status 302\n.*\nleads to http:\/\/169\.254\.169\.254\/latest\/meta-data\/ \(not followed\)\n$/,
    );
  });

  it('says when the certificate ends, and that nobody vouches for it', async () => {
    const { status, said } = await ask('https://shop.acme.example/');
    expect(status).toBe('Success');
    expect(said).toMatch(
      /^status 200\n.*\ncertificate: (39|40) days left, until \d{4}-\d{2}-\d{2}\ncertificate: NOT TRUSTED: .+\n$/,
    );
  });

  it('says that a certificate is trusted when one of the host’s authorities vouches for it', async () => {
    await host.bash(
      'cp /etc/ssl/certs/ca-certificates.crt /srv/ca; cat /etc/nginx/shop.pem >>/etc/ssl/certs/ca-certificates.crt',
    );
    const { said } = await ask('https://shop.acme.example/');
    await host.bash('cat /srv/ca >/etc/ssl/certs/ca-certificates.crt');
    expect(said).toMatch(/\ncertificate: trusted\n$/);
  });

  it.each([
    ['127.0.0.1'],
    ['127.8.9.1'],
    ['169.254.169.254'],
    ['169.254.0.7'],
    ['0.0.0.0'],
    ['100.100.100.200'],
    ['168.63.129.16'],
    ['224.0.0.1'],
    ['255.255.255.255'],
    ['::1'],
    ['::'],
    ['fe80::1'],
    ['fd00:ec2::254'],
    ['::ffff:127.0.0.1'],
    ['64:ff9b::7f00:1'],
    ['2002:7f00:1::1'],
    [HERE, '169.254.169.254'],
  ])('asks nothing of a name that is %s', async (...addresses) => {
    await host.shadow('curl', '#!/bin/sh\ntouch /srv/asked\n');
    await resolve(...addresses);
    const ran = await ask('http://shop.acme.example:8090/health');
    expect(ran).toMatchObject({ status: 'Failed', code: 1 });
    expect(ran.said).toMatch(
      /^refused: shop\.acme\.example is [0-9a-f.:]+, an address of the host itself, its link or its cloud\n$/,
    );
    expect(await host.read('/srv/asked')).toBeUndefined();
  });

  it.each([
    'http://127.0.0.1:8090/health',
    'http://2130706433:8090/',
    'http://0x7f.1:8090/',
    'http://localhost:8090/',
    'http://127.1:8090/',
  ])('asks nothing of %s: whatever it is written as, it is the host itself', async (url) => {
    const ran = await ask(url);
    expect(ran.status).toBe('Failed');
    expect(ran.said).toMatch(/^refused: /);
  });

  it('asks the address that it looked at, whatever the name answers a moment later', async () => {
    await host.shadow(
      'getent',
      `#!/bin/sh\nprintf '127.0.0.1 shop.acme.example\\n' >/etc/hosts\necho "${HERE} STREAM shop.acme.example"\n`,
    );
    expect((await ask('http://shop.acme.example/health')).said).toContain(`from ${HERE}\n`);
  });

  it('has no proxy between, and reads no configuration of curl', async () => {
    await host.write('/root/.curlrc', 'location\nproxy = http://127.0.0.1:8090\n');
    const { said } = await ask('http://shop.acme.example/moved');
    await host.bash('rm /root/.curlrc');
    expect(said).toMatch(/^status 302\n/);
  });

  it('says that nobody answers, and what is not known', async () => {
    expect(await ask('http://shop.acme.example:8099/')).toMatchObject({
      status: 'Failed',
      said: expect.stringMatching(/^no answer from shop\.acme\.example \(10\.77\.0\.10\): .*port 8099/),
    });
    expect(await ask('http://nowhere.acme.example/')).toMatchObject({
      status: 'Failed',
      said: 'no address is known for nowhere.acme.example\n',
    });
  });

  it('gives the same run the first answer', async () => {
    const run = freshRun();
    const first = await ask('http://shop.acme.example/health', { run });
    await resolve('127.0.0.1');
    expect(await ask('http://shop.acme.example/health', { run })).toEqual(first);
  });

  it('is ended at its time-out', async () => {
    await host.hang('curl');
    expect(await ask('http://shop.acme.example/health', { timeoutSeconds: 1 })).toMatchObject({
      status: 'Execution Timed Out',
    });
  });
});
