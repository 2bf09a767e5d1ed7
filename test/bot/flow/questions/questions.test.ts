import { beforeEach, describe, expect, it } from 'vitest';
import { REMIT } from '../../../../bot/domain/actor.ts';
import { matrixStream } from '../../../../bot/flow/records.ts';
import { commands } from '../../../../commands/index.ts';
import { PEOPLE } from '../people.ts';
import { aTarget, createWorld, type World } from '../world.ts';

const TARGETS = [
  aTarget('host-4', { environment: 'staging' }),
  aTarget('host-7'),
  aTarget('infra-db', { kind: 'infrastructure-container', services: ['database'] }),
  aTarget('env-101', { kind: 'end-user-container', services: [] }),
];

let world: World;
beforeEach(async () => {
  world = await createWorld({ targets: TARGETS });
});

const ASKERS = [PEOPLE.approver, PEOPLE['approver-2'], PEOPLE.operator];
const APPROVERS = [PEOPLE.approver, PEOPLE['approver-2']];

describe('who can', () => {
  it('names the cell, who may ask, who may approve, and the sentence to go on with', async () => {
    expect(await world.say('operator', 'who can restart nginx on host-7')).toMatchObject({
      is: 'who',
      of: { profile: 'virtuozzo', version: 0, inForce: true },
      rulings: [{ is: 'ours', cell: { label: 'Restarting Processes', kind: 'user-host' } }],
      ways: [{ command: 'restart', ask: ASKERS, approval: { of: 1, from: 'approver' }, approve: APPROVERS }],
      next: 'restart nginx on host-7',
    });
  });

  it('says that nobody has to approve in staging, and opens the form when a field is not said', async () => {
    const answer = await world.say('operator', 'who can restart on host-4');
    expect(answer).toMatchObject({
      ways: [{ ask: [...ASKERS.slice(0, 2), PEOPLE.developer, ...ASKERS.slice(2)], approval: 'none', approve: [] }],
      next: 'form restart on host-4',
    });
  });

  it('offers nothing to press to a reader who may not ask', async () => {
    const answer = await world.say('admin', 'who can restart nginx on host-7');
    expect(answer).toMatchObject({ is: 'who', ways: [{ ask: ASKERS }] });
    expect(answer).not.toHaveProperty('next');
  });

  it('names nobody for a vendor’s task, and the budget holders where it is paid', async () => {
    const vendors = await world.say('operator', 'who can editing system files on infra-db');
    expect(vendors).toMatchObject({ rulings: [{ is: 'vendor' }], hands: [], costs: [] });
    for (const way of vendors.is === 'who' ? vendors.ways : [undefined]) {
      expect(way).toMatchObject({ ask: [], refusal: { reason: 'vendor-task' } });
    }
    expect(
      await world.say('operator', 'who can "IP Configuration and Routing" on infrastructure container'),
    ).toMatchObject({ rulings: [{ is: 'vendor-paid' }], hands: [], costs: [PEOPLE.budget] });
  });

  it('says what the policy wants of paid work, and asks a run of ours for nothing of it', async () => {
    const approvals = [{ paid: true as const, wants: { of: 1, from: 'budget-holder' as const } }];
    const paying = await createWorld({ targets: TARGETS, policy: { approvals } });
    const [theirs, ours] = await Promise.all([
      paying.say('operator', 'policy test route list on infra-db'),
      paying.say('operator', 'policy test route list on host-7'),
    ]);
    expect(theirs).toMatchObject({ way: { refusal: { paid: true }, paid: { of: 1, from: 'budget-holder' } } });
    expect(ours).toMatchObject({ is: 'policy-test', way: { approval: 'none' } });
    expect(ours).not.toHaveProperty('way.paid');
  });

  it('names the operators for a task of ours that no command does', async () => {
    const others = commands.filter(({ activity }) => activity !== 'ssl-certificates');
    const without = await createWorld({ targets: TARGETS, commands: others });
    const answer = await without.say('operator', 'who can "SSL Certificates Update" on infra-db');
    expect(answer).toMatchObject({ rulings: [{ is: 'ours' }], ways: [], hands: ASKERS });
  });

  it('leads to a kind that has the activity, where this one does not', async () => {
    expect(await world.say('operator', 'who can reboot env-101')).toMatchObject({
      rulings: [{ is: 'not-available' }],
      ways: [{ ask: [], refusal: { reason: 'not-available' } }],
      next: 'who can "Rebooting Host/Container" on user host',
    });
  });

  it('offers no run under a profile that is not in force', async () => {
    const answer = await world.say('operator', 'who can restart nginx on host-7 in jelastic');
    expect(answer).toMatchObject({ of: { inForce: false }, ways: [{ ask: ASKERS }] });
    expect(answer).not.toHaveProperty('next');
  });

  it('takes an activity by what another profile calls it, and says where it is unlisted', async () => {
    expect(await world.say('operator', 'who can "SSH Access Management" on user host in jelastic')).toMatchObject({
      of: { profile: 'jelastic', inForce: false },
      rulings: [{ is: 'ours', cell: { label: 'SSH Configuration' } }],
    });
    expect(await world.say('operator', 'who can "Adding new Regions" on user host in jelastic')).toMatchObject({
      rulings: [{ is: 'unlisted', activity: 'adding-new-regions', profile: 'jelastic' }],
    });
  });

  it('counts nobody whose grant has ended, and a person with two accounts once', async () => {
    await world.rewrite('person#T0ACME#U0APPROVER2', (state) => ({ ...state, id: 'T0ACME/U0APPROVER' }));
    await world.rewrite('person#T0ACME#U0OPERATOR', (state) => ({
      ...state,
      grants: [{ role: 'operator', until: world.now() }],
    }));
    expect(await world.say('approver', 'who can restart nginx on host-7')).toMatchObject({
      ways: [{ ask: APPROVERS, approve: [PEOPLE.approver] }],
    });
  });

  it.each([
    ['who can restrat nginx on host-7', { is: 'suggestion', sentence: 'who can restart nginx on host-7' }],
    [
      'who can "Restarting Proceses" on user host',
      { is: 'suggestion', sentence: 'who can "Restarting Processes" on user host' },
    ],
    [
      'who can restart nginx on host-7 in jelastci',
      { is: 'suggestion', sentence: 'who can restart nginx on host-7 in jelastic' },
    ],
    ['who can fly on host-7', { is: 'not-understood', why: '`fly` is no activity of virtuozzo' }],
    ['who can uptime on host-7 in oracle', { is: 'not-understood', allowed: '`jelastic`, `virtuozzo`' }],
    [
      'who can "Restarting Processes" on user hots',
      { is: 'refused', refusal: { reason: 'unknown-targets', unknown: ['user', 'hots'] } },
    ],
    [
      'who can restart database on infra-bd',
      { is: 'refused', refusal: { suggestion: 'who can restart database on infra-db' } },
    ],
    ['who can restart nginx on infra-db', { is: 'who', ways: [{ ask: [], refusal: { reason: 'unknown-service' } }] }],
    ['who can restart', { is: 'not-understood' }],
    ['who', { is: 'not-understood' }],
    ['who can restart nginx on host-7 because I ask', { is: 'not-understood', why: '`who can` takes no reason' }],
  ])('answers %s', async (typed, answer) => {
    expect(await world.say('operator', typed)).toMatchObject(answer);
  });
});

describe('what can I do', () => {
  const verdicts = async (typed: string, who: 'operator' | 'admin' = 'operator') => {
    const answer = await world.say(who, typed);
    if (answer.is !== 'what') throw new Error(JSON.stringify(answer));
    const known = ['restart', 'reboot', 'status', 'uptime', 'disk', 'logs', 'upgrade platform'];
    const prospects = answer.prospects.filter(({ command }) => known.includes(command));
    return Object.fromEntries(prospects.map(({ command, verdict }) => [command, verdict]));
  };

  it('sorts every command by what would become of it', async () => {
    const reads = { status: 'at-once', uptime: 'at-once', disk: 'at-once', logs: 'at-once' };
    expect(await verdicts('what can I do on infra-db')).toEqual({
      ...reads,
      restart: 'after-approval',
      reboot: 'after-approval',
      'upgrade platform': 'vendor',
    });
    const tasks = { 'upgrade platform': 'vendor' };
    expect(await verdicts('what can I do on host-4')).toEqual({
      ...reads,
      ...tasks,
      restart: 'at-once',
      reboot: 'at-once',
    });
    expect(await verdicts('what can I do on env-101')).toMatchObject({ reboot: 'not-available' });
  });

  it('asks another profile, and says what it does not list', async () => {
    expect(await verdicts('what can I do on host-7 in jelastic')).toMatchObject({
      restart: 'after-approval',
      uptime: 'unlisted',
    });
  });

  it('calls the vendor’s what the matrix gives to the vendor', async () => {
    await world.rewrite(matrixStream('virtuozzo'), (state) => ({
      ...state,
      rows: (state['rows'] as { covers: string[] }[]).map((row) =>
        row.covers.includes('restarting-processes') ? { ...row, cells: ['vendor', 'paid', 'owner', 'none'] } : row,
      ),
    }));
    expect(await verdicts('what can I do on host-7')).toMatchObject({ restart: 'vendor', reboot: 'after-approval' });
  });

  it('refuses all that a reader without the role asks about', async () => {
    expect(new Set(Object.values(await verdicts('what can I do on host-7', 'admin')))).toEqual(new Set(['refused']));
  });

  it.each([
    ['what can I do on infra-bd', { is: 'refused', refusal: { suggestion: 'what can I do on infra-db' } }],
    ['what can I do on tag:nowhere', { is: 'refused', refusal: { reason: 'no-targets' } }],
    ['what cna I do on host-7', { is: 'suggestion', sentence: 'what can I do on host-7' }],
    ['what can I do', { is: 'not-understood' }],
    ['what can I do on host-7 in oracle', { is: 'not-understood', why: 'there is no profile `oracle`' }],
  ])('answers %s', async (typed, answer) => {
    expect(await world.say('operator', typed)).toMatchObject(answer);
  });
});

describe('the matrix', () => {
  it('says which activities a row is, and which commands it decides', async () => {
    expect(await world.say('operator', 'matrix rebooting host/container')).toMatchObject({
      is: 'matrix-row',
      row: { section: 'MONITORING and MAINTENANCE', covers: ['rebooting-host-or-container'] },
      commands: ['reboot'],
    });
    expect(await world.say('operator', 'matrix backup and restore in jelastic')).toMatchObject({
      row: { covers: ['backup-management', 'restoring-from-backup'] },
      commands: ['backup now', 'backup list', 'backup verify', 'restore'],
    });
  });

  it('compares two profiles by activity, whatever their rows are called', async () => {
    const answer = await world.say('operator', 'matrix diff virtuozzo jelastic');
    if (answer.is !== 'matrix-diff') throw new Error(JSON.stringify(answer));
    const { differing, only, same } = answer.difference;
    const firewall = differing.find(({ activity }) => activity === 'host-firewall');
    expect(firewall?.cells.map(({ kind, rulings: [a, b] }) => [kind, a.is, b.is])).toEqual([
      ['user-host', 'ours', 'vendor'],
      ['infrastructure-container', 'vendor', 'not-available'],
    ]);
    expect(differing.find(({ activity }) => activity === 'restoring-from-backup')?.labels).toEqual([
      'Restoring from Backup',
      'Backup and Restore',
    ]);
    expect(only[1].map(({ activity }) => activity)).toEqual([
      'windows-host-software-update',
      'infrastructure-container-resources',
    ]);
    expect([differing.length + same + only[0].length, differing.length + same + only[1].length]).toEqual([32, 25]);
  });

  it('finds no difference between a profile and itself', async () => {
    expect(await world.say('operator', 'matrix diff jelastic jelastic')).toMatchObject({
      difference: { differing: [], only: [[], []], same: 25 },
    });
  });

  it('tells every version of a profile: who, when and why, the newest first', async () => {
    const stream = matrixStream('virtuozzo');
    const head = await world.ledger.head(stream);
    const data = { because: 'the vendor took over' };
    const state = JSON.parse(head?.state ?? '{}');
    await world.ledger.append({ stream, head, type: 'changed', at: world.now(), by: PEOPLE.admin, data, state });
    expect(await world.say('operator', 'matrix history')).toEqual({
      is: 'matrix-history',
      of: { profile: 'virtuozzo', version: 1, inForce: true },
      versions: [
        { version: 1, type: 'changed', at: world.now(), by: PEOPLE.admin, because: 'the vendor took over' },
        { version: 0, type: 'loaded', at: world.now(), by: REMIT },
      ],
    });
  });

  it.each([
    ['matrix restarting proceses', { is: 'suggestion', sentence: 'matrix "Restarting Processes"' }],
    [
      'matrix firewall',
      {
        is: 'choice',
        sentences: ['matrix "Host Firewall Configuration"', `matrix "End-Users' Container Firewall Configuration"`],
      },
    ],
    ['matrix End-Users’ Container Firewall Configuration', { is: 'matrix-row' }],
    ['matrix host-firewall', { is: 'matrix-row', row: { label: 'Host Firewall Configuration' } }],
    ['matrix frobnication', { is: 'not-understood', example: 'matrix "Adding New Host"' }],
    ['matrix in jelastci', { is: 'suggestion', sentence: 'matrix in jelastic' }],
    ['matrix diff virtuozo jelastic', { is: 'suggestion', sentence: 'matrix diff virtuozzo jelastic' }],
    ['matrix diff virtuozzo', { is: 'not-understood' }],
    ['matrix hsitory', { is: 'suggestion', sentence: 'matrix history' }],
  ])('answers %s', async (typed, answer) => {
    expect(await world.say('operator', typed)).toMatchObject(answer);
  });
});

describe('whoever may not read', () => {
  const QUESTIONS = ['matrix', 'matrix history', 'who can reboot host-7', 'what can I do on host-7'];

  it.each(QUESTIONS)('is refused, a guest: %s', async (typed) => {
    const answer = await world.say('guest', typed);
    expect(answer).toMatchObject({ is: 'refused', refusal: { reason: 'no-role', needed: 'operator' } });
  });

  it.each(QUESTIONS)('is turned away, of another organisation: %s', async (typed) => {
    for (const who of ['vendor', 'stranger'] as const) {
      expect(await world.say(who, typed)).toEqual({ is: 'outsider' });
    }
  });

  it.each(['matrix', 'who can reboot host-7', 'what can I do on host-7'])(
    'hears what is missing when there is no matrix: %s',
    async (typed) => {
      world.ledger.streams.delete(matrixStream('virtuozzo'));
      expect(await world.say('operator', typed)).toMatchObject({
        is: 'refused',
        refusal: { reason: 'records-missing', what: 'matrix' },
      });
    },
  );
});
