import { type Actor, REMIT, sameActor } from '../actor.ts';
import { writeRequestId, writeRunId } from '../language/run-id.ts';
import type { Entry, Evidence } from './entry.ts';
import type { IncidentState } from './state.ts';

/** How accounts and their organisations are called: `nameOf` and `organisationOf` of nobody are empty. */
export type Callings = { nameOf(by: Actor | undefined): string; organisationOf(by: Actor | undefined): string };

/** `name`: how people call the incident. `entries` in any order, with every version that is to be in it. */
export type Export = {
  name: string;
  state: IncidentState;
  entries: readonly Entry[];
  zone: string;
  callings: Callings;
};

/** When it was so; of what was so at the same time, when it was written. */
export function inOrder(a: Entry, b: Entry): number {
  if (a.occurredAt !== b.occurredAt) return a.occurredAt - b.occurredAt;
  if (a.source === b.source) return a.version - b.version;
  if (a.recordedAt !== b.recordedAt) return a.recordedAt - b.recordedAt;
  return a.source < b.source ? -1 : 1;
}

/** Where it can be seen that it was so, as one word. */
export function evidenceWords(evidence: Evidence): string {
  switch (evidence.is) {
    case 'message':
      return evidence.permalink;
    case 'run':
      return writeRunId(evidence.run);
    case 'command':
      return evidence.commandId;
    case 'alarm':
      return evidence.arn;
    case 'request':
      return writeRequestId(evidence.request);
    case 'file':
      return evidence.permalink;
    case 'event':
      return `${evidence.stream}/e#${evidence.seq}`;
    default:
      return evidence satisfies never;
  }
}

/** Callings by tables of names, `team/user` and `team`; what is in none is called by its id. */
export function callingsOf(people: ReadonlyMap<string, string>, teams: ReadonlyMap<string, string>): Callings {
  return {
    nameOf: (by) => {
      if (by === undefined) return '';
      return sameActor(by, REMIT) ? 'Remit' : (people.get(`${by.team}/${by.user}`) ?? by.user);
    },
    organisationOf: (by) => (by === undefined || sameActor(by, REMIT) ? '' : (teams.get(by.team) ?? by.team)),
  };
}
