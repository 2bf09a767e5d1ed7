import type { TestHost } from './host.ts';

export const PLACE = '/var/backups/remit';

/** A set of one directory of the host's own, and none of those that come along. */
export async function shopOn(host: TestHost, policy = ''): Promise<void> {
  await host.bash(`
    rm -rf ${PLACE} /etc/remit/backup* /srv/shop /tmp/off
    mkdir -p /etc/remit/backup.d '/srv/shop/a b' /srv/shop/empty
    : >/etc/remit/backup.d/etc
    : >/etc/remit/backup.d/data
    printf 'path /srv/shop\\n%s\\n' '${policy}' >/etc/remit/backup.d/shop
    echo one >/srv/shop/orders
    echo two >'/srv/shop/a b/list'
    ln -s ../orders '/srv/shop/a b/link'
    head -c 300000 /dev/urandom >/srv/shop/picture
    chown www-data:adm /srv/shop/orders
    chmod 640 /srv/shop/orders
    touch -d '2026-01-02 03:04:05.678' /srv/shop/orders`);
}

/** The newest backup's id. */
export async function newest(host: TestHost, place = PLACE): Promise<string> {
  return (await host.bash(`ls ${place} | grep -v '^[.]' | sort | tail -n 1`)).trim();
}
