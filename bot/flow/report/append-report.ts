import type { Actor } from '../../domain/actor.ts';
import type { Instant } from '../../domain/instant.ts';
import {
  nextReport,
  type ReportEvent,
  type ReportStep,
  type ReportStory,
  tellReport,
} from '../../domain/report/story.ts';
import type { Ledger, StoredEvent } from '../../ports/ledger.ts';
import { partsOf } from '../decode.ts';

/** A report as it was read, whole: some dozens of events. */
export type ReadReport = { story: ReportStory; head: StoredEvent; events: StoredEvent[] };

export const REPORT = 'report#';

export function reportStream(incident: string): string {
  return `${REPORT}${incident}`;
}

export async function readReport(ledger: Pick<Ledger, 'read'>, incident: string): Promise<ReadReport | undefined> {
  const events = await ledger.read(reportStream(incident));
  const head = events.at(-1);
  return head && { story: tellReport(incident, events.map(reportEventOf)), head, events };
}

function reportEventOf(event: StoredEvent): ReportEvent {
  return partsOf(event) as ReportEvent;
}

type Ask = { step: ReportStep; by: Actor; at: Instant };

/** Appends one step; `undefined` when somebody else was first: read again and decide again. */
export async function appendReport(
  ledger: Pick<Ledger, 'append'>,
  { story, head, events }: ReadReport,
  ask: Ask,
): Promise<ReadReport | undefined> {
  const at = Math.max(ask.at, head.at); // a clock that stepped back must not reorder the stream
  const event = { ...ask.step, seq: head.seq + 1, at, by: ask.by } as ReportEvent;
  const after = nextReport(story, event);
  const { type, by, data } = event;
  const appended = await ledger.append({ stream: head.stream, head, type, at, by, data, state: after.state });
  if (appended.is === 'lost') return undefined;
  return { story: after, head: appended.event, events: [...events, appended.event] };
}

/** Event 0; somebody else's draft of the same moment is as good. */
export async function beginReport(
  ledger: Pick<Ledger, 'append'>,
  incident: string,
  ask: Ask & { step: ReportStep & { type: 'drafted' } },
): Promise<void> {
  const event: ReportEvent = { ...ask.step, seq: 0, at: ask.at, by: ask.by };
  const { state } = tellReport(incident, [event]);
  const { type, at, by, data } = event;
  await ledger.append({ stream: reportStream(incident), head: undefined, type, at, by, data, state });
}
