import { type Actor, actorOf, type Person, type Role, rolesOf, sameActor } from '../actor.ts';
import type { Instant } from '../instant.ts';
import { err, ok, type Result } from '../result.ts';
import type { ChangeRefusal } from './refusal.ts';
import { ownId } from './role.ts';

/** An account with the human being behind it, and whether it can let runs or changes through. */
type OfAccount = { whom: Actor; person: string; guarded: boolean };

/** `whom` becomes an account of the person behind `to`. */
export type LinkAccount = OfAccount & { kind: 'link'; to: Actor; toPerson: string };
/** `whom` stands for itself again; `from` are the accounts of the person that it was one of. */
export type UnlinkAccount = OfAccount & { kind: 'unlink'; from: Actor[] };
export type AccountChange = LinkAccount | UnlinkAccount;

export type WantedLink = { kind: 'link'; whom: Actor; to: Actor } | { kind: 'unlink'; whom: Actor };

/** Roles with which two accounts of one human could ask and approve. */
const GUARDED: readonly Role[] = ['admin', 'approver'];

/**
 * The change that was asked for, or why it makes no sense. Grants stay with each account; only whose they are changes.
 *
 * An account that others are linked to is not linked itself: they would stay behind as somebody else.
 */
export function accountChangeOf(
  wanted: WantedLink,
  { everybody, now }: { everybody: readonly Person[]; now: Instant },
): Result<AccountChange, ChangeRefusal> {
  const { whom } = wanted;
  const person = idOf(whom, everybody);
  const others = everybody.filter((one) => one.id === person && !sameActor(one, whom));
  if (wanted.kind === 'unlink') {
    const from = [...others.map(actorOf), ...rootOf(person, others, whom)];
    if (person === ownId(whom)) return err({ reason: 'not-linked', whom, others: from });
    return ok({ kind: 'unlink', whom, person, from, guarded: isGuarded([whom, ...from], everybody, now) });
  }
  const { to } = wanted;
  const toPerson = idOf(to, everybody);
  if (person === toPerson) return err({ reason: 'one-already', whom, to });
  if (person !== ownId(whom)) return err({ reason: 'linked-already', whom, others: others.map(actorOf) });
  if (others.length > 0) return err({ reason: 'others-linked', whom, others: others.map(actorOf) });
  const accounts = [whom, to, ...everybody.filter(({ id }) => id === toPerson)];
  return ok({ kind: 'link', whom, to, person, toPerson, guarded: isGuarded(accounts, everybody, now) });
}

/** The human being behind an account, whether or not it ever had a role. */
function idOf(account: Actor, everybody: readonly Person[]): string {
  return everybody.find((one) => sameActor(one, account))?.id ?? ownId(account);
}

/** The account that a person is named by, when it is not registered itself. */
function rootOf(person: string, others: readonly Actor[], whom: Actor): Actor[] {
  const [team = '', user = ''] = person.split('/');
  const root = { team, user };
  const there = user === '' || sameActor(root, whom) || others.some((one) => sameActor(one, root));
  return there ? [] : [root];
}

function isGuarded(accounts: readonly Actor[], everybody: readonly Person[], now: Instant): boolean {
  return everybody
    .filter((one) => accounts.some((account) => sameActor(one, account)))
    .some((one) => rolesOf(one, now).some((role) => GUARDED.includes(role)));
}

/** Whose the account is after the change. */
export function personAfter(change: AccountChange): string {
  return change.kind === 'link' ? change.toPerson : ownId(change.whom);
}
