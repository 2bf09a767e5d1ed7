import { type Actor, type Grant, REMIT, type Role, sameActor } from '../../../domain/actor.ts';
import { kindWords } from '../../../domain/language/groups.ts';
import { writeRunId } from '../../../domain/language/run-id.ts';
import type { Cell } from '../../../domain/matrix/rule.ts';
import type { Environment, Kind } from '../../../domain/target.ts';
import type { Reading } from './rendered.ts';
import { counted, inline, listed } from './text.ts';
import { when } from './when.ts';

/** A person, as a mention that Slack shows by name, or by the name itself where a mention would call them for nothing. */
export function person(actor: Actor, { names }: Pick<Reading, 'names'>): string {
  if (sameActor(actor, REMIT)) return 'Remit';
  const name = names?.get(actor.user);
  return name === undefined ? `<@${actor.user.replace(/[^A-Z0-9]/g, '')}>` : `*${inline(name, 80)}*`;
}

/** Of a run's id or its stream: `R-8C2MX`. */
export function runName(idOrStream: string): string {
  return inline(writeRunId(idOrStream.replace(/^(?:run#|R-)/, '')), 20);
}

const KIND: Record<Kind, string> = {
  'user-host': 'User Host',
  'infrastructure-host': 'Infrastructure Host',
  'infrastructure-container': 'Infrastructure Container',
  'end-user-container': 'End-User Container',
};

/** As a column of the matrix: `User Host`. */
export function kindTitle(kind: Kind): string {
  return KIND[kind];
}

export function roleWords(role: Role): string {
  return role.replaceAll('-', ' ');
}

/** `an approver`, `a budget holder`. */
export function oneWithRole(role: Role): string {
  const article = /^[aeio]/.test(role) ? 'an' : 'a';
  if (role === 'break-glass') return 'a break-glass holder';
  return `${article} ${role === 'on-call' ? 'on-call engineer' : roleWords(role)}`;
}

/** Whose task it is, and which record says so: `Restarting Processes × User Host → Platform Owner · virtuozzo v3`. */
export function cellLine({ label, kind, party, profile, version }: Cell): string {
  return `${inline(label, 120)} × ${kindTitle(kind)} → ${inline(party.label, 80)} · ${inline(profile, 60)} v${version}`;
}

/** `production, 1 user host`; `production and staging, 5 user hosts and 2 infrastructure hosts`. */
export function whereabouts(hosts: readonly { kind: Kind; environment: Environment }[]): string {
  const environments = [...new Set(hosts.map(({ environment }) => environment))].sort();
  const kinds = new Map<Kind, number>();
  for (const { kind } of hosts) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  return `${listed(environments)}, ${listed([...kinds].map(([kind, count]) => counted(count, kindWords(kind))))}`;
}

/** ` until …`, or nothing for a role that has no end. */
export function held(grant: Grant | undefined, { now }: Pick<Reading, 'now'>): string {
  return grant?.until === undefined ? '' : ` until ${when(grant.until, now)}`;
}
