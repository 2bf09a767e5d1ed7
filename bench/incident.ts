/**
 * An act on an incident with its entry, and the card, of timelines of 10, 1,000 and 10,000 entries, over the local store by the real
 * adapters. The sizes take turns, so that what else the machine does meets all of them.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDynamoDb } from '../bot/adapters/dynamodb/client.ts';
import { createLedger } from '../bot/adapters/dynamodb/ledger.ts';
import { createTimeline } from '../bot/adapters/dynamodb/timeline.ts';
import { renderIncidentCard } from '../bot/adapters/slack/render/incident-card.ts';
import { entriesOfIncident } from '../bot/domain/incident/entries.ts';
import type { Entry } from '../bot/domain/incident/entry.ts';
import { appendIncident, beginIncident, incidentEventOf, readIncident } from '../bot/flow/incident/append-incident.ts';
import { tellIncident } from '../bot/flow/incident/tell-incident.ts';
import { writeSteps } from '../bot/flow/incident/write-entries.ts';
import type { Ledger } from '../bot/ports/ledger.ts';
import type { Timeline } from '../bot/ports/timeline.ts';
import { startDynamoDb } from '../local/dynamodb/start.ts';
import { type Goal, median } from './figures.ts';

const SIZES = [10, 1_000, 10_000] as const;
const BY = { team: 'T0ACME', user: 'U0OPERATOR' };
const PLACE = { team: 'T0ACME', channel: 'C0OPS' };
const NOON = Date.UTC(2026, 10, 21, 12);
const RATIO = 1.2;

type World = { ledger: Ledger; timeline: Timeline };
type Measured = { act: number[]; card: number[] };

export async function incidentGoals(rounds: number): Promise<Goal[]> {
  const home = await mkdtemp(join(tmpdir(), 'remit-timeline-'));
  const local = await startDynamoDb({ home, onBatch: async () => ({ batchItemFailures: [] }) });
  process.env.AWS_ENDPOINT_URL_DYNAMODB = local.url;
  const db = createDynamoDb({ region: 'us-east-1', credentials: { accessKeyId: 'x', secretAccessKey: 'x' } });
  const store = { db, table: 'remit' };
  const world = { ledger: createLedger(store), timeline: createTimeline(store) };
  for (const size of SIZES) await fill(world, size);
  const measured = new Map(SIZES.map((size): [number, Measured] => [size, { act: [], card: [] }]));
  for (let round = -5; round < rounds; round += 1) {
    for (const [size, { act, card }] of measured) {
      const took = {
        act: await timed(() => note(world, idOf(size), round)),
        card: await timed(() => show(world, size)),
      };
      if (round < 0) continue; // the first ones warm up
      act.push(took.act);
      card.push(took.card);
    }
  }
  db.destroy();
  await local.close();
  await rm(home, { recursive: true });
  return [goalOf('an act with its entry', measured, 'act'), goalOf('the card', measured, 'card')];
}

function goalOf(what: string, measured: Map<number, Measured>, part: keyof Measured): Goal {
  const times = [...measured].map(([size, of]) => [size, median(of[part])] as const);
  const [least = 0, most = 0] = [times[0]?.[1], times.at(-1)?.[1]];
  const figures = times.map(([size, ms]) => `${size.toLocaleString('en')}: ${ms.toFixed(1)} ms`).join(', ');
  const ratio = most / least;
  return {
    goal: `${what}, by entries`,
    aim: `10,000 to 10 under ${RATIO}`,
    figure: `${figures}; ratio ${ratio.toFixed(2)}`,
    met: ratio < RATIO,
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function idOf(size: number): string {
  return `0${size.toString(36).toUpperCase().padStart(4, '0')}`;
}

async function fill({ ledger, timeline }: World, size: number): Promise<void> {
  const id = idOf(size);
  const data = { source: id, title: 'checkout is down', severity: 'critical', kind: 'platform', place: PLACE } as const;
  await beginIncident(ledger, { id, step: { type: 'declared', data }, by: BY, at: NOON });
  const entries = Array.from(
    { length: size },
    (_, at): Entry => ({
      source: `run#8C2MX/e#${at}`,
      version: 1,
      kind: 'host',
      occurredAt: NOON + at * 1_000,
      recordedAt: NOON,
      by: BY,
      text: `restarted nginx on host-${at}`,
      host: `host-${at}`,
      mark: 'good',
      evidence: [{ is: 'run', run: '8C2MX' }],
    }),
  );
  await timeline.write(id, entries);
}

/** What a note costs: the head, the append, the entry of its event. */
async function note({ ledger, timeline }: World, id: string, round: number): Promise<void> {
  const read = await readIncident(ledger, id);
  const step = { type: 'noted', data: { text: `note ${round}` } } as const;
  const after = read && (await appendIncident(ledger, read, { step, by: BY, at: NOON + 20_000_000 + round }));
  if (!after) throw new Error(`${id} was not there, or somebody else wrote`);
  const { seq, at } = after.head;
  await writeSteps({ timeline }, id, { steps: entriesOfIncident(id, incidentEventOf(after.head)), seq, at });
}

async function show({ ledger, timeline }: World, size: number): Promise<void> {
  const read = await readIncident(ledger, idOf(size));
  if (!read) throw new Error(`no incident of ${size} entries`);
  const records = async () => ({ person: undefined, matrix: undefined, policy: undefined });
  const story = await tellIncident({ timeline, records }, read, { as: 'room', place: PLACE });
  const { blocks } = renderIncidentCard(story, { now: NOON, definitions: [] });
  if (blocks.length < 5) throw new Error('the card lacks its parts');
}
