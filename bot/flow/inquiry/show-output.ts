import type { OutputQuestion } from '../../domain/language/inquiry-sentence.ts';
import { writeInquirySentence } from '../../domain/language/inquiry-sentence.ts';
import { writeRunId } from '../../domain/language/run-id.ts';
import { createLook } from '../../domain/output.ts';
import { createRedaction } from '../../domain/redact-stream.ts';
import type { HostOutcome } from '../../domain/run/outcome.ts';
import { sendTo } from '../../domain/run/sends.ts';
import { FILE_MOST } from '../../ports/files.ts';
import { readRun } from '../append-run.ts';
import type { TendDeps } from '../deps.ts';
import type { Answered } from './tend-inquiry.ts';

/** Hosts that are offered when none was named. */
const OFFERED = 10;

type Deps = Pick<TendDeps, 'ledger' | 'outputs' | 'hosts'>;
type Source = { from: 'stored' | 'ssm' | 'record'; bytes: number; text(): AsyncIterable<string> | Iterable<string> };
type Place = { run: string; host: string };

/** What a host of a run printed, from what is stored; nothing is run again. Masked here, whatever it was when it was stored. */
export async function showOutput(deps: Deps, question: OutputQuestion): Promise<Answered> {
  const run = await readRun(deps.ledger, question.run);
  if (!run) {
    const refusal = { reason: 'unknown-run', id: question.run } as const;
    return { answer: { is: 'act-refused', act: 'output', run: question.run, refusal } };
  }
  const { plan, sends, outcomes } = run.story;
  const show = `show ${writeRunId(question.run)}`;
  if (!plan || sends.every(({ commandId }) => commandId === undefined)) {
    return nothing(`${writeRunId(question.run)} was not sent to any host: nothing was printed.`, show);
  }
  const host =
    plan.hosts.length === 1 && question.host === undefined ? plan.hosts[0] : named(plan.hosts, question.host);
  if (!host) return which(question, plan.hosts);
  const { instanceId, name } = host;
  const commandId = sendTo(run.story, name)?.commandId;
  const source =
    commandId === undefined ? undefined : await sourceOf(deps, { commandId, instanceId }, outcomes.get(name));
  if (!source) return nothing(`${name} printed nothing, or nothing of it is kept.`, show);
  const place = { run: question.run, host: name };
  return question.file ? fileOf(place, source) : linesOf(place, source, question.grep);
}

function named<T extends { name: string }>(hosts: readonly T[], wanted: string | undefined): T | undefined {
  return hosts.find(({ name }) => name === wanted);
}

function nothing(what: string, next: string): Answered {
  return { answer: { is: 'nothing', what, next } };
}

function which(question: OutputQuestion, hosts: readonly { name: string }[]): Answered {
  const id = writeRunId(question.run);
  const asked =
    question.host === undefined ? `${id} ran on ${hosts.length} hosts` : `${id} did not run on ${question.host}`;
  const sentences = hosts.slice(0, OFFERED).map(({ name }) => writeInquirySentence({ ...question, host: name }));
  const typed = writeInquirySentence(question);
  return { answer: { is: 'choice', typed, question: `${asked}: of which host?`, sentences } };
}

/** All of it from where the agent stored it; else what SSM keeps for 30 days; else the end that is on record. */
async function sourceOf(
  { outputs, hosts }: Deps,
  ask: { commandId: string; instanceId: string },
  outcome: HostOutcome | undefined,
): Promise<Source | undefined> {
  const stored = await outputs.read(ask);
  if (stored) return { from: 'stored', ...stored };
  const { text } = await hosts.output(ask.commandId, ask.instanceId);
  if (text !== '') return { from: 'ssm', bytes: text.length, text: () => [text] };
  return outcome?.tail ? { from: 'record', bytes: outcome.tail.length, text: () => [outcome.tail] } : undefined;
}

/** Pieces, masked, of the first 10 MB; says afterwards how many characters were read. */
async function* masked(source: Source): AsyncGenerator<string, number> {
  const redaction = createRedaction();
  let read = 0;
  for await (const piece of source.text()) {
    const room = FILE_MOST - read;
    if (room <= 0) break;
    read += Math.min(piece.length, room);
    yield redaction.push(piece.slice(0, room));
  }
  yield redaction.end();
  return read;
}

async function linesOf({ run, host }: Place, source: Source, grep: string | undefined): Promise<Answered> {
  const look = createLook(grep);
  const unread = await through(source, (piece) => look.take(piece));
  const found = { ...look.found(), from: source.from, unread };
  return { answer: { is: 'output', run, host, found, ...(grep !== undefined && { grep }) } };
}

async function fileOf({ run, host }: Place, source: Source): Promise<Answered> {
  const pieces: string[] = [];
  const unread = await through(source, (piece) => pieces.push(piece));
  const end = unread > 0 ? [`\n[${unread.toLocaleString('en')} bytes more are stored and not in this file]\n`] : [];
  const name = `${writeRunId(run)}-${host}.txt`;
  const bytes = new TextEncoder().encode([...pieces, ...end].join(''));
  const file = { name, title: `${writeRunId(run)} · ${host}`, bytes };
  return { answer: { is: 'output-file', run, host, name }, files: [file] };
}

/** How many bytes were left unread. */
async function through(source: Source, take: (piece: string) => void): Promise<number> {
  const pieces = masked(source);
  for (;;) {
    const { done, value } = await pieces.next();
    if (done) return value < FILE_MOST ? 0 : Math.max(0, source.bytes - value);
    take(value);
  }
}
