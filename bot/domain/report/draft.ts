import { roleWords } from '../incident/entries.ts';
import type { Entry } from '../incident/entry.ts';
import { lastingWords } from '../incident/lasting.ts';
import type { Hits } from '../incident/severity.ts';
import type { IncidentState } from '../incident/state.ts';
import { type Instant, MINUTE } from '../instant.ts';
import { plainText } from '../plain-text.ts';
import { redact } from '../redact.ts';
import { PART_LIMIT } from './parts.ts';
import type { Drafted } from './story.ts';

/** Somebody is at it soon enough that it is worth a word. */
const SOON = 15 * MINUTE;
/** Facts of a part: what is read. */
const FACTS = 6;

/**
 * What is known of an incident when it is resolved, by the template. A part of which nothing is known is left out, so that it is asked for:
 * nothing is made up. `entries`: the whole timeline.
 */
export function draftReport(state: IncidentState, entries: readonly Entry[]): Drafted['parts'] {
  const told = entries.filter(({ gone }) => !gone);
  const { impact, hits, resolution } = state;
  const impacts = [hits && hitsWords(hits), impact].filter((one) => one !== undefined);
  return {
    summary: summary(state),
    ...(impacts.length > 0 && { impact: impacts.join(': ') }),
    ...(resolution !== undefined && { cause: `As it was resolved: ${resolution}` }),
    ...listed('well', wentWell(state, told)),
    ...listed('badly', wentBadly(state, told)),
  };
}

function summary({ severity, kind, title, milestones, drill, resolution }: IncidentState): string {
  const { detected, mitigated, resolved } = milestones;
  const after = (what: string, at: Instant | undefined) =>
    at === undefined ? [] : [`${what} ${lastingWords(at - detected)} later`];
  const what = `${drill ? 'A drill' : 'An incident'} (${severity}) of the ${kind === 'platform' ? 'platform product' : 'infrastructure'}: ${title}.`;
  const times = [`Noticed ${stamp(detected)}`, ...after('mitigated', mitigated), ...after('resolved', resolved)];
  return `${what} ${times.join(', ')}.${resolution === undefined ? '' : ` Resolved because: ${resolution}`}`.slice(
    0,
    PART_LIMIT,
  );
}

function hitsWords({ whom, environment }: Hits): string {
  return `${whom.replaceAll('-', ' ')} in ${environment}`;
}

function wentWell({ milestones }: IncidentState, entries: readonly Entry[]): string[] {
  const { detected, acknowledged } = milestones;
  const soon = acknowledged !== undefined && acknowledged - detected <= SOON;
  return [
    ...(soon ? [`somebody was at it ${lastingWords(acknowledged - detected)} after it was noticed`] : []),
    ...facts(entries, 'good', ['run', 'vendor']),
  ];
}

function wentBadly({ milestones, roles }: IncidentState, entries: readonly Entry[]): string[] {
  const { detected, acknowledged } = milestones;
  const late = acknowledged !== undefined && acknowledged - detected > SOON;
  const led = roles.lead !== undefined || entries.some(({ text }) => text === `takes ${roleWords('lead')}`);
  return [
    ...(late ? [`it took ${lastingWords(acknowledged - detected)} until somebody was at it`] : []),
    ...(led ? [] : ['nobody took the lead']),
    ...facts(entries, 'bad', ['run', 'host', 'vendor', 'refusal']),
  ];
}

/** What Remit saw itself: not what people wrote, of which nobody knows what it is to say. */
function facts(entries: readonly Entry[], mark: 'good' | 'bad', kinds: readonly Entry['kind'][]): string[] {
  const found = entries.filter((entry) => entry.mark === mark && kinds.includes(entry.kind) && !entry.quoted);
  const texts = [
    ...new Set(found.map(({ host, text }) => `${host && !text.includes(host) ? `${host}: ` : ''}${plainText(text)}`)),
  ];
  const more = texts.length - FACTS;
  return [...texts.slice(0, FACTS), ...(more > 0 ? [`and ${more} more on the timeline`] : [])];
}

function listed(part: 'well' | 'badly', all: readonly string[]): Drafted['parts'] {
  if (all.length === 0) return {};
  const text = redact(all.join('; ')).slice(0, PART_LIMIT - 1);
  return { [part]: `${text[0]?.toUpperCase()}${text.slice(1)}.` };
}

function stamp(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
