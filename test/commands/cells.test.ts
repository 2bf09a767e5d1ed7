import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { NOTHING } from '../../bot/domain/freeze/standing.ts';
import { parse } from '../../bot/domain/language/parse.ts';
import { planRun } from '../../bot/domain/run/plan-run.ts';
import { KINDS, type Kind } from '../../bot/domain/target.ts';
import { coverage } from '../../commands/coverage.ts';
import { commands, maintenance } from '../../commands/index.ts';
import { readPolicy } from '../../data/read-policy.ts';
import { readProfiles } from '../../data/read-profile.ts';
import { OURS, PEOPLE, VENDORS } from '../bot/flow/people.ts';
import { aTarget, NOON } from '../bot/flow/world.ts';
import { describeOnHost, type TestHost } from './host.ts';

/** A sentence for each activity of ours, that does its work on a host with nginx, a backup and the platform's programs. */
const ASKED: Record<string, string> = {
  'adding-new-host': 'set up HERE',
  'additional-software': 'remove remi-nothing on HERE',
  'ssh-access-management': 'ssh list on HERE',
  'host-firewall': 'firewall list on HERE',
  'container-firewall': 'container firewall list on HERE',
  'ip-and-routing': 'ip list on HERE',
  'zabbix-agent': 'zabbix show on HERE',
  logrotate: 'logrotate show nginx on HERE',
  'infrastructure-container-resources': 'resources show on HERE',
  'users-vpn': 'vpn status all on HERE',
  'jca-accounts': 'jca list on HERE',
  'os-user-accounts': 'account list on HERE',
  'file-access-settings': 'access show /etc/nginx/nginx.conf on HERE',
  'editing-system-files': 'edit /etc/nginx/nginx.conf on HERE',
  'platform-and-hardware-monitoring': 'uptime on HERE',
  'restarting-processes': 'restart nginx on HERE',
  'backup-management': 'backup list on HERE',
  'restoring-from-backup': 'restore etc on HERE',
  'software-and-kernel-update': 'updates on HERE',
  'ssl-certificates': 'certificate show on HERE',
  'initial-assessment': 'assess HERE',
  'infrastructure-incidents': 'repair HERE',
  'disaster-recovery': 'recover check HERE',
  'rebooting-host-or-container': 'reboot HERE',
  'user-host-decommission': 'decommission HERE',
};
/** The agent reports this as done and reboots. */
const REBOOTS = 194;

const matrices = readProfiles({ owner: [OURS], vendor: [VENDORS] }).map((profile) => ({ ...profile, version: 0 }));
const covered = coverage(matrices, commands);
/** Done by a change of the records (`add group`, `add region`), not by a document on a host. */
const BY_CHANGE = ['adding-new-regions', 'adding-new-host-groups'];
/** What takes the host away comes last. */
const LAST = ['rebooting-host-or-container', 'user-host-decommission'];

const cells = covered
  .filter(({ activity }) => !BY_CHANGE.includes(activity))
  .sort((a, b) => LAST.indexOf(a.activity) - LAST.indexOf(b.activity))
  .flatMap(({ activity, done }) =>
    done.map((cell) => {
      const [profile = '', kind = ''] = cell.split(' ');
      return { activity, profile, kind, sentence: (ASKED[activity] ?? activity).replace('HERE', `x-${kind}`) };
    }),
  );

/** The command that the sentence is, as it is decided for a target of that kind. */
function decide({ sentence, profile, kind }: (typeof cells)[number]) {
  const read = parse(`${sentence} because "its cell is ours"`, { commands });
  if (!read.ok || read.value.is !== 'command') throw new Error(`${sentence}: ${JSON.stringify(read)}`);
  const { command } = read.value;
  const definition = maintenance.find(({ name }) => name === command.name);
  if (!definition) throw new Error(`${sentence} has no document`);
  const plan = planRun({
    actor: PEOPLE.operator,
    command,
    definition,
    targets: [aTarget(`x-${kind}`, { kind: kind as Kind, environment: 'staging' })],
    records: {
      person: { ...PEOPLE.operator, id: 'o', grants: [{ role: 'operator' }] },
      matrix: matrices.find((one) => one.profile === profile),
      policy: { ...readPolicy(), profile, version: 0 },
    },
    now: NOON,
    expiresAt: NOON + 1,
    gates: { standing: NOTHING },
  });
  return { command, definition, plan };
}

const program = (name: string) =>
  readFileSync(new URL(`../../local/fleet/isolated/platform/${name}.sh`, import.meta.url), 'utf8');

async function prepare(host: TestHost): Promise<void> {
  for (const name of ['jca', 'resources']) {
    await host.write(`/etc/remit/${name}`, program(name));
    await host.bash(`chmod 755 /etc/remit/${name}`);
  }
  await host.write('/etc/remit/baseline.conf', 'service nginx\n');
  await host.write('/etc/remit/backup.d/etc', 'path /etc/nginx\n');
  const backup = maintenance.find(({ name }) => name === 'backup now');
  if (backup) await host.run(backup, { set: 'etc' });
}

describe('the cells of ours', () => {
  it('are those of both tables that a document does, each with a sentence', () => {
    expect(cells.map(({ activity }) => activity).filter((activity) => !ASKED[activity])).toEqual([]);
    const ours = covered.filter(({ activity }) => !BY_CHANGE.includes(activity)).flatMap((one) => one.ours);
    expect(cells).toHaveLength(ours.length);
    expect(covered.flatMap((one) => one.ours)).toHaveLength(91);
  });
});

describe.each(KINDS)('of a %s', (kind) => {
  const own = cells.filter((cell) => cell.kind === kind);
  /** What both tables give to us is run once. */
  const ran = new Set<string>();
  describeOnHost('are decided, and run on the host', (host) => {
    beforeAll(() => prepare(host));
    it.each(own)('$profile: $sentence', async (cell) => {
      const { command, definition, plan } = decide(cell);
      expect(plan).toMatchObject({ ok: true, value: { documentName: definition.documentName } });
      if (ran.has(cell.activity)) return;
      const { status, code, said } = await host.run(definition, command.fields);
      ran.add(cell.activity);
      expect({ sentence: cell.sentence, status, code, said }).toMatchObject(
        code === REBOOTS ? { code } : { status: 'Success' },
      );
      expect(said).not.toBe('');
    });
  });
});
