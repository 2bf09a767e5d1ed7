/**
 * Goal 8, `npm run bench -- --fan-out [hosts]`: one run over 5,000 hosts, on the worker and run-status as they are deployed, over the
 * local store, queues and SSM. The hosts are light: they answer at once and run nothing. All of it is one process, whose
 * memory is the stand-ins' as well.
 */
import diagnostics from 'node:diagnostics_channel';
import { mkdtemp, rm } from 'node:fs/promises';
import { type ClientRequest, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDynamoDb } from '../bot/adapters/dynamodb/client.ts';
import { createInventory } from '../bot/adapters/dynamodb/inventory.ts';
import { createLedger } from '../bot/adapters/dynamodb/ledger.ts';
import { createReceipts } from '../bot/adapters/dynamodb/receipts.ts';
import { createTimeline } from '../bot/adapters/dynamodb/timeline.ts';
import { composeBootstrap, composeRunStatus, composeSweep, composeWorker } from '../bot/compose.ts';
import { documentsOf } from '../bot/domain/documents.ts';
import { tell } from '../bot/domain/run/apply.ts';
import type { Target } from '../bot/domain/target.ts';
import { readRun } from '../bot/flow/append-run.ts';
import { runEventOf, storyOf } from '../bot/flow/decode.ts';
import { createReceive } from '../bot/flow/receive.ts';
import { createReadRecords } from '../bot/flow/records.ts';
import { commands } from '../commands/index.ts';
import { createHandler as createRunStatus } from '../lambdas/run-status/handler.ts';
import { createHandler as createWorker } from '../lambdas/worker/handler.ts';
import { startDynamoDb } from '../local/dynamodb/start.ts';
import type { Fleet } from '../local/fleet/host.ts';
import { startGithub } from '../local/github/start.ts';
import { every } from '../local/schedule.ts';
import { startSecrets } from '../local/secrets/start.ts';
import { REPOSITORIES, seedRecords } from '../local/seed-records.ts';
import { CHANNELS, TEAMS, USERS } from '../local/slack/seed.ts';
import { startSqs } from '../local/sqs/start.ts';
import { startSsm } from '../local/ssm/ssm.ts';
import { type Goal, median } from './figures.ts';

const KEYS = { accessKeyId: 'local', secretAccessKey: 'local' };
const REGION = 'us-east-1';
const MINUTES = 15;
/** Of 5,000 hosts a hundredth fail: the aggregate has to be exact. */
const FAILS = 100;

const nameOf = (at: number) => `host-${String(at + 1).padStart(4, '0')}`;
const idOf = (at: number) => `i-${(0x1_0000_0000_0000 + at * 7_919).toString(16).padStart(17, '0')}`;

function lightFleet(count: number): Fleet {
  const hosts = Array.from({ length: count }, (_, at) => ({
    name: nameOf(at),
    instanceId: idOf(at),
    tags: {},
    kind: 'folder' as const,
    bootedAt: () => 0,
    online: true,
    async execute() {
      await new Promise((done) => setTimeout(done, 200));
      const failed = (at + 1) % FAILS === 0;
      const stdout = failed ? 'still down: nginx\n' : `pid ${at} → ${at + 1}, active\n`;
      return { exitCode: failed ? 1 : 0, stdout, stderr: '', timedOut: false, cancelled: false, ms: 200 };
    },
    reboot: async () => undefined,
    services: async () => [],
  }));
  return { kind: 'folder', why: 'they answer at once', hosts, stop: async () => undefined };
}

/** Counts every call that leaves for the store, the queues and SSM, by its name. */
function countCalls(calls: Map<string, number>): void {
  diagnostics.subscribe('http.client.request.start', (message) => {
    const { request } = message as { request: ClientRequest };
    const target = request.getHeader('x-amz-target');
    if (target === undefined) return;
    const name = String(target).split('.').at(-1) ?? '';
    calls.set(name, (calls.get(name) ?? 0) + 1);
  });
}

/** Slack, as far as a run's card needs it. */
async function startSlack(calls: Map<string, number>) {
  let messages = 0;
  const answers: Record<string, () => object> = {
    'users.info': () => ({ user: { id: USERS.operator, team_id: TEAMS.acme, name: 'operator' } }),
    'conversations.info': () => ({ channel: { id: CHANNELS.ops } }),
    'conversations.history': () => ({ messages: [] }),
    'conversations.replies': () => ({ messages: [] }),
    'files.getUploadURLExternal': () => ({ upload_url: `${url()}/upload`, file_id: 'F0PLAN0001' }),
    'files.completeUploadExternal': () => ({ files: [{ id: 'F0PLAN0001' }] }),
  };
  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const server = createServer((request, response) => {
    request.resume();
    const method = request.url?.split('/').at(-1) ?? '';
    messages += 1;
    calls.set(method, (calls.get(method) ?? 0) + 1);
    const posted = { channel: CHANNELS.ops, ts: `1772366400.${String(messages).padStart(6, '0')}` };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ok: true, ...(answers[method.replace(/\?.*$/, '')]?.() ?? posted) }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { server, url: url() };
}

function watchMemory() {
  const peak = { rss: 0, heap: 0 };
  const timer = setInterval(() => {
    const { rss, heapUsed } = process.memoryUsage();
    peak.rss = Math.max(peak.rss, rss / 1e6);
    peak.heap = Math.max(peak.heap, heapUsed / 1e6);
  }, 100);
  return { peak, stop: () => clearInterval(timer) };
}

type Handler = (event: unknown) => Promise<{ batchItemFailures: { itemIdentifier: string }[] }>;

/** Measures one run of `restart nginx on all user hosts` and says how it was, goal by goal. */
export async function fanOutGoals(count: number): Promise<Goal[]> {
  const home = await mkdtemp(join(tmpdir(), 'remit-fan-out-'));
  const handlers: { worker?: Handler; status?: Handler } = {};
  const none = { batchItemFailures: [] };
  const toWorker: Handler = async (event) => handlers.worker?.(event) ?? none;
  const toStatus: Handler = async (event) => handlers.status?.(event) ?? none;
  const calls = new Map<string, number>();
  const slack = await startSlack(calls);
  const db = await startDynamoDb({ home, onBatch: toWorker });
  const queues = await startSqs({
    home,
    queues: { soon: { deliver: toWorker }, status: { deliver: toStatus, windowMs: 2_000, batch: 200 } }, // as the stack has it
  });
  const vault = await startSecrets({ home });
  vault.put('remit/slack', JSON.stringify({ signingSecret: 'bench', botToken: 'xoxb-bench' }));
  vault.put('remit/github', JSON.stringify({ token: 'bench' }));
  const github = await startGithub({ home, token: 'bench', repositories: Object.values(REPOSITORIES) });
  const documents = documentsOf(commands);
  const ssm = await startSsm({
    fleet: lightFleet(count),
    home,
    now: Date.now,
    documents: () => documents,
    emit: (event) => {
      if (event['detail-type'].includes('Invocation')) queues.send('status', JSON.stringify(event));
    },
  });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: db.url,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: vault.url,
    AWS_ENDPOINT_URL_SQS: queues.url,
    AWS_ENDPOINT_URL_SSM: ssm.url,
  });
  const aws = { region: REGION, credentials: KEYS, table: 'remit' };
  const queue = { ...aws, soonUrl: queues.queueUrl('soon') };
  const bases = { slackApiUrl: `${slack.url}/api/`, responseBase: slack.url, filesBase: slack.url };
  await seedRecords(composeBootstrap(aws));
  const store = { db: createDynamoDb(aws), table: 'remit' };
  const [ledger, inventory] = [createLedger(store), createInventory(store)];
  const targets = Array.from({ length: count }, (_, at): Target => {
    const what = { kind: 'user-host', environment: 'staging', tags: [], services: ['nginx'] } as const;
    return { name: nameOf(at), instanceId: idOf(at), ...what, tags: [], services: ['nginx'] };
  });
  await inventory.write({ targets, unmanaged: [] });
  handlers.worker = createWorker(
    composeWorker({
      ...queue,
      ...bases,
      secrets: 'remit/slack',
      appId: 'A0REMIT001',
      waitsDivisor: 1,
      outputs: 'none',
      copies: 'none',
      github: { url: github.url, secret: 'remit/github' },
    }),
  );
  handlers.status = createRunStatus(composeRunStatus(queue));
  db.begin();
  queues.begin();
  const sweep = composeSweep(queue);
  const sweeps = every(60, () => sweep.sweep());

  countCalls(calls);
  const memory = watchMemory();
  const began = performance.now();
  const receive = createReceive({
    ledger,
    timeline: createTimeline(store),
    receipts: createReceipts(store),
    inventory,
    records: createReadRecords({ ledger, now: Date.now }),
    commands,
    stages: async () => {
      throw new Error('no deployment is begun here');
    },
    zoneOf: async () => undefined,
  });
  const reply = await receive({
    source: 'fan-out',
    actor: { team: TEAMS.acme, user: USERS.operator },
    installedTeam: TEAMS.acme,
    place: { team: TEAMS.acme, channel: CHANNELS.ops },
    text: `restart nginx on all user hosts in waves 1, 10%, 100% stop after ${count} failures`,
    at: Date.now(),
    mention: false,
  });
  if (reply.is !== 'accepted') throw new Error(`not accepted: ${JSON.stringify(reply)}`);
  let over = false;
  while (!over && performance.now() - began < MINUTES * 60_000) {
    await new Promise((done) => setTimeout(done, 500));
    const head = await ledger.head(`run#${reply.run}`);
    over = head !== undefined && /"is":"(?:finished|refused|paused|halted)"/.test(head.state);
  }
  const took = (performance.now() - began) / 1_000;
  await db.idle();
  for (let wait = 0; wait < 120 && (calls.get('DeleteItem') ?? 0) < count; wait += 1) {
    await new Promise((done) => setTimeout(done, 500)); // the last worker frees the hosts
  }
  const counted = new Map(calls);
  memory.stop();
  sweeps.stop();
  const run = await readRun(ledger, reply.run);
  if (!run) throw new Error('the run is gone');
  const fold = foldTime(run.head.stream, run.events);
  const tally = 'tally' in run.story.state ? run.story.state.tally : undefined;
  const bytes = run.events.map(({ data }) => data.length);
  await ssm.close();
  await queues.close();
  await db.close();
  await vault.close();
  await github.close();
  slack.server.close();
  await rm(home, { recursive: true });

  const chunks = run.story.sends.length;
  const of = (...names: string[]) => names.reduce((sum, name) => sum + (counted.get(name) ?? 0), 0);
  const reads = of('ListCommandInvocations', 'DescribeInstanceInformation', 'GetCommandInvocation', 'ListCommands');
  const updates = of('chat.update');
  console.log(
    `calls: ${[...counted]
      .sort()
      .map(([name, times]) => `${name} ${times}`)
      .join(', ')}`,
  );
  console.log(
    `run ${run.story.state.is} ${JSON.stringify(tally)}, ${run.events.length} events, largest ${Math.max(...bytes)} bytes, all ${bytes.reduce((a, b) => a + b, 0)}`,
  );
  console.log(`longest waits: ${longestWaits(run.events).join('; ')}`);
  const bad = Math.floor(count / FAILS);
  return [
    {
      goal: 'fan-out: exact aggregate',
      aim: `${count - bad} and ${bad}`,
      figure: `${tally?.succeeded} succeeded, ${tally?.failed} failed`,
      met: tally?.succeeded === count - bad && tally.failed === bad,
    },
    {
      goal: 'fan-out: SendCommand',
      aim: `one a chunk, ${chunks}`,
      figure: `${of('SendCommand')}`,
      met: of('SendCommand') === chunks,
    },
    { goal: 'fan-out: SSM reads a chunk', aim: '≤ 4', figure: (reads / chunks).toFixed(1), met: reads / chunks <= 4 },
    {
      goal: 'fan-out: Slack messages',
      aim: '1, edited every 2 s at most',
      figure: `${of('chat.postMessage')} posted, ${updates} edits`,
      met: updates <= took / 2 + 3,
    },
    {
      goal: 'fan-out: events',
      aim: '≤ 6 a chunk',
      figure: `${run.events.length}`,
      met: run.events.length <= 6 * chunks + 6,
    },
    {
      goal: 'fan-out: store writes besides',
      aim: 'locks 2 a host',
      figure: `${of('UpdateItem')} updates, ${of('PutItem')} puts, ${of('DeleteItem')} deletes`,
      met: of('DeleteItem') <= count * 1.05,
    },
    {
      goal: 'fan-out: fold',
      aim: '≤ 1 µs a host',
      figure: `${((fold.tell * 1_000) / count).toFixed(2)} µs a host; ${fold.whole.toFixed(1)} ms the whole story, its JSON read`,
      met: (fold.tell * 1_000) / count <= 1,
    },
    {
      goal: 'fan-out: time and memory',
      aim: 'said',
      figure: `${took.toFixed(0)} s; peak RSS ${memory.peak.rss.toFixed(0)} MB, heap ${memory.peak.heap.toFixed(0)} MB, stand-ins included`,
      met: over,
    },
  ];
}

/** Where the run stood still: between which events, and for how long. */
function longestWaits(events: Parameters<typeof storyOf>[1]): string[] {
  const waits = events.slice(1).map((event, at) => {
    const before = events[at] ?? event;
    return { ms: event.at - before.at, words: `${before.type} ${before.seq} → ${event.type} ${event.seq}` };
  });
  const longest = waits.sort((a, b) => b.ms - a.ms).slice(0, 8);
  return longest.map(({ ms, words }) => `${words} ${(ms / 1_000).toFixed(1)} s`);
}

/** Milliseconds to tell the whole run, from its events and from what is stored of them: medians. */
function foldTime(stream: string, events: Parameters<typeof storyOf>[1]): { tell: number; whole: number } {
  const read = events.map(runEventOf);
  return { tell: medianOf(() => tell(stream, read)), whole: medianOf(() => storyOf(stream, events)) };
}

function medianOf(work: () => unknown): number {
  const times = Array.from({ length: 15 }, () => {
    const from = performance.now();
    work();
    return performance.now() - from;
  });
  return median(times);
}
