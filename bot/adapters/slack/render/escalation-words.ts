import type { KnownBlock } from '@slack/types';
import type { CustomNote, CustomNoted } from '../../../domain/custom/custom.ts';
import {
  type Ask,
  type AskedCell,
  type CustomMoved,
  environmentsOf,
  lastMoment,
} from '../../../domain/escalation/ask.ts';
import type { Prepared } from '../../../domain/escalation/event.ts';
import type { EscalationState } from '../../../domain/escalation/state.ts';
import { writeCustomId, writeDeploymentId, writeIncidentId, writeRequestId } from '../../../domain/language/run-id.ts';
import { context, MESSAGE, section, sections } from './blocks.ts';
import { kindTitle, runName, whereabouts } from './labels.ts';
import { fitting } from './lists.ts';
import type { Reading } from './rendered.ts';
import { code, inline, listed, preformatted } from './text.ts';
import { when } from './when.ts';

/** `E-4KQ7M`. */
export function requestName(id: string): string {
  return inline(writeRequestId(id), 20);
}

/** A cell as it was asked about: `Editing System Files × Infrastructure Container → Virtuozzo Team · virtuozzo v3`. */
export function askedCellLine({ label, kind, party, profile, version }: AskedCell): string {
  const whose = party === undefined ? 'not listed' : inline(party, 80);
  return `${inline(label, 120)} × ${kindTitle(kind)} → ${whose} · ${inline(profile, 60)} v${version}`;
}

/** A state as a reader is told it in a list. */
export function requestStateWords({ is, kind }: Pick<EscalationState, 'is' | 'kind'>): string {
  switch (is) {
    case 'prepared':
      return 'prepared, not sent';
    case 'sent':
      return kind === 'paid' ? 'sent, to be estimated' : 'sent';
    case 'safe-if':
      return 'safe under a condition';
    case 'safe':
    case 'unsafe':
    case 'estimated':
      return 'estimated, the cost waits for a budget holder';
    case 'offered':
      return 'offered, the cost is approved';
    case 'too-dear':
      return 'over: its cost was not approved';
    case 'accepted':
    case 'declined':
    case 'withdrawn':
    case 'expired':
    case 'done':
      return is;
    default:
      return is satisfies never;
  }
}

/** What is wanted of them. */
export function wantedWords({ kind }: Pick<Ask, 'kind'>): string {
  switch (kind) {
    case 'task':
      return 'to do it';
    case 'paid':
      return 'to do it as paid work, once its cost is approved';
    case 'safety':
      return 'to say whether it is safe, before it is done here';
    case 'other':
    case 'inner':
      return 'to see to it';
    default:
      return kind satisfies never;
  }
}

/** `• K-4KQ7M raised worker_connections … on infra-gate: “load”, agreed with vendor-1`. */
export function customLine({ id, what, on, because, agreed }: CustomNote): string {
  const where = listed(on.map((name) => inline(name, 64)));
  return `• *${inline(writeCustomId(id), 20)}* ${inline(what, 300)} on ${where}: “${inline(because, 300)}”, agreed with ${inline(agreed, 120)}`;
}

/** What it came of: `as R-8C2MX`, or `for D-4KQ7M, stage 10`. */
export function originWords({ run, deployment, incident, atOnce }: Prepared): string {
  const part = incident === undefined ? '' : `, part of ${inline(writeIncidentId(incident), 20)}`;
  return `${atOnce ? 'in words' : cameOf({ run, deployment })}${part}`;
}

function cameOf({ run, deployment }: { [part in 'run' | 'deployment']: Prepared[part] | undefined }): string {
  if (deployment) return `for ${inline(writeDeploymentId(deployment.id), 20)}, stage ${deployment.stage}`;
  return `as ${runName(run ?? '')}`;
}

/** Where it is to be done: on targets, or on a platform that has none yet. */
function spots({ targets, platform }: Pick<Ask, 'targets' | 'platform'>): string {
  return platform === undefined ? whereabouts(targets) : `the platform ${inline(platform, 70)}`;
}

/** `production, 1 infrastructure container · priority major · wanted by …`. */
export function pressing(ask: Ask, { now }: Reading): string {
  const { priority, wantedBy } = ask;
  const by = wantedBy === undefined ? '' : ` · wanted by ${when(lastMoment(wantedBy), now)}`;
  return `${isNowhere(ask) ? '' : `${spots(ask)} · `}priority ${priority}${by}`;
}

/** Of no activity of the matrix: anything that no command is for. */
function isInWords({ kind }: Ask): boolean {
  return kind === 'other' || kind === 'inner';
}

/** What has no place where it is to be done. */
function isNowhere({ targets, platform }: Ask): boolean {
  return targets.length === 0 && platform === undefined;
}

/** What the vendor will read in their channel, from what the request lets out and from nothing else. */
export function vendorBlocks(id: string, ask: Ask, reading: Reading): KnownBlock[] {
  const { label, priority, task } = ask;
  const what = isInWords(ask) ? inline(task, 160) : inline(label, 120);
  const where = isNowhere(ask) ? '' : ` on ${spots(ask)}`;
  const first = `🆘 *${what}*${where} · ${capital(priority)} · ${requestName(id)}`;
  return [section(first), ...sections(askedLines(ask, reading))];
}

export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** What, where, why, when, and what is to be kept there. */
export function askedLines(ask: Ask, reading: Reading): string[] {
  const { label, cells, task, typed, because, targets, priority, wantedBy, custom, note } = ask;
  const names = listed(
    targets.map(({ name, kind }) => `${inline(name, 64)} (${kindTitle(kind)})`),
    50,
  );
  const lines = [
    ...(isInWords(ask) ? [] : [`*Activity*: ${inline(label, 120)}`]),
    ...cells.map((cell) => `*Matrix*: ${askedCellLine(cell)}`),
    `*Wanted of you*: ${wantedWords(ask)}`,
    `*Task*: ${code(task, 1_000)}`,
    ...(typed === undefined ? [] : [`*As it was typed*: ${code(typed, 400)}`]),
    ...whereLine(ask, names),
    `*Why*: ${because === undefined ? 'not said' : `“${inline(because, 500)}”`}`,
    `*Priority*: ${priority}${wantedBy === undefined ? '' : ` · *wanted by* ${when(lastMoment(wantedBy), reading.now)}`}`,
    ...incidentLine(ask),
    ...(note === undefined ? [] : [`*To you*: “${inline(note, 500)}”`]),
  ];
  const diagnosis = diagnosisLines(ask, reading);
  const room = MESSAGE - 1_000 - [...lines, ...diagnosis].join('').length;
  const notes = customLines({ first: custom, count: custom.length }, room);
  const kept = notes.length > 0 ? ['*Custom configuration here, to be kept*:', ...notes] : [];
  return [...lines, ...kept, ...diagnosis];
}

/** Nothing of what has neither targets nor a platform. */
function whereLine(ask: Ask, names: string): string[] {
  if (ask.platform !== undefined) return [`*Where*: ${spots(ask)}`];
  return ask.targets.length === 0 ? [] : [`*Where*: ${names} · ${listed(environmentsOf(ask))}`];
}

function incidentLine({ incident }: Ask): string[] {
  if (!incident) return [];
  const { id, severity } = incident;
  const which = id === undefined ? 'an incident' : inline(writeIncidentId(id), 20);
  return [`*Part of* ${which}${severity === undefined ? '' : ` · ${severity}`}`];
}

/** Of all outputs together: what they hold was cut before, and grows where a character is escaped. */
const DIAGNOSIS = 5_000;

/** What a reading printed, host by host. */
function diagnosisLines({ diagnosis }: Ask, { now }: Reading): string[] {
  if (!diagnosis) return [];
  const { task, at, outputs } = diagnosis;
  const most = Math.min(2_700, Math.floor(DIAGNOSIS / outputs.length));
  return outputs.map(({ host, text }, index) => {
    const begun = index === 0 ? `*Diagnosis*: ${code(task, 150)}, ${when(at, now)}\n` : '';
    const name = outputs.length === 1 ? '' : `*${inline(host, 64)}*\n`;
    return `${begun}${name}${preformatted(text, most)}`;
  });
}

/** What is on the list of custom configuration since it was prepared, and what is not any more. */
export function customMovedWords({ added, removed }: CustomMoved): string {
  const names = (ids: readonly string[]) => listed(ids.map((id) => `*${inline(writeCustomId(id), 20)}*`));
  const parts = [
    ...(added.length > 0 ? [`${names(added)} came`] : []),
    ...(removed.length > 0 ? [`${names(removed)} ${removed.length === 1 ? 'is' : 'are'} gone`] : []),
  ];
  return `The custom configuration here changed since this was prepared: ${parts.join('; ')}. They see it as it is now.`;
}

/** Beside a plan, which is long by itself. */
const BESIDE = 3_500;

/** What an upgrade may overwrite, for whoever lets it through. Nothing where there is nothing. */
export function customBlocks(noted: CustomNoted | undefined): KnownBlock[] {
  if (!noted) return [];
  const title = '*Custom configuration here*: it may be overwritten, unless whoever does it keeps it';
  return [...sections([title, ...customLines(noted, BESIDE)]), context('From `custom list`')];
}

/** As many as fit; of the others it is said that they are there. */
function customLines({ first, count }: CustomNoted, most: number): string[] {
  const { shown } = fitting(first.map(customLine), most);
  const left = count - shown.length;
  return left > 0 ? [...shown, `… and ${left} more, not shown here`] : shown;
}
