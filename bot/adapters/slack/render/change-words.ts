import type { Change } from '../../../domain/change/change.ts';
import type { RoleChange } from '../../../domain/change/role.ts';
import { writeChangeId } from '../../../domain/language/run-id.ts';
import { accountPreview, accountWords } from './account-words.ts';
import { hostPreview, hostWords } from './change-host-words.ts';
import { importPreview, importWords } from './change-import-words.ts';
import { cellsPreview, cellsWords, usePreview, useWords } from './change-matrix-words.ts';
import { policyImportPreview, policyImportWords, policyPreview, policyWords } from './change-policy-words.ts';
import { groupChangeWords, groupPreview } from './group-words.ts';
import { held, oneWithRole, person, roleWords } from './labels.ts';
import type { Reading, Tense } from './rendered.ts';
import { inline } from './text.ts';
import { vendorPreview, vendorWords } from './vendor-change-words.ts';
import { when } from './when.ts';

/** `C-4KQ7M`. */
export function changeName(id: string): string {
  return inline(writeChangeId(id), 20);
}

/** What is to be done, being done or done: `Grant approver to <@U1> until …`. */
export function changeWords(change: Change, tense: Tense, reading: Reading): string {
  switch (change.kind) {
    case 'grant':
    case 'revoke':
      return roleChangeWords(change, tense, reading);
    case 'grant-group':
    case 'revoke-group':
      return groupChangeWords(change, tense, reading);
    case 'set-cells':
      return cellsWords(change, tense);
    case 'use-profile':
      return useWords(change, tense);
    case 'import-cells':
      return importWords(change, tense);
    case 'set-policy':
      return policyWords(change, tense);
    case 'import-policy':
      return policyImportWords(tense);
    case 'add-host':
      return hostWords(change, tense);
    case 'set-vendor':
      return vendorWords(change, tense);
    case 'link':
    case 'unlink':
      return accountWords(change, tense, reading);
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
    case 'grant-group':
    case 'revoke-group':
      return groupPreview(change, reading);
    case 'set-cells':
      return cellsPreview(change);
    case 'use-profile':
      return usePreview(change);
    case 'import-cells':
      return importPreview(change);
    case 'set-policy':
      return policyPreview(change);
    case 'import-policy':
      return policyImportPreview(change);
    case 'add-host':
      return hostPreview(change);
    case 'set-vendor':
      return vendorPreview(change, reading);
    case 'link':
    case 'unlink':
      return accountPreview(change, reading);
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

function end(until: number | undefined, { now }: Reading, without: string): string {
  return until === undefined ? without : ` until ${when(until, now)}`;
}
