import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../../bot/domain/actor.ts';
import type { MaintenanceDefinition, ShippedCommand } from '../../../bot/domain/command.ts';
import { tellEscalation } from '../../../bot/domain/escalation/apply.ts';
import { askOf } from '../../../bot/domain/escalation/ask.ts';
import type { EscalationEvent, EscalationStep, Prepared } from '../../../bot/domain/escalation/event.ts';
import { HOUR, MINUTE, SECOND } from '../../../bot/domain/instant.ts';
import { BUILTINS } from '../../../bot/domain/language/builtins.ts';
import { nameOf } from '../../../bot/domain/ledger/name.ts';
import { newVendor } from '../../../bot/domain/vendor/edit.ts';
import { USUAL_TARGETS } from '../../../bot/domain/vendor/vendor.ts';
import {
  appendEscalation,
  beginEscalation,
  escalationStream,
  readEscalation,
} from '../../../bot/flow/escalation/append-escalation.ts';
import { VENDORS as VENDOR_RECORDS } from '../../../bot/flow/vendor/read-vendors.ts';
import { ship } from '../../../commands/document.ts';
import { maintenance } from '../../../commands/index.ts';
import { readPolicy } from '../../../data/read-policy.ts';
import { OURS, PEOPLE, VENDORS, type Who } from './people.ts';
import { createWorld, type World } from './world.ts';

/** Who may say what, written down once more by hand: what is not here is denied. */
const READERS: Who[] = ['operator', 'approver', 'approver-2', 'admin', 'admin-2', 'developer', 'freezer'];
const DEPLOYERS: Who[] = ['operator', 'approver', 'approver-2', 'admin', 'admin-2'];
const RESPONDERS: Who[] = ['operator', 'approver', 'approver-2'];
const MAY: Record<string, Who[]> = {
  command: ['operator', 'approver', 'approver-2', 'developer'],
  approve: ['approver', 'approver-2'],
  except: ['freezer'],
  deny: ['approver', 'approver-2'],
  cancel: ['approver', 'approver-2'],
  settle: ['approver', 'approver-2'],
  show: READERS,
  why: READERS,
  again: ['operator', 'approver', 'approver-2', 'developer'],
  undo: ['operator', 'approver', 'approver-2', 'developer'],
  output: ['operator', 'approver', 'approver-2', 'admin', 'admin-2', 'developer'],
  audit: ['admin', 'admin-2'],
  'audit verify': ['admin', 'admin-2'],
  'audit export': ['admin', 'admin-2'],
  runs: READERS,
  scheduled: READERS,
  'pause schedule': DEPLOYERS,
  'resume schedule': DEPLOYERS,
  'end schedule': DEPLOYERS,
  waiting: [...READERS, 'budget'],
  targets: READERS,
  health: READERS,
  matrix: READERS,
  'matrix set': ['admin', 'admin-2'],
  'matrix use': ['admin', 'admin-2'],
  'matrix import': ['admin', 'admin-2'],
  who: READERS,
  what: READERS,
  policy: READERS,
  'policy test': READERS,
  'policy set': ['admin', 'admin-2'],
  freeze: ['approver', 'approver-2', 'admin', 'admin-2'],
  thaw: ['approver', 'approver-2', 'admin', 'admin-2'],
  lock: ['operator', 'approver', 'approver-2'],
  unlock: ['operator', 'approver', 'approver-2'],
  calendar: READERS,
  runbook: READERS,
  deployment: DEPLOYERS,
  deployments: DEPLOYERS,
  'deployment start': DEPLOYERS,
  'deployment begin': DEPLOYERS,
  'deployment done': DEPLOYERS,
  'deployment skip': DEPLOYERS,
  'deployment ask': DEPLOYERS,
  'deployment reopen': DEPLOYERS,
  'deployment snooze': DEPLOYERS,
  'deployment close': DEPLOYERS,
  incident: RESPONDERS,
  incidents: DEPLOYERS,
  'on-call': [...READERS, 'budget'],
  timeline: DEPLOYERS,
  'timeline history': DEPLOYERS,
  'timeline picture': DEPLOYERS,
  'timeline export': DEPLOYERS,
  figures: DEPLOYERS,
  report: DEPLOYERS,
  severity: RESPONDERS,
  acknowledge: RESPONDERS,
  mitigated: RESPONDERS,
  resolve: RESPONDERS,
  reopen: RESPONDERS,
  take: RESPONDERS,
  leave: RESPONDERS,
  note: RESPONDERS,
  correct: RESPONDERS,
  snooze: RESPONDERS,
  update: RESPONDERS,
  follow: DEPLOYERS,
  unfollow: DEPLOYERS,
  action: RESPONDERS,
  requests: ['operator', 'approver', 'approver-2', 'admin', 'admin-2', 'budget'],
  send: ['operator', 'approver', 'approver-2', 'admin', 'admin-2'],
  escalate: ['operator', 'approver', 'approver-2', 'admin', 'admin-2'],
  // Nobody here is a circle owner: escalation/escalate.test.ts.
  accept: [],
  decline: [],
  ask: [],
  progress: [],
  done: [],
  withdraw: ['operator', 'admin', 'admin-2'],
  reply: ['operator', 'approver', 'approver-2', 'admin', 'admin-2'],
  'reopen request': ['operator', 'approver', 'approver-2', 'admin', 'admin-2'],
  record: ['admin', 'admin-2'],
  'approve cost': ['budget'],
  'deny cost': ['budget'],
  budget: ['operator', 'approver', 'approver-2', 'admin', 'admin-2', 'budget'],
  custom: ['operator', 'approver', 'approver-2', 'admin', 'admin-2'],
  'custom list': ['operator', 'approver', 'approver-2', 'admin', 'admin-2', 'budget'],
  'custom remove': ['operator', 'approver', 'approver-2', 'admin', 'admin-2'],
  'policy import': ['admin', 'admin-2'],
  people: ['approver', 'approver-2', 'admin', 'admin-2'],
  vendors: ['operator', 'approver', 'approver-2', 'admin', 'admin-2', 'budget'],
  vendor: ['operator', 'approver', 'approver-2', 'admin', 'admin-2', 'budget'],
  'vendor settings': ['operator', 'approver', 'approver-2', 'admin', 'admin-2', 'budget'],
  'vendor add': ['admin', 'admin-2'],
  'vendor set': ['admin', 'admin-2'],
  'vendor remove': ['admin', 'admin-2'],
  'vendor invite': ['admin', 'admin-2'],
  'add group': ['admin', 'admin-2'],
  'add region': ['admin', 'admin-2'],
  'add host': ['admin', 'admin-2'],
  grant: ['admin', 'admin-2'],
  revoke: ['admin', 'admin-2'],
  link: ['admin', 'admin-2'],
  unlink: ['admin', 'admin-2'],
  confirm: ['admin-2'],
  resume: ['operator', 'approver', 'approver-2'],
  retry: ['operator', 'approver', 'approver-2', 'developer'],
  plan: ['operator', 'approver', 'approver-2'],
  form: ['operator', 'approver', 'approver-2', 'developer'],
  help: ['operator', 'approver', 'approver-2', 'admin', 'admin-2', 'budget', 'developer', 'freezer', 'guest'],
  // Nobody here has the role, and no run of theirs is to be reviewed: break-glass.test.ts.
  'break-glass': [],
  review: [],
  // The last two: after them nothing else is taken.
  'stop everything': ['operator', 'approver', 'approver-2', 'admin', 'admin-2'],
  lift: ['approver', 'approver-2', 'admin', 'admin-2'],
};

/** The answer by which somebody gets what they asked for; everything else is a no. */
const YES: Record<string, string> = {
  command: 'accepted',
  again: 'accepted',
  undo: 'accepted',
  retry: 'accepted',
  resume: 'acted',
  approve: 'acted',
  except: 'acted',
  deny: 'acted',
  cancel: 'acted',
  settle: 'acted',
  show: 'run',
  output: 'inquiring',
  audit: 'inquiring',
  'audit verify': 'inquiring',
  'audit export': 'inquiring',
  'matrix set': 'proposed',
  'matrix use': 'proposed',
  'matrix import': 'proposed',
  vendor: 'inquiring',
  'vendor settings': 'inquiring',
  'vendor add': 'proposed',
  'vendor set': 'proposed',
  'vendor remove': 'proposed',
  'vendor invite': 'proposed',
  'add group': 'proposed',
  'add region': 'proposed',
  'add host': 'proposed',
  grant: 'proposed',
  revoke: 'proposed',
  'policy test': 'policy-test',
  'policy set': 'proposed',
  'policy import': 'proposed',
  link: 'proposed',
  unlink: 'proposed',
  confirm: 'change-acted',
  'pause schedule': 'schedule-acted',
  'resume schedule': 'schedule-acted',
  'end schedule': 'schedule-acted',
  freeze: 'frozen',
  thaw: 'thawed',
  lock: 'host-kept',
  unlock: 'host-free',
  'stop everything': 'everything-stopped',
  lift: 'lift-asked',
  'break-glass': 'accepted',
  review: 'acted',
  'deployment start': 'deployment-started',
  'deployment begin': 'deployment-acted',
  'deployment done': 'deployment-acted',
  'deployment skip': 'deployment-acted',
  'deployment ask': 'deployment-acted',
  'deployment reopen': 'deployment-acted',
  'deployment snooze': 'deployment-acted',
  'deployment close': 'deployment-acted',
  incident: 'incident-declared',
  severity: 'incident-acted',
  acknowledge: 'incident-acted',
  mitigated: 'incident-acted',
  resolve: 'incident-acted',
  reopen: 'incident-acted',
  take: 'incident-acted',
  leave: 'incident-acted',
  note: 'incident-acted',
  correct: 'incident-acted',
  snooze: 'incident-acted',
  'timeline history': 'entry-history',
  update: 'incident-acted',
  follow: 'incident-acted',
  unfollow: 'incident-acted',
  'timeline picture': 'timeline-file',
  'timeline export': 'timeline-file',
  figures: 'figures-asked',
  report: 'report',
  action: 'report-acted',
  requests: 'escalations',
  send: 'escalation-acted',
  escalate: 'escalated',
  withdraw: 'escalation-acted',
  reply: 'escalation-acted',
  'reopen request': 'escalation-acted',
  record: 'escalation-acted',
  'approve cost': 'escalation-acted',
  'deny cost': 'escalation-acted',
  custom: 'custom-recorded',
  'custom list': 'custom-list',
  'custom remove': 'custom-removed',
};

/** After these, where they were taken, the world is made anew for the next. */
const DECIDES = [
  'command',
  'again',
  'undo',
  'resume',
  'retry',
  'approve',
  'except',
  'deny',
  'cancel',
  'settle',
  'matrix set',
  'matrix use',
  'matrix import',
  ...['vendor add', 'vendor set', 'vendor remove', 'vendor invite'],
  'add group',
  'add region',
  'add host',
  'grant',
  'revoke',
  'policy set',
  'policy import',
  'link',
  'unlink',
  'confirm',
  ...['freeze', 'thaw', 'lock', 'unlock'],
  ...['timeline picture', 'timeline export', 'figures', 'snooze', 'report', 'action', 'update', 'follow', 'unfollow'],
  ...['send', 'escalate', 'withdraw', 'reply', 'reopen request', 'record', 'approve cost', 'deny cost'],
  ...['custom', 'custom remove'],
  ...['start', 'begin', 'done', 'skip', 'ask', 'reopen', 'snooze', 'close'].map((act) => `deployment ${act}`),
];

const DOORS = {
  'a slash command': { mention: false, place: { team: OURS, channel: 'C0OPS', answerPath: '/commands/1' } },
  'a button': { mention: false, place: { team: OURS, channel: 'C0OPS', thread: '1.2', answerPath: '/actions/1' } },
  'a form': { mention: false, place: { team: OURS, channel: 'C0OPS' } },
  'a mention': { mention: true, place: { team: OURS, channel: 'C0OPS', thread: '1.2' } },
} as const;

const SPARE = 'i-0123456789abcdef0';

let world: World;
let waiting = '';
let unknown = '';
let done = '';
let paused = '';
let proposed = '';
let request = '';
let asked = '';
let finished = '';
let custom = '';
let stopped = '';
let deployment = '';
let repeating = '';
let resting = '';
let incident = '';
let over = '';
let mitigated = '';

/** A command whose runs can be undone, and that is not sent again by itself. */
function undoableOnce(command: MaintenanceDefinition): ShippedCommand {
  return ship({ ...command, repeatable: false, undo: { words: 'It comes back.', script: ':' } });
}

/** A run of the operator's that waits for its approval, and one of which nobody knows what it did. */
async function prepare(): Promise<void> {
  // `disk` belongs to an activity that no matrix lists, so that a request on safety waits for the vendor's word.
  const changed = maintenance.map((one) => (one.name === 'disk' ? { ...one, activity: 'moving-racks' } : one));
  world = await createWorld({
    commands: changed.map(undoableOnce),
    policy: { changes: readPolicy().changes ?? [], hostGroups: [{ name: 'users-1' }] },
    spares: [SPARE],
  });
  done = await world.ask('operator', 'restart nginx on host-4');
  await world.advance(MINUTE);
  world.hosts.endings.set('i-host-5', { details: 'Failed', exitCode: 1 });
  const waves = 'in waves 1, 100% pause between waves stop after 2 failures';
  paused = await world.ask('operator', `restart nginx on host-5, host-6 ${waves}`);
  await world.advance(10 * SECOND);
  await world.say('approver-2', `approve R-${paused}`);
  await world.advance(MINUTE);
  expect(await world.story(paused)).toMatchObject({ state: { is: 'paused', why: 'between-waves' } });
  waiting = await world.ask('operator', 'restart nginx on host-7');
  world.hosts.faults.push('lost-before');
  unknown = await world.ask('operator', 'restart nginx on host-4');
  await world.advance(5 * MINUTE);
  expect(await world.story(unknown)).toMatchObject({ state: { verdict: 'unknown' } });
  await world.rewrite(`person#${OURS}#${PEOPLE.guest.user}`, () => ({ ...PEOPLE.guest, id: 'x/y', grants: [] }));
  const change = await world.say('admin', `grant approver to <@${PEOPLE.guest.user}> because "joins"`);
  proposed = change.is === 'proposed' ? change.id : '';
  await world.advance(MINUTE);
  const unlisted = await world.ask('operator', 'disk on host-9');
  await world.advance(MINUTE);
  const { state } = await world.story(unlisted);
  request = 'request' in state ? (state.request ?? '') : '';
  asked = await another('4ASKE', [{ type: 'sent', data: { expiresAt: world.now() + HOUR, vendor: 'virtuozzo' } }]);
  finished = await another('4DANE', [{ type: 'done', data: { heard: 'recorded' } }]);
  // It is Saturday: the shipped rules stop changes in production.
  stopped = await world.ask('operator', 'install curl on host-8 because "needed now"');
  await world.advance(MINUTE);
  const note = await world.say('operator', 'custom "own limits" on host-9 agreed with vendor-1 because "load"');
  custom = note.is === 'custom-recorded' ? note.note.id : '';
  await world.ask('operator', 'restart nginx on host-8 in 2h because "quiet then"');
  repeating = await repeat('restart nginx on host-4 every sunday 03:00');
  resting = await repeat('restart nginx on host-4 every monday 03:00');
  await world.advance(MINUTE);
  await world.say('operator', `pause schedule S-${resting}`);
  const started = await world.say('admin', 'deployment start acme-eu');
  deployment = started.is === 'deployment-started' ? started.id : '';
  await world.say('admin', `deployment done D-${deployment} 2`);
  incident = await declared('incident "checkout is down" critical');
  mitigated = await declared('incident "slow logins" minor');
  over = await declared('incident "the disk was full" minor');
  await world.say('operator', `resolve in I-${over} because "emptied"`);
  await world.settle();
  await world.say('operator', `mitigated in I-${mitigated}`);
  await world.say('operator', `follow I-${mitigated}`);
  await world.say('operator', `take lead in I-${mitigated}`);
  await world.say('approver', 'freeze staging for 2h because "the sale"');
  await world.say('operator', 'lock host-5 for 2h because "a leak"');
  await estimatePaid();
}

/** A request as the one that is prepared, with these steps. */
async function another(id: string, steps: EscalationStep[]): Promise<string> {
  const one = await readEscalation(world.ledger, escalationStream(request));
  if (!one) throw new Error(`no request ${request}`);
  const { run: _run, digest: _digest, ...prepared } = one.story.prepared;
  const by = { by: PEOPLE.operator, at: world.now() };
  await beginEscalation(world.ledger, { id, step: { type: 'prepared', data: { ...prepared, source: id } }, ...by });
  for (const step of steps) {
    const read = await readEscalation(world.ledger, escalationStream(id));
    if (read) await appendEscalation(world.ledger, read, { step, ...by });
  }
  return id;
}

async function declared(sentence: string): Promise<string> {
  const answer = await world.say('operator', sentence);
  return answer.is === 'incident-declared' ? answer.id : '';
}

beforeEach(prepare);

const PAID = 'C0ST1';

/** Paid work that somebody else asked for, of which the vendor has said what it costs. */
async function estimatePaid(): Promise<void> {
  await world.rewrite(VENDOR_RECORDS, () => ({
    vendors: [
      {
        ...{ name: 'virtuozzo', label: 'Virtuozzo', parties: ['Virtuozzo Team (paid)'], organisations: [VENDORS] },
        ...{ targets: USUAL_TARGETS, contacts: [], costLimit: { amount: 500_000, currency: 'EUR' } },
      },
      newVendor({
        ...{ name: 'zeta', label: 'Zeta', organisations: ['T0ZETA'], parties: [] },
        channel: { team: OURS, channel: 'C0EXTZETA1' },
      }),
    ],
  }));
  const expiresAt = world.now() + 24 * HOUR;
  const steps: [EscalationStep, Actor][] = [
    [
      { type: 'prepared', data: { ...PREPARED, expiresAt } },
      { team: OURS, user: 'U0ELSE' },
    ],
    [
      { type: 'sent', data: { expiresAt, vendor: 'virtuozzo' } },
      { team: OURS, user: 'U0ELSE' },
    ],
    [{ type: 'estimated', data: { amount: 125_000, currency: 'EUR' } }, PEOPLE.vendor],
  ];
  const events: EscalationEvent[] = [];
  for (const [step, by] of steps) {
    events.push({ ...step, by, seq: events.length, at: world.now() });
    const { state } = tellEscalation(PAID, events);
    const stream = escalationStream(PAID);
    const head = await world.ledger.head(stream);
    await world.ledger.append({ stream, head, type: step.type, at: world.now(), by, data: step.data, state });
  }
}

const PREPARED: Omit<Prepared, 'expiresAt'> = {
  source: 'paid',
  requester: 'p-else',
  place: { team: OURS, channel: 'C0OPS' },
  sentence: 'restart nginx on host-9',
  ask: askOf({
    ...{ kind: 'paid', receiver: 'Virtuozzo Team (paid)', activity: 'ip-and-routing', label: 'IP', cells: [] },
    ...{ task: 'an address', targets: [], priority: 'minor', custom: [] },
  }),
};

async function repeat(text: string): Promise<string> {
  const answer = await world.say('operator', text);
  return answer.is === 'schedule-asked' ? answer.id : '';
}

function sentenceOf(name: string): string {
  const sentences: Record<string, string> = {
    command: 'restart nginx on host-9',
    approve: `approve R-${waiting}`,
    except: `except R-${stopped} because "it cannot wait"`,
    deny: `deny R-${waiting} because "no"`,
    cancel: `cancel R-${waiting}`,
    settle: `settle R-${unknown} host-4 as done because "seen"`,
    show: `show R-${waiting}`,
    output: `output R-${done}`,
    audit: `audit R-${done}`,
    why: `why R-${waiting}`,
    again: `again R-${waiting}`,
    undo: `undo R-${done}`,
    resume: `resume R-${paused}`,
    retry: `retry R-${paused} host-5`,
    who: 'who can restart nginx on host-9',
    what: 'what can I do on host-9',
    'matrix set': 'matrix set "Rebooting Host/Container" on user host to virtuozzo team because "new contract"',
    'matrix use': 'matrix use jelastic because "migrated"',
    'matrix import': 'matrix import F0CELLS because "new contract"',
    vendor: 'vendor zeta',
    'vendor settings': 'vendor zeta settings',
    'vendor add': 'vendor add gamma "Gamma" organisation T0GAMMA001 because "backups"',
    'vendor set': 'vendor set zeta runs to on because "trusted"',
    'vendor remove': 'vendor remove zeta because "ended"',
    'vendor invite': 'vendor invite zeta sam@zeta.example because "leads"',
    'add group': 'add group users-9 because "more users"',
    'add region': 'add region eu-9 because "more users"',
    'add host': `add host host-99 to users-1 as user host in staging from ${SPARE} because "more users"`,
    grant: `grant operator to <@${PEOPLE.budget.user}> because "helps out"`,
    revoke: `revoke budget holder from <@${PEOPLE.budget.user}> because "left"`,
    'policy test': 'policy test restart nginx on host-9',
    'policy import': 'policy import F0POLICY because "reviewed"',
    'policy set': 'policy set approval window to 45 minutes because "two time zones"',
    freeze: 'freeze staging for 1h because "the sale"',
    thaw: 'thaw staging',
    lock: 'lock host-6 for 1h because "a leak"',
    unlock: 'unlock host-5',
    'stop everything': 'stop everything because "disks fail"',
    lift: 'lift the stop',
    'break-glass': 'break-glass restart nginx on host-9 because "down"',
    review: `review R-${done} as fine because "seen"`,
    link: `link <@${PEOPLE.budget.user}> to <@${PEOPLE.operator.user}> because "hers"`,
    unlink: `unlink <@${PEOPLE.guest.user}> because "his own"`,
    confirm: `confirm C-${proposed}`,
    runbook: 'runbook restart',
    deployment: `deployment D-${deployment}`,
    'deployment start': 'deployment start acme-us',
    'deployment begin': `deployment begin D-${deployment} 3`,
    'deployment done': `deployment done D-${deployment} 4`,
    'deployment skip': `deployment skip D-${deployment} 8 because "Let us Encrypt"`,
    'deployment ask': `deployment ask D-${deployment} 13 us`,
    'deployment reopen': `deployment reopen D-${deployment} 2 because "again"`,
    'deployment snooze': `deployment snooze D-${deployment}`,
    'deployment close': `deployment close D-${deployment} because "another region"`,
    incident: 'incident "the disk is full" major',
    timeline: `timeline in I-${incident}`,
    'timeline history': `timeline history ${nameOf(`incident#${incident}/e#0`, 0)} in I-${incident}`,
    'timeline picture': `timeline picture in I-${incident}`,
    'timeline export': `timeline export csv in I-${incident}`,
    figures: 'figures last 30d',
    report: `report in I-${over}`,
    update: `update "well again" in I-${incident}`,
    follow: `follow I-${incident}`,
    unfollow: `unfollow I-${mitigated}`,
    action: `action "fix it" in I-${over}`,
    correct: `correct ${nameOf(`incident#${incident}/e#0`, 0)} "it is down" in I-${incident}`,
    snooze: `snooze update 30min in I-${incident}`,
    severity: `severity major in I-${incident}`,
    acknowledge: `acknowledge in I-${incident}`,
    mitigated: `mitigated in I-${incident}`,
    resolve: `resolve in I-${incident} because "fixed"`,
    reopen: `reopen in I-${mitigated}`,
    take: `take lead in I-${incident}`,
    leave: `leave lead in I-${mitigated}`,
    note: `note "seen" in I-${incident}`,
    send: `send E-${request}`,
    escalate: 'escalate "the node is slow" to virtuozzo',
    accept: `accept E-${request}`,
    decline: `decline E-${request} because "no"`,
    ask: `ask E-${request} "which?"`,
    progress: `progress E-${request} "half"`,
    done: `done E-${request}`,
    withdraw: `withdraw E-${request}`,
    reply: `reply E-${asked} "the first one"`,
    'reopen request': `reopen E-${finished} because "it is down again"`,
    record: `record E-${request} safe because "by phone"`,
    'approve cost': `approve cost E-${PAID} at 1250 EUR`,
    'deny cost': `deny cost E-${PAID} because "too much"`,
    custom: 'custom "a cron job" on host-8 agreed with vendor-1 because "load"',
    'custom remove': `custom remove K-${custom}`,
    'pause schedule': `pause schedule S-${repeating}`,
    'resume schedule': `resume schedule S-${resting}`,
    'end schedule': `end schedule S-${repeating}`,
    plan: 'plan restart nginx on host-9',
    form: 'form restart nginx',
  };
  return sentences[name] ?? name;
}

/** Whether somebody got what they asked for: by the answer, or, of a mention, by what is on record. */
async function gets(who: Who, name: string, door: keyof typeof DOORS): Promise<boolean> {
  const before = [...world.ledger.streams.keys()];
  const reply = await world.say(who, sentenceOf(name), DOORS[door]);
  if (reply.is !== 'later') return reply.is === (YES[name] ?? name);
  const [asked] = [...world.ledger.streams.keys()].filter((stream) => !before.includes(stream));
  return ['asked', 'proposed'].includes(world.ledger.streams.get(asked ?? '')?.[0]?.type ?? '');
}

/** The run that waits is the operator's own: taking it back is theirs too. The change that waits is the admin's own. */
const isOwn = (who: Who, name: string) => who === 'operator' && name === 'cancel';

const everybody = Object.keys(PEOPLE) as Who[];

describe.each(Object.keys(DOORS) as (keyof typeof DOORS)[])('by %s', (door) => {
  it('each built-in sentence and a command are in the list of who may', () => {
    expect(Object.keys(MAY).sort()).toEqual(['command', ...BUILTINS.map(({ name }) => name)].sort());
  });

  it.each(everybody)('%s gets what the list gives, and nothing else', async (who) => {
    const got: string[] = [];
    for (const name of Object.keys(MAY)) {
      if (!(await gets(who, name, door))) continue;
      got.push(name);
      if (DECIDES.includes(name)) await prepare();
    }
    const listed = Object.keys(MAY).filter((name) => MAY[name]?.includes(who) || isOwn(who, name));
    expect(got).toEqual(listed);
  });
});

describe('records that are missing decide nothing', () => {
  it.each([
    ['the matrix', 'matrix#virtuozzo', { reason: 'records-missing', what: 'matrix' }],
    ['the policy', 'policy#main', { reason: 'records-missing', what: 'policy' }],
    ['the person', `person#${OURS}#${PEOPLE.operator.user}`, { reason: 'no-role', needed: 'operator' }],
  ])('%s', async (_what, stream, refusal) => {
    world.ledger.streams.delete(stream);
    expect(await world.say('operator', 'restart nginx on host-9')).toMatchObject({ is: 'refused', refusal });
  });

  it('a role that has ended is no role', async () => {
    await world.rewrite(`person#${OURS}#${PEOPLE.operator.user}`, (person) => ({
      ...person,
      grants: [{ role: 'operator', until: world.now() }],
    }));
    expect(await world.say('operator', 'restart nginx on host-9')).toMatchObject({ refusal: { reason: 'no-role' } });
  });

  it('an account of another organisation with the same user id is another person', async () => {
    const actor = { team: 'T0ZETA', user: PEOPLE.approver.user };
    expect(await world.say('approver', `approve R-${waiting}`, { actor })).toEqual({ is: 'outsider' });
  });

  it('the second account of the requester is the requester', async () => {
    const stream = `person#${OURS}#${PEOPLE.approver.user}`;
    await world.rewrite(stream, (person) => ({ ...person, id: `${OURS}/${PEOPLE.operator.user}` }));
    expect(await world.say('approver', `approve R-${waiting}`)).toMatchObject({ refusal: { reason: 'own-request' } });
  });
});

describe('refusals', () => {
  it('of one account are put on record twenty times a minute, and answered after that too', async () => {
    const kinds = new Set<string>();
    for (let said = 0; said < 30; said += 1) {
      kinds.add(JSON.stringify({ ...(await world.say('guest', 'restart nginx on host-9')), run: undefined }));
    }
    expect([...kinds]).toHaveLength(1);
    const refused = [...world.ledger.streams.values()].filter(([first]) => first?.type === 'refused');
    expect(refused).toHaveLength(20);
  });
});
