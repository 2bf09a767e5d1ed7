// Put together here, so that no scanner takes this file for a leak.
const joined = (...parts: string[]) => parts.join('');
const base64 = (text: string) => Buffer.from(text).toString('base64');

const BODY = Array.from(
  { length: 24 },
  (_, nth) => `${'QyNTUxOQAAACBzZWNyZXQ'.slice(nth % 7)}k${nth}8s7Hq2VYtJmTz0aLw9pX4e`,
);
const pem = (kind: string, body = BODY) =>
  [joined('-----BEGIN ', kind, '-----'), ...body, joined('-----END ', kind, '-----')].join('\n');
const OPENSSH = pem(joined('OPENSSH PRIVATE', ' KEY'));
const TOKEN = 'Zx81QwErTy56AsDfGh90PlOkMnJu';

/** What a host may print: what it is, the secret itself, and how it is printed. */
export const CORPUS: readonly (readonly [string, string, string])[] = [
  ['a key of AWS', joined('AKI', 'AIOSFODNN7EXAMPLE'), joined('key AKI', 'AIOSFODNN7EXAMPLE made')],
  [
    'a secret key of AWS',
    'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    'aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  ],
  ['credentials as the AWS CLI prints them', 'wJalrXUtnFEMI', '    "SecretAccessKey": "wJalrXUtnFEMI",'],
  ['a session token', 'FwoGZXIvYXdzEBYaDExample', 'AWS_SESSION_TOKEN=FwoGZXIvYXdzEBYaDExample'],
  ['a token of Slack', joined('xox', 'b-1234567890-', TOKEN), joined('posting with xox', 'b-1234567890-', TOKEN)],
  ['a refresh token of Slack', joined('xoxe', '-1-', TOKEN), joined('xoxe', '-1-', TOKEN)],
  ['a token of GitHub', joined('gh', 's_', TOKEN, TOKEN), joined('remote: gh', 's_', TOKEN, TOKEN)],
  [
    'a token of npm',
    joined('npm', '_', TOKEN, TOKEN),
    joined('//registry.npmjs.org/:_authToken=npm', '_', TOKEN, TOKEN),
  ],
  ['a token of PyPI', joined('pypi-AgEI', TOKEN), joined('pypi-AgEI', TOKEN, TOKEN, ' uploaded')],
  ['a token of GitLab', joined('glpat', '-', TOKEN), joined('glpat', '-', TOKEN)],
  ['a token of Vault', joined('hvs', '.', TOKEN), joined('Key  hvs', '.', TOKEN)],
  ['a key of a model', joined('sk-', 'proj-', TOKEN, TOKEN), joined('using sk-', 'proj-', TOKEN, TOKEN)],
  ['a key of SendGrid', joined('SG', '.', TOKEN), joined('SG', '.', TOKEN, '.', TOKEN)],
  ['an RSA key', BODY[3] ?? '', pem(joined('RSA PRIVATE', ' KEY'))],
  ['an ssh key', BODY[9] ?? '', OPENSSH],
  ['a PGP key', BODY[4] ?? '', pem(joined('PGP PRIVATE KEY', ' BLOCK'))],
  ['a key of Kubernetes', base64(OPENSSH).slice(60, 140), `    tls.key: ${base64(OPENSSH)}`],
  ['a password of Kubernetes', base64('hunter2'), `data:\n  password: ${base64('hunter2')}\n  username: YXBw`],
  [
    'a token of the web',
    joined('eyJzdWIiOiJhZG1pbiJ9'),
    joined('got eyJhbGciOiJIUzI1NiJ9', '.eyJzdWIiOiJhZG1pbiJ9', '.c2lnbmF0dXJlLWhlcmU'),
  ],
  ['a password in an address', 'hunter2', 'DATABASE_URL=postgres://app:hunter2@db:5432/app'],
  ['a connection string', 'hunter2', 'Server=db;Database=app;User Id=app;Password=hunter2;Encrypt=true'],
  [
    'a key of Azure',
    'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq',
    joined('AccountName=a;AccountKey=', 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq=='),
  ],
  [
    'a signature in an address',
    'a1b2c3d4e5f6a1b2c3d4e5f6',
    'GET https://x.blob.core.windows.net/c/f?sv=2026&sig=a1b2c3d4e5f6a1b2c3d4e5f6%3D&se=1',
  ],
  ['a line of .env', 'hunter2', 'export APP_SECRET="hunter2"'],
  ['a line of YAML', 'correct horse battery', 'db:\n  password: correct horse battery\n  port: 1'],
  ['a header', base64('app:hunter2'), `> Authorization: Basic ${base64('app:hunter2')}`],
  ['a key in a header', TOKEN, `X-Api-Key: ${TOKEN}`],
  ['a cookie', TOKEN, `Set-Cookie: sid=${TOKEN}; Path=/; HttpOnly`],
  [
    'a login of docker',
    base64('app:hunter2'),
    `{"auths":{"https://index.docker.io/v1/":{"auth":"${base64('app:hunter2')}"}}}`,
  ],
  ['a line of .netrc', 'hunter2', 'machine api.example.com\n  login app\n  password hunter2'],
  ['a line of .pgpass', 'hunter2', 'db.example.com:5432:app:app:hunter2'],
  ['a hash of /etc/shadow', 'abcdefghijklmnopqrstuvwx', 'root:$6$salt$abcdefghijklmnopqrstuvwx:19000:0:99999:7:::'],
  ['a hash of .htpasswd', 'f3kZ4Q5k9Yb8', 'admin:$apr1$abcdefgh$f3kZ4Q5k9Yb8zzzzzzzzz/'],
  ['a password given to curl', 'hunter2', '+ curl -sS -u app:hunter2 https://api.example.com/'],
  ['a password given to mysql', 'hunter2', '+ mysqldump -u root -phunter2 app'],
  ['a password given to ssh', 'hunter2', '+ sshpass -p hunter2 ssh root@db'],
  ['a password in SQL', 'hunter2', "CREATE USER 'app'@'%' IDENTIFIED BY 'hunter2';"],
  ['a password in SQL of Postgres', 'hunter2', "ALTER ROLE app WITH LOGIN PASSWORD 'hunter2';"],
  ['a password that is divided by colours', 'hunter2', 'pass\u001b[31mword=hunter2\u001b[0m'],
  ['JSON in JSON', 's3cr3t', '{"m":"{\\"api_key\\": \\"s3cr3t\\", \\"n\\": 1}"}'],
];

/** What a report is read for: none of it is a secret. */
export const HARMLESS: readonly string[] = [
  'root:x:0:0:root:/root:/bin/bash',
  'LISTEN 0 511 0.0.0.0:80 0.0.0.0:* users:(("nginx",pid=412,fd=6))',
  'tcp6 0 0 :::5432 :::* LISTEN 812/postgres',
  '2026-11-21T14:30:01Z host-7 nginx[412]: worker process 413 exited on signal 9',
  'docker run -u 1000:1000 app',
  '+ mysql -u root app',
  'mysqld is alive on -port 3306',
  'mkdir -p /srv/app',
  'Password: ',
  'Enter password:',
  'Password for user app expires in 12 days',
  'commit 3f9a1c2b9f86d081884c7d659a2feaa0c55ad015',
  'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGbM1vVn0l0uQ0k6hWm5l3zJ2l8rVb0pN8xT6ZkYw3aB app@host-7',
  `tls.crt: ${base64('-----BEGIN CERTIFICATE-----\nMIIB')}`,
  '10:20:30:40:50',
  'inet6 fe80::1/64 scope link',
  'a sketch of sk-learn and sg.example.com',
  'price: $5$ and $6',
  'Kernel: 6.1.0-18-amd64, token bucket filter, secret',
  '1 password reset, 0 tokens used',
];
