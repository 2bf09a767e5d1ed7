import { randomUUID } from 'node:crypto';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { commands } from '../commands/index.ts';
import { createDynamoDb, type Store } from './adapters/dynamodb/client.ts';
import { createDepartures } from './adapters/dynamodb/departures.ts';
import { createEvidence } from './adapters/dynamodb/evidence.ts';
import { createInventory } from './adapters/dynamodb/inventory.ts';
import { createJoinings } from './adapters/dynamodb/joinings.ts';
import { createLedger } from './adapters/dynamodb/ledger.ts';
import { createLocks } from './adapters/dynamodb/locks.ts';
import { readNewEvents } from './adapters/dynamodb/new-events.ts';
import { readReceipts } from './adapters/dynamodb/read-receipts.ts';
import { createTimelineReader } from './adapters/dynamodb/read-timeline.ts';
import { createReceipts } from './adapters/dynamodb/receipts.ts';
import { createTimeline } from './adapters/dynamodb/timeline.ts';
import { createEc2 } from './adapters/ec2/client.ts';
import { createDiscover } from './adapters/ec2/discover.ts';
import { createSetTags } from './adapters/ec2/tag.ts';
import { createGithub } from './adapters/github/client.ts';
import { createToken } from './adapters/github/token.ts';
import { createTracker } from './adapters/github/tracker.ts';
import { createLog } from './adapters/json-log.ts';
import { createPictures } from './adapters/picture/pictures.ts';
import { createS3 } from './adapters/s3/client.ts';
import { createCopies } from './adapters/s3/copies.ts';
import { createOutputs } from './adapters/s3/outputs.ts';
import { OUTPUT_PREFIX } from './adapters/s3/places.ts';
import { createSecrets, type Secrets } from './adapters/secrets.ts';
import { createBolt } from './adapters/slack/bolt.ts';
import { createCanvases } from './adapters/slack/canvases.ts';
import { createChannels } from './adapters/slack/channels.ts';
import { createChat } from './adapters/slack/chat.ts';
import { createFiles } from './adapters/slack/files.ts';
import { createGuard } from './adapters/slack/guard.ts';
import { createWording } from './adapters/slack/render/wording.ts';
import { createRespond } from './adapters/slack/response-url.ts';
import { createRooms } from './adapters/slack/rooms.ts';
import { createUserGroups } from './adapters/slack/user-groups.ts';
import { createWeb } from './adapters/slack/web.ts';
import { createSoon, createSqs } from './adapters/sqs/soon.ts';
import { createChangeCalendars } from './adapters/ssm/calendars.ts';
import { createSsm } from './adapters/ssm/client.ts';
import { createHosts } from './adapters/ssm/hosts.ts';
import type { Actor } from './domain/actor.ts';
import { SECOND } from './domain/instant.ts';
import { bootstrap } from './flow/bootstrap.ts';
import { copyEvents } from './flow/copy-events.ts';
import { eachInTurn, eachOnce, type Named } from './flow/each-once.ts';
import { createHappened } from './flow/incident/happened.ts';
import { hearAlarm } from './flow/incident/hear-alarm.ts';
import { createReceive } from './flow/receive.ts';
import { createReadRecords } from './flow/records.ts';
import { createRefreshInventory } from './flow/refresh-inventory.ts';
import { report } from './flow/report.ts';
import { createSweep } from './flow/sweep.ts';
import { tend } from './flow/tend.ts';
import { shorter, WAITS } from './flow/waits.ts';

/** What every function is told by its environment. Credentials only where the environment has them, as on Lambda. */
export type AwsEnv = {
  region: string;
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
  table: string;
};
export type SlackEnv = { secrets: string; appId: string; slackApiUrl: string; responseBase: string; filesBase: string };
export type SlackRequestEnv = AwsEnv & SlackEnv;
/** `outputs`: the bucket in which agents store what commands print; `copies`: the one of the ledger's copies. */
export type WorkerEnv = AwsEnv &
  SlackEnv & { soonUrl: string; waitsDivisor: number; outputs: string; copies: string; github: GithubEnv };
/** `secret`: the name of the one that holds `{token}`. */
export type GithubEnv = { url: string; secret: string };
export type QueueEnv = AwsEnv & { soonUrl: string };

/** Slack's answer to a request of the request path has to leave room in its 3 seconds; the worker may wait longer. */
const REQUEST_PATH = 2 * SECOND;
const WORKER = 5 * SECOND;
/** The bytes of a file: 10 MB take longer than an answer. */
const TRANSFER = 20 * SECOND;

const now = () => Date.now();
/** A file of its own beside the function: only the start of a deployment reads it. */
const stages = async () => (await import('../data/shipped-stages.ts')).shippedStages();

export function composeSlackRequest(env: SlackRequestEnv) {
  const log = createLog('slack-request');
  const store = storeOf(env);
  const ledger = createLedger(store);
  const inventory = createInventory(store);
  const secrets = secretsOf(env);
  const { chat, wording, respond } = slackOf(env, { secrets, log, timeoutMs: REQUEST_PATH });
  const timeline = createTimelineReader(store);
  const records = createReadRecords({ ledger, now });
  const receipts = readReceipts(store);
  const zoneOf = async (actor: Actor) =>
    (await import('./adapters/slack/reader-zone.ts')).readerZone({ chat, log }, actor);
  const receive = createReceive({ ledger, inventory, records, commands, stages, timeline, zoneOf, receipts });
  return {
    guard: createGuard({ signing: secrets, appId: env.appId, now, log }),
    bolt: createBolt({
      receive,
      happened: createHappened({ ledger, records, timeline, receipts }),
      wording,
      chat,
      respond,
      responseBase: env.responseBase,
      botToken: secrets.botToken,
      apiUrl: env.slackApiUrl,
      timeoutMs: REQUEST_PATH,
      newId: () => randomUUID().slice(0, 8),
      now,
      log,
    }),
  };
}

export function composeWorker(env: WorkerEnv) {
  const log = createLog('worker');
  const store = storeOf(env);
  const ledger = createLedger(store);
  const s3 = createS3(env);
  const secrets = secretsOf(env);
  const { chat, web } = slackOf(env, { secrets, log, timeoutMs: WORKER });
  const ssm = createSsm(env);
  const deps = {
    ledger,
    receipts: createReceipts(store),
    timeline: createTimeline(store),
    locks: createLocks(store),
    inventory: createInventory(store),
    departures: createDepartures(store),
    joinings: createJoinings(store),
    hosts: createHosts(ssm, { bucket: env.outputs, prefix: OUTPUT_PREFIX }),
    calendars: createChangeCalendars(ssm.reader),
    outputs: createOutputs({ s3, bucket: env.outputs }),
    copies: createCopies({ s3, bucket: env.copies }),
    evidence: createEvidence(store),
    chat,
    files: createFiles({
      web,
      channels: createChannels({ web, now }),
      host: { base: env.filesBase, token: secrets.botToken, timeoutMs: TRANSFER },
    }),
    rooms: createRooms({ web, now }),
    canvases: createCanvases(web),
    pictures: createPictures(),
    userGroups: createUserGroups({ web, profile: chat.profile, now }),
    tracker: trackerOf(env),
    soon: createSoon({ sqs: createSqs(env), queueUrl: env.soonUrl }),
    records: createReadRecords({ ledger, now }),
    commands,
    now,
    waits: shorter(WAITS, env.waitsDivisor),
    log,
  };
  return { tend: (streams: Named[]) => eachOnce(streams, (stream) => tend(deps, stream), log) };
}

export function composeRunStatus(env: QueueEnv) {
  const log = createLog('run-status');
  const soon = createSoon({ sqs: createSqs(env), queueUrl: env.soonUrl });
  const deps = { ledger: createLedger(storeOf(env)), hosts: createHosts(createSsm(env)), soon, now, log };
  return { report: (ids: Named[]) => eachInTurn(ids, (commandId) => report(deps, commandId), log) };
}

/** Takes alarms to incidents: it calls neither Slack nor a host. */
export function composeAlarms(env: AwsEnv) {
  const store = storeOf(env);
  const ledger = createLedger(store);
  const timeline = createTimeline(store);
  const deps = { ledger, timeline, records: createReadRecords({ ledger, now }), now, log: createLog('alarms') };
  return { hear: (change: Parameters<typeof hearAlarm>[1]) => hearAlarm(deps, change) };
}

/** Copies events, and can do nothing else. */
export function composeAudit(env: Omit<AwsEnv, 'table'> & { copies: string }) {
  const log = createLog('audit');
  const copies = createCopies({ s3: createS3(env), bucket: env.copies });
  return { copy: (batch: unknown) => copyEvents({ copies, log }, readNewEvents(batch)) };
}

export function composeSweep(env: QueueEnv) {
  const soon = createSoon({ sqs: createSqs(env), queueUrl: env.soonUrl });
  return { sweep: createSweep({ ledger: createLedger(storeOf(env)), soon, now, log: createLog('sweep') }) };
}

export function composeInventory(env: AwsEnv) {
  const cloud = { ec2: createEc2(env), ssm: createSsm(env).reader };
  const store = storeOf(env);
  return {
    refresh: createRefreshInventory({
      discover: createDiscover(cloud),
      setTags: createSetTags(cloud),
      departures: createDepartures(store),
      joinings: createJoinings(store),
      inventory: createInventory(store),
      log: createLog('inventory'),
    }),
  };
}

/** For `npm run bootstrap` and the local seed: the ledger, and the one way to make the first admin. */
export function composeBootstrap(env: AwsEnv) {
  const ledger = createLedger(storeOf(env));
  return {
    bootstrap: (ask: Omit<Parameters<typeof bootstrap>[1], 'at'>) => bootstrap(ledger, { ...ask, at: now() }),
  };
}

function trackerOf(env: WorkerEnv) {
  const token = createToken({ client: secretsManagerOf(env), name: env.github.secret, now });
  const timeoutMs = 10 * SECOND; // nobody waits for it
  return createTracker({ github: createGithub({ url: env.github.url, token, timeoutMs }), now });
}

function storeOf(env: AwsEnv): Store {
  return { db: createDynamoDb(env), table: env.table };
}

function secretsOf(env: AwsEnv & SlackEnv): Secrets {
  return createSecrets({ client: secretsManagerOf(env), name: env.secrets, now });
}

function secretsManagerOf({ region, credentials }: Pick<AwsEnv, 'region' | 'credentials'>): SecretsManagerClient {
  return new SecretsManagerClient({ region, ...(credentials ? { credentials } : {}), maxAttempts: 2 });
}

function slackOf(
  env: SlackEnv,
  { secrets, log, timeoutMs }: { secrets: Secrets; log: ReturnType<typeof createLog>; timeoutMs: number },
) {
  const wording = createWording({ commands, now });
  const respond = createRespond({ base: env.responseBase, timeoutMs });
  const web = createWeb({ token: secrets.botToken, apiUrl: env.slackApiUrl, timeoutMs, log });
  return { web, wording, respond, chat: createChat({ web, wording, respond, appId: env.appId, now }) };
}
