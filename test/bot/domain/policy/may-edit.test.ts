import { describe, expect, it } from 'vitest';
import { mayEdit } from '../../../../bot/domain/policy/may-edit.ts';
import { readPolicy } from '../../../../bot/domain/policy/read-policy.ts';
import { readPolicy as shipped } from '../../../../data/read-policy.ts';

describe('mayEdit', () => {
  it.each([
    ['/etc/hosts', ['/etc/hosts']],
    ['/etc/nginx/conf.d/shop.conf', ['/etc/nginx/conf.d/*.conf']],
    ['/etc/nginx/sites-available/shop', ['/etc/hosts', '/etc/nginx/sites-available/*']],
  ])('allows %s by %j', (path, listed) => {
    expect(mayEdit({ mayEdit: listed }, path)).toBe(true);
  });

  it.each([
    ['/etc/hosts', undefined],
    ['/etc/hosts', []],
    ['/etc/hosts2', ['/etc/hosts']],
    ['/etc/nginx/conf.d/deep/shop.conf', ['/etc/nginx/conf.d/*.conf', '/etc/nginx/*']],
    ['/etc/nginx/conf.d/.conf', ['/etc/nginx/conf.d/*.conf']],
    ['/etc/nginx/conf.d/shop.conf.bak', ['/etc/nginx/conf.d/*.conf']],
    ['/etc/shadow', ['/etc/shadow', '/etc/*']],
    ['/etc/ssh/sshd_config', ['/etc/ssh/sshd_config', '/etc/ssh/*']],
    ['/etc/nginx/tls/shop.key', ['/etc/nginx/tls/*']],
    ['', ['/etc/*']],
  ])('refuses %s with the list %j', (path, listed) => {
    expect(mayEdit(listed ? { mayEdit: listed } : {}, path)).toBe(false);
  });

  it('lists as shipped what services are configured with, and nothing that is never edited', () => {
    const { mayEdit: listed = [] } = shipped();
    expect(listed).toContain('/etc/nginx/nginx.conf');
    for (const entry of listed)
      expect([entry, mayEdit({ mayEdit: listed }, entry.replace('*', 'x'))]).toEqual([entry, true]);
  });
});

describe('the list of files in a policy', () => {
  const errors = (mayEdit: unknown) => {
    const read = readPolicy({ profile: 'virtuozzo', approvalMinutes: 30, approvals: [], mayEdit });
    return read.ok ? [] : read.error.map(({ path }) => path);
  };

  it.each(['/etc/hosts', '/etc/nginx/conf.d/*.conf', '/srv/*', '/opt/shop/app-*', '/usr/local/etc/x'])(
    'takes %s',
    (entry) => {
      expect(errors([entry])).toEqual([]);
    },
  );

  it.each([
    'hosts',
    '/etc',
    '/etc/',
    '/etc/*/x',
    '/etc/a*b*c',
    '/etc/../root/x',
    '/etc/.x',
    '/root/x',
    '/etc/a b',
    '*',
    '/etc//x',
    7,
  ])('does not take %s, and says what is allowed', (entry) => {
    expect(errors(['/etc/hosts', entry])).toEqual(['mayEdit[1]']);
  });
});
