import type { Person } from '../../../domain/actor.ts';
import type { AccountChange } from '../../../domain/change/link.ts';
import { person } from './labels.ts';
import type { Reading, Tense } from './rendered.ts';
import { listed } from './text.ts';

/** `Link <@U1> to <@U2>`. */
export function accountWords(change: AccountChange, tense: Tense, reading: Reading): string {
  const whom = person(change.whom, reading);
  if (change.kind === 'unlink') return `${{ ask: 'Unlink', doing: 'Unlinking', done: 'Unlinked' }[tense]} ${whom}`;
  return `${{ ask: 'Link', doing: 'Linking', done: 'Linked' }[tense]} ${whom} to ${person(change.to, reading)}`;
}

/** What follows for approvals: that is what two accounts are linked for. */
export function accountPreview(change: AccountChange, reading: Reading): string {
  const whom = person(change.whom, reading);
  if (change.kind === 'link') {
    const to = person(change.to, reading);
    return `${whom} and ${to} are one person: neither approves what the other asks for, and their approvals count once\nEach account keeps its own roles`;
  }
  const from = listed(change.from.map((one) => person(one, reading)));
  return `${whom} and ${from} are two people again: each may approve what the other asks for, if they have the role`;
}

/** The accounts of one person: `<@U1> = <@U2>`. */
export function onePerson(accounts: readonly Person[], reading: Reading): string {
  return accounts.map((one) => person(one, reading)).join(' = ');
}
