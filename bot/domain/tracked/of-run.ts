import { writeRunId } from '../language/run-id.ts';
import type { Story } from '../run/apply.ts';
import { badIn, type HostOutcome, type HostStatus } from '../run/outcome.ts';
import type { Plan } from '../run/plan.ts';
import { isTerminal } from '../run/state.ts';
import type { IssueDraft, IssueEnd } from './event.ts';
import { asCode, asTitle, type Line } from './line.ts';

/** Hosts that an issue names; of more it says how many. */
const NAMED = 50;

/** The issue of a run that was planned. Undefined of one that is not logged. */
export function issueOfRun({ id, by, asked, plan }: Story): IssueDraft | undefined {
  if (!plan?.issue) return undefined;
  const name = writeRunId(id);
  const { because } = asked.command;
  const body: Line[] = [
    `${asCode(asked.sentence)}`,
    '',
    { label: '- Asked by', who: by },
    ...(because === undefined ? [] : [`- Because: ${asCode(because)}`]),
    `- Risk: ${plan.risk}`,
    `- Targets: ${hostsOf(plan)}`,
    ...plan.cells.map(({ label, kind, party }) => `- Matrix: ${asCode(`${label} × ${kind} → ${party.label}`)}`),
    `- Approval: ${plan.approval === 'none' ? 'none wanted' : 'wanted'}`,
    `- In Slack: ${asCode(`/ops show ${name}`)}`,
  ];
  return { ...plan.issue, title: asTitle(`${name} ${asked.sentence}`), body };
}

/** How the issue of a run ends. Undefined while it goes on, and as long as nobody knows what became of a host. */
export function endOfRun(story: Story): IssueEnd | undefined {
  const { state } = story;
  if (!isTerminal(state) || (state.is === 'finished' && state.verdict === 'unknown')) return undefined;
  const began = state.is === 'finished' && state.verdict !== 'cancelled';
  return { as: began ? 'completed' : 'not-planned', body: [...whatBecame(story), ...outcomes(story)] };
}

/** What is said on the issue of a run whose end nobody knows: it stays open until somebody settles it. */
export function doubtOfRun(story: Story): Line[] | undefined {
  const { state, id } = story;
  if (state.is !== 'finished' || state.verdict !== 'unknown') return undefined;
  const look = `Nobody knows what became of ${state.tally.unknown} of its hosts. This stays open until somebody looks there and settles it:`;
  return [look, '', asCode(`/ops settle ${writeRunId(id)} <host> as done`), '', ...outcomes(story)];
}

function whatBecame({ state, ended, refusal, stopped }: Story): Line[] {
  const why = ended?.because === undefined ? [] : [`- Because: ${asCode(ended.because)}`];
  const by: Line[] = ended && state.is !== 'expired' && state.is !== 'halted' ? [{ label: '- By', who: ended.by }] : [];
  const rule = refusal ? [`- Rule: ${asCode(refusal.reason)}`] : [];
  const approvals: Line[] =
    'approvals' in state ? state.approvals.map((one) => ({ label: '- Approved by', who: one.by })) : [];
  const cut = stopped ? [`- Stopped: ${asCode(stopped.why)}`] : [];
  const verdict = state.is === 'finished' ? VERDICT[state.verdict] : ENDED[state.is];
  return [`**${verdict}**`, '', ...approvals, ...by, ...why, ...rule, ...cut];
}

const VERDICT = {
  succeeded: 'Done on every host',
  partly: 'Done on some hosts, failed on others',
  failed: 'Failed',
  cancelled: 'Cancelled',
  unknown: 'Nobody knows',
} as const;

const ENDED: Record<Exclude<Story['state']['is'], 'finished'>, string> = {
  asked: 'Asked',
  unconfirmed: 'Waiting for the vendor',
  waiting: 'Waiting',
  approved: 'Approved',
  scheduled: 'Scheduled',
  sending: 'Being sent',
  running: 'Running',
  keeping: 'Running',
  paused: 'Paused',
  refused: 'Refused: nothing was run',
  denied: 'Denied: nothing was run',
  expired: 'Not approved in time: nothing was run',
  cancelled: 'Cancelled before it ran',
  halted: 'Stopped before it ran: nothing was run',
};

/** Host by host, those that were not well first. What they printed stays where it is masked and kept: in Slack. */
function outcomes({ outcomes: all, state }: Story): Line[] {
  if (all.size === 0) return [];
  const list = [...all.values()].sort((a, b) => Number(isWell(a.status)) - Number(isWell(b.status)));
  const more = list.length - NAMED;
  const bad = state.is === 'finished' ? badIn(state.tally) : 0;
  return [
    '',
    `${all.size} ${all.size === 1 ? 'host' : 'hosts'}${bad > 0 ? `, ${bad} not well` : ''}:`,
    '',
    ...list.slice(0, NAMED).map(outcomeLine),
    ...(more > 0 ? [`- … and ${more} more, the same list with ${asCode('/ops show')}`] : []),
  ];
}

function isWell(status: HostStatus): boolean {
  return status === 'succeeded';
}

function outcomeLine({ host, status, detail, exitCode, ms }: HostOutcome): string {
  const facts = [
    status.replaceAll('-', ' '),
    ...(status === 'succeeded' || detail === '' ? [] : [asCode(detail, 80)]),
    ...(exitCode === undefined || exitCode === 0 ? [] : [`exit ${exitCode}`]),
    ...(ms === undefined ? [] : [`${(ms / 1_000).toFixed(1)} s`]),
  ];
  return `- ${asCode(host)}: ${facts.join(' · ')}`;
}

function hostsOf({ hosts }: Plan): string {
  const environments = [...new Set(hosts.map(({ environment }) => environment))].join(', ');
  const named = hosts.slice(0, NAMED).map(({ name }) => asCode(name));
  const more = hosts.length > NAMED ? [`and ${hosts.length - NAMED} more`] : [];
  return `${[...named, ...more].join(', ')} (${environments})`;
}
