import type { Hits } from '../../../domain/incident/severity.ts';
import {
  INCIDENT_ROLES,
  type IncidentRole,
  type IncidentState,
  type Severity,
} from '../../../domain/incident/state.ts';
import type { ResolutionOf } from '../../../domain/incident/story.ts';
import type { Instant } from '../../../domain/instant.ts';
import { WHOM_WORDS } from '../../../domain/language/incident-sentence.ts';
import { writeIncidentId } from '../../../domain/language/run-id.ts';
import { KINDS } from '../../../domain/target.ts';
import type { Press } from './blocks.ts';
import { kindTitle, person } from './labels.ts';
import type { Reading, RunMark } from './rendered.ts';
import { inline, listed } from './text.ts';
import { duration, when } from './when.ts';

/** `I-7QK2P` */
export function incidentName(id: string): string {
  return inline(writeIncidentId(id), 20);
}

export const INCIDENT_LOOK: Record<IncidentState['is'], { sign: string; mark: RunMark; words: string }> = {
  open: { sign: '🔥', mark: 'running', words: 'open' },
  mitigated: { sign: '🩹', mark: 'paused', words: 'mitigated' },
  resolved: { sign: '✔', mark: 'succeeded', words: 'resolved' },
};

export const SEVERITY_WORDS: Record<Severity, string> = { critical: 'Critical', major: 'Major', minor: 'Minor' };

export const ROLE_TITLE: Record<IncidentRole, string> = {
  lead: 'Lead',
  scribe: 'Scribe',
  communications: 'Communications',
  operations: 'Operations',
};

/** The line that alone says how it is. A drill says so before anything else. */
export function incidentLine(id: string, { is, drill, severity, title }: IncidentState): string {
  const { sign, words } = INCIDENT_LOOK[is];
  return `${sign} ${drill ? '*DRILL* · ' : ''}*${SEVERITY_WORDS[severity]}: ${inline(title, 130)}* · ${words} · ${incidentName(id)}`;
}

/** What hit whom. */
export function impactLines({ impact, hits }: IncidentState): string[] {
  if (impact === undefined && !hits) return [];
  return [`Impact: ${[hits && hitsWords(hits), impact && `“${inline(impact, 300)}”`].filter(Boolean).join(', ')}`];
}

/** Alarms of a line; the timeline has all of them. */
const ALARMS = 5;

/** Which of its alarms ring still, as long as anybody works on it. */
export function alarmLines({ is, alarms }: IncidentState): string[] {
  if (is === 'resolved' || alarms.length === 0) return [];
  const ringing = alarms.filter(({ ringing: rings }) => rings).map(({ name }) => inline(name, 80));
  if (ringing.length === 0) return ['🔔 No alarm of it rings any more'];
  const more = ringing.length - ALARMS;
  const named = [...ringing.slice(0, ALARMS), ...(more > 0 ? [`${more} more`] : [])];
  return [`🔔 Rings: ${listed(named)}`];
}

/** Of what it is a problem, and whose task the resolution is. */
export function whoseLine({ kind }: IncidentState, resolution: readonly ResolutionOf[]): string {
  const about = kind === 'platform' ? 'A problem of the platform product' : 'A problem of the infrastructure';
  const whose = resolution.length === 0 ? 'the matrix does not say whose' : listed(resolution.map(partyWords));
  return `${about} · resolution: ${whose}`;
}

function hitsWords({ whom, environment }: Hits): string {
  return `hits ${WHOM_WORDS[whom]} in ${environment}`;
}

/** All kinds of target need no list. */
function partyWords({ label, kinds }: ResolutionOf): string {
  const where = kinds.length === KINDS.length ? '' : ` (${listed(kinds.map(kindTitle))})`;
  return `${inline(label, 80)}${where}`;
}

/** When it was so, and how long after it was noticed. */
export function clockLine({ milestones }: IncidentState, { now }: Pick<Reading, 'now'>): string {
  const { detected, acknowledged, mitigated, resolved } = milestones;
  const after = (name: string, at: Instant | undefined) =>
    at === undefined ? `not ${name} yet` : `${name} ${when(at, now)} (after ${duration(at - detected)})`;
  const steps = resolved === undefined ? [] : [after('resolved', resolved)];
  const mitigation = mitigated === undefined && resolved !== undefined ? [] : [after('mitigated', mitigated)];
  return [`Detected ${when(detected, now)}`, after('acknowledged', acknowledged), ...mitigation, ...steps].join(' · ');
}

/** Who has which role, the lead first, and which are free. */
export function rolesLine({ is, roles }: IncidentState, reading: Reading): string {
  const held = INCIDENT_ROLES.flatMap((role) => {
    const by = roles[role];
    if (by) return [`${ROLE_TITLE[role]}: ${person(by, reading)}`];
    return role === 'lead' ? [`${ROLE_TITLE[role]}: nobody`] : [];
  });
  const free = INCIDENT_ROLES.filter((role) => role !== 'lead' && !roles[role]);
  const still = is === 'resolved' || free.length === 0 ? [] : [`free: ${listed(free)}`];
  return [...held, ...still].join(' · ');
}

/** The next steps that make sense, the most likely first. */
export function stepPresses(id: string, { is, milestones }: IncidentState): Press[] {
  const at = ` in ${incidentName(id)}`;
  const resolve: Press = { id: 'resolve', label: 'Resolve…', says: `form resolve${at}` };
  const reopen: Press = { id: 'reopen', label: 'Reopen…', says: `form reopen${at}` };
  if (is === 'resolved') return [reopen];
  if (is === 'mitigated') return [{ ...resolve, style: 'primary' }, reopen];
  const acknowledge: Press = { id: 'acknowledge', label: 'Acknowledge', says: `acknowledge${at}`, style: 'primary' };
  const mitigated: Press = { id: 'mitigated', label: 'Mitigated…', says: `form mitigated${at}` };
  return milestones.acknowledged === undefined
    ? [acknowledge, mitigated, resolve]
    : [{ ...mitigated, style: 'primary' }, resolve];
}

/** Of each role what can be done with it: it is taken, or whoever has it is relieved of it. */
export function rolePresses(id: string, { is, roles }: IncidentState): Press[] {
  if (is === 'resolved') return [];
  return INCIDENT_ROLES.map((role) =>
    roles[role]
      ? { id: `leave:${role}`, label: `Free ${role}`, says: `leave ${role} in ${incidentName(id)}` }
      : takePress(id, role),
  );
}

export function takePress(id: string, role: IncidentRole): Press {
  return { id: `take:${role}`, label: `Take ${role}`, says: `take ${role} in ${incidentName(id)}` };
}
