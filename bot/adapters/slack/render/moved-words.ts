import type { Story } from '../../../domain/run/apply.ts';
import type { Move } from '../../../domain/run/moved.ts';
import type { Press } from './blocks.ts';
import { person } from './labels.ts';
import type { Reading } from './rendered.ts';
import { wantedWords } from './rule-words.ts';
import { code, counted, inline, listed } from './text.ts';

/** What is not as it was when it was approved, before and after, and that it waits anew; and what an approver left out. */
export function movedLines(story: Story, reading: Reading): string[] {
  const { moved, state } = story;
  const again = moved && state.is === 'waiting' ? [`*Moved since it was approved*, so it is asked again:`] : [];
  const moves = again.length > 0 ? (moved?.moves ?? []).map((move) => `• ${moveWords(move, reading)}`) : [];
  return [...again, ...moves, ...stillCounting(story, reading), ...narrowedLines(story, reading)];
}

/** Whoever approved it hears whether they have to look at it again. */
function stillCounting({ moved, state }: Story, reading: Reading): string[] {
  if (!moved || state.is !== 'waiting') return [];
  const before = state.approvals.filter(({ at }) => at <= moved.at);
  if (before.length === 0) return ['Approvals from before do not count: look at it, and approve it anew'];
  return [`Of the approvals from before only that of ${listed(before.map(({ by }) => person(by, reading)))} counts`];
}

/** Where it is told what another version of the rules made different. */
export function movedPresses({ moved, state }: Story): Press[] {
  const parts = moved && state.is === 'waiting' ? moved.moves.map(({ part }) => part) : [];
  return [
    ...(parts.includes('policy') ? [{ id: 'policy', label: 'What the policy changed', says: 'policy history' }] : []),
    ...(parts.includes('matrix') ? [{ id: 'matrix', label: 'What the matrix changed', says: 'matrix history' }] : []),
  ];
}

/** `only host-4 and host-5 of 7 hosts, left by <@U2>`. */
export function narrowedLines({ narrowed, plan }: Story, reading: Reading): string[] {
  if (!narrowed || plan?.narrowedFrom === undefined) return [];
  const left = listed(plan.hosts.map(({ name }) => inline(name, 64)));
  return [`Narrowed by ${person(narrowed.by, reading)}: only ${left}, of ${counted(plan.narrowedFrom, 'host')}`];
}

function moveWords(move: Move, reading: Reading): string {
  switch (move.part) {
    case 'hosts':
      return `the hosts: ${hostsWords(move)}`;
    case 'document':
      return `the document: ${code(move.from, 130)} → ${code(move.to, 130)}`;
    case 'matrix':
    case 'policy':
      return `the ${move.part}: ${inline(move.from, 200)} → ${inline(move.to, 200)}`;
    case 'parameters':
      return 'what the document is given';
    case 'waves':
      return 'the waves';
    case 'exception':
      return 'what was tried on staging';
    case 'approval':
      return `the approval wanted: ${wantedWords(move.from)} → ${wantedWords(move.to)}`;
    case 'approver':
      return `the approval of ${person(move.user, reading)} does not count: ${WHY[move.why]}`;
    default:
      return move satisfies never;
  }
}

const WHY = { 'no-right': 'they no longer have the right to', 'one-person': 'it is one person with another account' };

function hostsWords({ gone, come, other }: Extract<Move, { part: 'hosts' }>): string {
  const names = (hosts: readonly string[]) => listed(hosts.map((host) => inline(host, 64)));
  return [
    ...(gone.length > 0 ? [`${names(gone)} ${gone.length === 1 ? 'is' : 'are'} gone`] : []),
    ...(come.length > 0 ? [`${names(come)} came`] : []),
    ...(other.length > 0 ? [`${names(other)} ${other.length === 1 ? 'is' : 'are'} not the same as before`] : []),
  ].join('; ');
}
