/**
 * A program that says whether a file is valid, found by how the path begins (`*` is the rest), as `says` calls it, and when the
 * file is read. What it is asked is Bash: `commands/edit-script.ts`.
 */
type Program = { files: string; program: string; says: string; read: string };

const PROGRAMS: readonly Program[] = [
  {
    files: '/etc/nginx/*',
    program: 'nginx',
    says: '`nginx -t`',
    read: 'nginx reads it when it is reloaded or restarted',
  },
  {
    files: '/etc/logrotate.*',
    program: 'logrotate',
    says: '`logrotate -d`',
    read: 'logrotate reads it when it runs next',
  },
  {
    files: '/etc/sysctl.*',
    program: 'sysctl',
    says: '`sysctl --dry-run`',
    read: 'it is applied at the next boot, or by `sysctl --system`',
  },
  {
    files: '/etc/zabbix/zabbix_agentd*',
    program: 'zabbix_agentd',
    says: '`zabbix_agentd -t`',
    read: 'the Zabbix agent reads it when it is restarted',
  },
  {
    files: '/etc/zabbix/zabbix_agent2*',
    program: 'zabbix_agent2',
    says: '`zabbix_agent2 -t`',
    read: 'the Zabbix agent reads it when it is restarted',
  },
  {
    files: '/etc/systemd/system/*',
    program: 'systemd-analyze',
    says: '`systemd-analyze verify`',
    read: 'systemd reads it at its next daemon-reload, and the unit when it is restarted',
  },
  {
    files: '/etc/haproxy/*',
    program: 'haproxy',
    says: '`haproxy -c`',
    read: 'HAProxy reads it when it is reloaded or restarted',
  },
];

/** What whoever approves is told of a file: what will look at it, and when it counts. */
export function programWords(file: string): string {
  const found = PROGRAMS.find(({ files }) => file.startsWith(files.slice(0, -1)));
  if (!found) return 'not validated: no program here knows what it should look like. Nothing is reloaded';
  return `kept only if ${found.says} takes it; nothing is reloaded: ${found.read}`;
}

/** The same choice as a `case` of Bash, for `$file`: `program`, and when the file is read. */
export const CHOOSE = PROGRAMS.map(
  ({ files, program, read }) => `${files}) program=${program} reads='${read}' ;;`,
).join(' ');
