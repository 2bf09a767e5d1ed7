import type { Grant } from '../../../domain/actor.ts';
import type { CellChange, SetCells } from '../../../domain/change/cells.ts';
import type { Change } from '../../../domain/change/change.ts';
import type { RoleChange } from '../../../domain/change/role.ts';
import { writeChangeId } from '../../../domain/language/run-id.ts';
import { kindTitle, oneWithRole, person, roleWords } from './labels.ts';
import type { Reading } from './rendered.ts';
import { counted, inline, listed } from './text.ts';
import { when } from './when.ts';

/** `C-4KQ7M`. */
export function changeName(id: string): string {
  return inline(writeChangeId(id), 20);
}

type Tense = 'ask' | 'doing' | 'done';

/** What is to be done, being done or done: `Grant approver to <@U1> until …`. */
export function changeWords(change: Change, tense: Tense, reading: Reading): string {
  switch (change.kind) {
    case 'grant':
    case 'revoke':
      return roleChangeWords(change, tense, reading);
    case 'set-cells':
      return cellsWords(change, tense);
    default:
      return change satisfies never;
  }
}

/** What is shown before anybody confirms: `gains: the role of an approver until … · loses: nothing`. */
export function previewWords(change: Change, reading: Reading): string {
  switch (change.kind) {
    case 'grant':
    case 'revoke':
      return rolePreview(change, reading);
    case 'set-cells':
      return cellsPreview(change);
    default:
      return change satisfies never;
  }
}

function roleChangeWords(change: RoleChange, tense: Tense, reading: Reading): string {
  const who = person(change.whom, reading);
  const role = roleWords(change.role);
  if (change.kind === 'revoke')
    return `${{ ask: 'Revoke', doing: 'Revoking', done: 'Revoked' }[tense]} ${role} from ${who}`;
  const verb = { ask: 'Grant', doing: 'Granting', done: 'Granted' }[tense];
  return `${verb} ${role} to ${who}${end(change.until, reading, '')}`;
}

function rolePreview(change: RoleChange, reading: Reading): string {
  const who = person(change.whom, reading);
  const role = `the role of ${oneWithRole(change.role)}`;
  const before = change.had && `${role}${held(change.had, reading)}`;
  if (change.kind === 'revoke') return `${who} gains: nothing · loses: ${before ?? role}`;
  const after = `${role}${end(change.until, reading, ', until it is revoked')}`;
  return `${who} gains: ${after} · loses: ${before ? `its earlier end, ${held(change.had, reading).trim()}` : 'nothing'}`;
}

function cellsWords({ profile, cells }: SetCells, tense: Tense): string {
  const verb = { ask: 'Give', doing: 'Giving', done: 'Gave' }[tense];
  const [first] = cells;
  const one = new Set(cells.map(({ activity, to }) => `${activity}\n${to.id}`)).size === 1;
  const what =
    first && one
      ? `${inline(first.activity, 120)} on ${listed(cells.map(({ kind }) => kindTitle(kind)))} to ${inline(first.to.label, 80)}`
      : `${counted(cells.length, 'cell')} to other parties`;
  return `${verb} ${what}${profile === '' ? '' : ` · ${inline(profile, 60)}`}`;
}

/** Each party with the cells that become its, or are its no more. */
function cellsPreview({ cells }: SetCells): string {
  const parties = [...new Set(cells.flatMap(({ from, to }) => [to.label, ...(from ? [from.label] : [])]))];
  const lines = parties.map((label) => {
    const gains = cells.filter(({ to }) => to.label === label).map(cellWords);
    const loses = cells.filter(({ from }) => from?.label === label).map(cellWords);
    return `${inline(label, 80)} gains: ${listed(gains) || 'nothing'} · loses: ${listed(loses) || 'nothing'}`;
  });
  return [...lines, 'Approvals that were given under the version before become void'].join('\n');
}

function cellWords({ activity, kind }: CellChange): string {
  return `${inline(activity, 120)} on ${kindTitle(kind)}`;
}

/** `until …`, or nothing for a role that has no end. */
export function held(grant: Grant | undefined, reading: Reading): string {
  return end(grant?.until, reading, '');
}

function end(until: number | undefined, { now }: Reading, without: string): string {
  return until === undefined ? without : ` until ${when(until, now)}`;
}
