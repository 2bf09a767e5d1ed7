import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { certificateCheck } from '../../commands/certificate-check.ts';
import { certificateInstall } from '../../commands/certificate-install.ts';
import { certificateRenew } from '../../commands/certificate-renew.ts';
import { certificateShow } from '../../commands/certificate-show.ts';
import { describeOnHost, freshRun } from './host.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // nginx and openssl start some dozen times a test

const NAME = 'shop.acme.example';
const shop = { server: NAME };
const PLACED = `/etc/remit/certificates/${NAME}`;
const went = (said: string | RegExp) => ({ status: 'Success', said: expect.stringMatching(said) });
const failed = (said: string | RegExp) => ({ status: 'Failed', code: 1, said: expect.stringMatching(said) });

const NGINX = `events {}
http {
  # server { server_name commented.example; ssl_certificate /nowhere; }
  log_format odd '{ "a": "$uri" }; server {';
  server {
    listen 443 ssl; server_name ${NAME} www.acme.example "~^x{1,2}[.]acme";
    ssl_certificate tls/shop.pem;
    ssl_certificate_key tls/shop.key;
    location / { return 200 "shop\\n"; }
  }
  include sites-enabled/*;
  server { listen 80; server_name plain.acme.example; }
}
`;
/** As Debian keeps servers, each in a file that is included, with what they share in a snippet. */
const SITE = `server {
  listen 127.0.0.1:8443 ssl; server_name admin.acme.example; include snippets/tls.conf; # include nothing.conf;
}
`;
const SNIPPET = 'ssl_certificate /etc/nginx/tls/admin.pem;\nssl_certificate_key /etc/nginx/tls/admin.key;\n';

/** \`sign FILE DAYS NAME…\`: a key and a certificate from the test's own authority, FILE.key and FILE.pem with its chain. */
const SIGN = `cd /srv/ca
sign() {
  local file=$1 days=$2 names
  shift 2
  names=$(printf ',DNS:%s' "$@")
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout $file.key -subj "/CN=$1" -out $file.csr 2>/dev/null
  openssl x509 -req -in $file.csr -CA middle.crt -CAkey middle.key -days $days -out $file.crt \\
    -extfile <(printf 'subjectAltName=%s\\nextendedKeyUsage=serverAuth\\n' "\${names#,}") 2>/dev/null
  cat $file.crt middle.crt >$file.pem
  chmod 600 $file.key
}
`;
const AUTHORITY = `mkdir -p /srv/ca; cd /srv/ca
for one in root middle; do openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout $one.key -subj "/CN=Test $one" -out $one.csr 2>/dev/null; done
printf 'basicConstraints=critical,CA:true\\nkeyUsage=keyCertSign\\n' >ca.ext
openssl x509 -req -in root.csr -signkey root.key -days 900 -extfile ca.ext -out root.crt 2>/dev/null
openssl x509 -req -in middle.csr -CA root.crt -CAkey root.key -CAcreateserial -days 800 -extfile ca.ext -out middle.crt 2>/dev/null
`;

describeOnHost('certificates, on a host', (host) => {
  beforeAll(async () => {
    await host.bash(`${AUTHORITY}${SIGN}
      sign old 10 ${NAME} www.acme.example
      sign admin 300 admin.acme.example
      sign new 90 ${NAME} '*.acme.example'
      sign other 90 other.example
      sign expired -1 ${NAME} www.acme.example
      cp root.crt /usr/local/share/ca-certificates/test.crt
      cp root.crt /etc/ssl/certs/$(openssl x509 -in root.crt -noout -hash).0
      rm -f /etc/nginx/conf.d/* /etc/nginx/sites-enabled/*`);
    await host.write('/etc/nginx/nginx.conf', `user www-data;\npid /run/nginx.pid;\n${NGINX}`);
    await host.write('/etc/nginx/sites-enabled/admin', SITE);
    await host.write('/etc/nginx/snippets/tls.conf', SNIPPET);
  });
  const place = (pair = 'new') =>
    host.bash(`mkdir -p ${PLACED} && chmod 755 /etc/remit/certificates ${PLACED} && cd /srv/ca
      cp ${pair}.pem ${PLACED}/fullchain.pem && cp ${pair}.key ${PLACED}/privkey.pem && chmod 600 ${PLACED}/privkey.pem`);
  const put = (run = freshRun()) => host.run(certificateInstall, shop, { run });
  const files = () => host.bash('cd /etc/nginx/tls && stat -c "%n %a %U" * && sha256sum *');
  /** What a client is given: the days that are left of it. */
  const days = async (name = NAME) => {
    const end = await host.bash(
      `openssl s_client -connect 127.0.0.1:443 -servername ${name} -verify_return_error -verify_hostname ${name} </dev/null 2>/dev/null | openssl x509 -noout -enddate | cut -d= -f2`,
    );
    return Math.round((Date.parse(end) - Date.now()) / 86_400_000);
  };
  beforeEach(() =>
    host.bash(`mkdir -p /etc/nginx/tls && rm -rf /etc/nginx/tls/* /etc/remit /etc/letsencrypt && cd /srv/ca
      cp old.pem /etc/nginx/tls/shop.pem && cp admin.pem /etc/nginx/tls/admin.pem
      install -m 640 old.key /etc/nginx/tls/shop.key && install -m 600 admin.key /etc/nginx/tls/admin.key
      systemctl is-active --quiet nginx || systemctl start nginx
      systemctl reload nginx
      until openssl s_client -connect 127.0.0.1:443 -servername ${NAME} </dev/null 2>/dev/null | openssl x509 2>/dev/null | cmp -s - old.crt; do read -rt 0.1 <> <(:) || :; done`),
  );
  afterEach(() => host.restore());

  it('are listed with their names and users, the soonest end first', async () => {
    await place('expired');
    await host.write('/etc/postfix/main.cf', 'smtpd_tls_cert_file=/etc/mail.pem\n');
    const { said } = await host.run(certificateShow);
    await host.bash('rm -rf /etc/postfix/main.cf');
    expect(said.split('\n').slice(0, 10)).toEqual([
      'NO CERTIFICATE in /etc/mail.pem (postfix)',
      expect.stringMatching(/^EXPIRED on [-0-9]+ {2}<- renew it$/),
      `  ${NAME} www.acme.example`,
      `  ${PLACED}/fullchain.pem (placed for certificate install)`,
      expect.stringMatching(/^until [-0-9]+, 9 days left {2}<- renew it$/),
      `  ${NAME} www.acme.example`,
      '  /etc/nginx/tls/shop.pem (nginx)',
      expect.stringMatching(/^until [-0-9]+, 299 days left$/),
      '  admin.acme.example',
      '  /etc/nginx/tls/admin.pem (nginx)',
    ]);
  });

  it('are listed from the files where nginx refuses its configuration', async () => {
    await host.bash('cp -a /etc/nginx/nginx.conf /srv/nginx.conf; echo "nonsense;" >>/etc/nginx/nginx.conf');
    const ran = await host.run(certificateShow);
    await host.bash('cp -a /srv/nginx.conf /etc/nginx/nginx.conf');
    expect(ran).toMatchObject(went(/shop\.pem \(nginx, which refuses its configuration\)/));
  });

  it('are checked as a client sees them, with what is placed', async () => {
    expect(await host.run(certificateCheck, shop)).toMatchObject(
      went(
        /^until [-0-9]+, 9 days left\n {2}shop.*\n {2}\/etc\/nginx\/tls\/shop\.pem\nserved on 127\.0\.0\.1:443\nchain: trusted here\nplaced: nothing in /,
      ),
    );
    await place();
    expect(await host.run(certificateCheck, shop)).toMatchObject(
      went(/placed: sound, for certificate install\n {2}until [-0-9]+, 89 days left\n$/),
    );
    await place('other');
    await host.bash(
      'cp /srv/ca/new.pem /srv/ca/new.key /etc/nginx/tls/; cd /etc/nginx/tls; mv new.pem shop.pem; mv new.key shop.key',
    );
    const { said } = await host.run(certificateCheck, shop);
    expect(said).toMatch(/NOT what is served on 127\.0\.0\.1:443/);
    expect(said).toMatch(
      /placed, but refused: the placed certificate is for other\.example, and nginx serves with it shop/,
    );
  });

  it('are given to clients after the install, and the old one again after its undo', async () => {
    await place();
    const before = await files();
    expect(await days()).toBe(10);
    const run = freshRun();
    expect(await put(run)).toMatchObject(
      went(/^until [-0-9]+, 9 days left → until [-0-9]+, 89 days left; served on 127\.0\.0\.1:443\n$/),
    );
    expect([await days(), await days('www.acme.example')]).toEqual([90, 90]);
    expect(await host.bash('stat -c %a /etc/nginx/tls/shop.key')).toBe('640\n');
    expect(await host.undo(certificateInstall, shop, run)).toMatchObject(
      went(/^until [-0-9]+, 9 days left, as before; served on /),
    );
    expect(await days()).toBe(10);
    expect(await files()).toBe(before);
  });

  it('are installed once', async () => {
    await place();
    await put();
    const run = freshRun();
    expect(await put(run)).toMatchObject(went(/^installed already: until /));
    expect(await host.run(certificateCheck, shop)).toMatchObject(went(/placed: the same, installed already\n$/));
    expect(await host.undo(certificateInstall, shop, run)).toMatchObject(went(/changed nothing here/));
    expect(await days()).toBe(90);
  });

  it.each([
    ['nothing is placed', 'true', /no file .*fullchain\.pem; place fullchain\.pem and privkey\.pem in /],
    ['the key is another one', `cp /srv/ca/other.key ${PLACED}/privkey.pem`, /the key is another one's/],
    ['it ended', 'PLACE expired', /the placed certificate is EXPIRED on /],
    [
      'it is for other names',
      'PLACE other',
      /is for other\.example, and nginx serves with it shop\.acme\.example www\.acme\.example, too/,
    ],
    [
      'an intermediate is missing',
      `cp /srv/ca/new.crt ${PLACED}/fullchain.pem`,
      /chain does not end at an authority .*unable to get local issuer certificate/,
    ],
    ['it is no certificate', `echo hello >${PLACED}/fullchain.pem`, /holds no certificate/],
    [
      'its key wants a passphrase',
      `openssl pkey -in /srv/ca/new.key -aes128 -passout pass:abcd -out ${PLACED}/privkey.pem`,
      /holds no key that nginx can read without a passphrase/,
    ],
    ['others may read its key', `chmod 644 ${PLACED}/privkey.pem`, /others than root may read/],
    ['others may change it', `chown www-data ${PLACED}`, /others than root may change /],
    ['its key is a link', `ln -sf /etc/shadow ${PLACED}/privkey.pem`, /no file .*privkey\.pem/],
  ])('stay as they are where %s', async (_what, script, said) => {
    const before = await files();
    const [, pair] = script.match(/^PLACE (.*)$/) ?? [];
    if (script !== 'true') await place(pair);
    if (!pair) await host.bash(script);
    expect(await put()).toMatchObject(failed(said));
    expect(await files()).toBe(before);
  });

  it('stay as they are where they hold only from later on', async () => {
    await place();
    await host.shadow(
      'date',
      '#!/bin/sh\n[ "$*" = +%s ] && exec /bin/date -d "10 days ago" +%s\nexec /bin/date "$@"\n',
    );
    expect(await put()).toMatchObject(failed(/the placed certificate holds only from /));
  });

  it.each([
    [
      'plain.acme.example',
      /no server of nginx here is called plain\.acme\.example .*it has: admin\.acme\.example shop\.acme\.example/,
    ],
    ['commented.example', /no server of nginx here is called commented\.example/],
  ])('are not installed for %s', async (server, said) => {
    expect(await host.run(certificateInstall, { server })).toMatchObject(failed(said));
  });

  it('of a private authority are taken with its root beside them', async () => {
    await host.bash('mv /etc/ssl/certs/$(openssl x509 -in /srv/ca/root.crt -noout -hash).0 /srv/ca/away');
    await place();
    expect(await put()).toMatchObject(failed(/its chain does not end/));
    await host.bash(`cp /srv/ca/root.crt ${PLACED}/ca.pem`);
    expect(await put()).toMatchObject(went(/89 days left; served on/));
    await host.bash('mv /srv/ca/away /etc/ssl/certs/$(openssl x509 -in /srv/ca/root.crt -noout -hash).0');
  });

  it('that nginx refuses after all are taken out again at once', async () => {
    await place();
    const before = await files();
    // Sound for nginx before the change, refused after it.
    await host.shadow(
      'nginx',
      '#!/bin/sh\ncase "$*" in -t) cmp -s /srv/ca/new.pem /etc/nginx/tls/shop.pem && { echo "nginx: [emerg] no such curve" >&2; exit 1; };; esac\nexec /usr/sbin/nginx "$@"\n',
    );
    expect(await put()).toMatchObject(failed(/^nothing was changed in the end: nginx: \[emerg\] no such curve\n$/));
    expect(await files()).toBe(before);
    expect(await days()).toBe(10);
  });

  it('are not installed where nginx does not run', async () => {
    await place();
    const before = await files();
    await host.bash('systemctl stop nginx');
    expect(await put()).toMatchObject(
      failed(/^nothing was changed: nothing answers for shop\.acme\.example on 127\.0\.0\.1:443; does nginx run\?\n$/),
    );
    expect(await files()).toBe(before);
  });

  it('that somebody changed later stay', async () => {
    await place();
    const run = freshRun();
    await put(run);
    await host.bash('cp /srv/ca/old.key /etc/nginx/tls/shop.key; cp /srv/ca/old.pem /etc/nginx/tls/shop.pem');
    const before = await files();
    expect(await host.undo(certificateInstall, shop, run)).toMatchObject(failed(/shop\.pem was changed after R-/));
    expect(await files()).toBe(before);
  });

  it('that another tool keeps are left to it', async () => {
    await host.bash(
      'mkdir -p /etc/letsencrypt; mv /etc/nginx/tls/shop.pem /etc/letsencrypt/; ln -s /etc/letsencrypt/shop.pem /etc/nginx/tls/shop.pem',
    );
    await place();
    expect(await put()).toMatchObject(failed(/shop\.pem is a link to .*letsencrypt\/shop\.pem.*certificate renew/));
  });

  it('stop at their time for an nginx that hangs', async () => {
    await host.hang('nginx');
    for (const command of [certificateShow, certificateCheck, certificateInstall, certificateRenew])
      expect(await host.run(command, command === certificateShow ? {} : shop, { timeoutSeconds: 1 })).toMatchObject({
        status: 'Execution Timed Out',
      });
  });

  it("are renewed by the host's own tool, and served", async () => {
    const renewed = 'cp /srv/ca/new.pem /etc/nginx/tls/shop.pem; cp /srv/ca/new.key /etc/nginx/tls/shop.key';
    await host.write('/etc/remit/renew-certificate', `#!/bin/sh\n[ "$1" = ${NAME} ] && { ${renewed}; }\n`);
    await host.bash('chmod 755 /etc/remit/renew-certificate');
    expect(await host.run(certificateRenew, shop)).toMatchObject(
      went(/9 days left → until [-0-9]+, 89 days left; served on /),
    );
    expect(await days()).toBe(90);
    expect(await host.run(certificateRenew, shop)).toMatchObject(
      went(/^\/etc\/remit\/renew-certificate finds it not due: until /),
    );
  });

  it('are renewed by certbot where it knows them', async () => {
    await host.write(`/etc/letsencrypt/renewal/${NAME}.conf`, '');
    await host.shadow(
      'certbot',
      '#!/bin/sh\necho "$*" >/srv/certbot; echo "too many certificates already issued" >&2; exit 1\n',
    );
    expect(await host.run(certificateRenew, shop)).toMatchObject(
      failed('not renewed: certbot says: too many certificates already issued\n'),
    );
    expect(await host.read('/srv/certbot')).toBe(
      `renew --cert-name ${NAME} --non-interactive --no-random-sleep-on-renew\n`,
    );
  });

  it.each([
    [
      'there is no tool',
      'true',
      /no tool here renews shop\.acme\.example: certbot has no .*and there is no \/etc\/remit\/renew-certificate/,
    ],
    [
      'others may change the tool',
      'mkdir -p /etc/remit; printf "#!/bin/sh\\n" >/etc/remit/renew-certificate; chmod 777 /etc/remit/renew-certificate',
      /others than root may change/,
    ],
  ])('are not renewed where %s', async (_what, script, said) => {
    await host.bash(script);
    expect(await host.run(certificateRenew, shop)).toMatchObject(failed(said));
  });

  it('are not served with a key that the tool left and that does not fit', async () => {
    await host.write('/etc/remit/renew-certificate', '#!/bin/sh\ncp /srv/ca/new.pem /etc/nginx/tls/shop.pem\n');
    await host.bash('chmod 755 /etc/remit/renew-certificate');
    expect(await host.run(certificateRenew, shop)).toMatchObject(
      failed(/left a key that does not fit: .*; nginx was not reloaded\n$/),
    );
    expect(await days()).toBe(10);
  });
});
