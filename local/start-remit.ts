import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { composeBootstrap } from '../bot/compose.ts';
import { documentsOf } from '../bot/domain/documents.ts';
import { commands } from '../commands/index.ts';
import { alarmEvent } from './alarm-event.ts';
import { startClock } from './clock.ts';
import { startDynamoDb } from './dynamodb/start.ts';
import { startEc2 } from './ec2/ec2.ts';
import { startFleet } from './fleet/fleet.ts';
import { openTags } from './fleet/tags.ts';
import { type FunctionName, type Functions, loadFunctions } from './functions.ts';
import { type LocalGithub, startGithub } from './github/start.ts';
import { holdHome } from './hold-home.ts';
import { httpAnswer, httpEvent } from './http-event.ts';
import { createMoveClock, type MoveClock } from './move-clock.ts';
import { startS3 } from './s3/start.ts';
import { every } from './schedule.ts';
import { type LocalSecrets, startSecrets } from './secrets/start.ts';
import { CIRCLE_OWNER, REPOSITORIES, seedRecords } from './seed-records.ts';
import { seedTargets, spareTarget } from './seed-targets.ts';
import { keepSecrets, type Settings } from './settings.ts';
import { startSlack } from './slack/start.ts';
import { startSqs } from './sqs/start.ts';
import { REGION } from './ssm/account.ts';
import { startSsm } from './ssm/ssm.ts';
import { postWelcome } from './welcome.ts';

const TABLE = 'remit';
const SECRET = 'remit/slack';
const GITHUB_SECRET = 'remit/github';
const GITHUB = { repositories: Object.values(REPOSITORIES), members: [CIRCLE_OWNER] };
const OUTPUTS = 'remit-outputs';
const COPIES = 'remit-copies';
const APP_ID = 'A0REMIT001';

/** The running local default. `hosts` is one sentence on which hosts are used and why; `github`: where the local one is. */
export type Running = { url: string; hosts: string; github?: string; close(): Promise<void> };

type Closing = () => Promise<void>;
/** How long what is at work may take before the clock is not moved. */
const PATIENCE_MS = 5_000;

type BatchAnswer = { batchItemFailures: { itemIdentifier: string }[] };

/**
 * Starts what `npm start` is: the functions' own bundles over stand-ins that speak the real protocols. A stand-in whose
 * endpoint the environment already names is not started.
 *
 * Throws, with nothing left running, when a part does not start: a port that is taken, a bundle that is missing.
 */
export async function startRemit(settings: Settings, dist: string): Promise<Running> {
  const closings: Closing[] = [];
  const close: Closing = async () => {
    for (const closing of closings.splice(0).reverse()) await closing();
  };
  try {
    return { ...(await start(settings, dist, (closing) => closings.push(closing))), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function start(settings: Settings, dist: string, onClose: (closing: Closing) => void) {
  const { home, port } = settings;
  onClose(holdHome(home));
  const clock = startClock(home);
  onClose(async () => clock.close());
  const secrets = keepSecrets(home);
  const slack = await startSlack({
    port,
    home: join(home, 'slack'),
    credentials: { ...secrets, appId: APP_ID },
    staticDir: join(dist, 'page'),
    now: Date.now,
    clock: { ahead: clock.ahead, move: (ms) => move(ms) },
    ring: async (name, state) => {
      await call('alarms', alarmEvent(name, state, { at: Date.now(), region: REGION }));
    },
  });
  onClose(slack.close);

  const early = async () => {
    throw new Error('the functions are not loaded yet');
  };
  let move: MoveClock = early;
  let functions: Functions = { call: early, atWork: () => [] };
  const call: Functions['call'] = (name, event) => functions.call(name, event);
  const batch = (name: FunctionName) => async (event: unknown) => (await call(name, event)) as BatchAnswer;
  const queues = await startSqs({
    home,
    queues: { soon: { deliver: batch('worker') }, status: { deliver: batch('run-status') } },
  });
  onClose(queues.close);
  const db = await startDynamoDb({
    home,
    table: TABLE,
    onBatch: both(batch('worker'), batch('audit')),
    onRecord: (what) => slack.publishTrace({ at: Date.now(), service: 'dynamodb', what: `item ${what} written` }),
  });
  onClose(db.close);
  const vault = await startSecrets({ home });
  vault.put(SECRET, JSON.stringify(secrets));
  onClose(vault.close);
  const github = process.env['REMIT_GITHUB_URL'] === undefined ? await startOwnGithub(home, vault) : undefined;
  if (github) onClose(github.close);
  const s3 = await startS3({ home, buckets: [OUTPUTS, COPIES] });
  onClose(s3.close);
  const tags = openTags(home);
  const targets = [...seedTargets, spareTarget].map(tags.withTags);
  const fleet = await startFleet({ home, targets, kind: settings.hosts });
  onClose(fleet.stop);
  const documents = documentsOf(commands);
  const ssm = await startSsm({
    fleet,
    home,
    s3: s3.url,
    setTags: tags.set,
    now: Date.now,
    ahead: clock.ahead,
    documents: () => documents,
    emit: (event) => {
      slack.publishTrace({
        at: Date.now(),
        service: 'eventbridge',
        what: event['detail-type'],
        detail: String(event.detail.status),
      });
      if (event['detail-type'].includes('Invocation')) queues.send('status', JSON.stringify(event));
    },
  });
  onClose(ssm.close);
  const ec2 = await startEc2({ fleet, setTags: tags.set });
  onClose(ec2.close);

  setDefaults({
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: db.url,
    AWS_ENDPOINT_URL_S3: s3.url,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: vault.url,
    AWS_ENDPOINT_URL_SQS: queues.url,
    AWS_ENDPOINT_URL_SSM: ssm.url,
    AWS_ENDPOINT_URL_EC2: ec2.url,
    SLACK_API_URL: slack.apiUrl,
    REMIT_RESPONSE_URL_BASE: new URL(slack.apiUrl).origin,
    REMIT_FILES_URL_BASE: new URL(slack.apiUrl).origin,
    REMIT_TABLE: TABLE,
    REMIT_SECRETS: SECRET,
    REMIT_GITHUB_SECRET: GITHUB_SECRET,
    ...(github && { REMIT_GITHUB_URL: github.url }),
    REMIT_OUTPUTS: OUTPUTS,
    REMIT_COPIES: COPIES,
    REMIT_SOON_URL: queues.queueUrl('soon'),
    REMIT_APP_ID: APP_ID,
  });
  await seedRecords(composeBootstrap({ region: REGION, credentials: LOCAL_KEYS, table: TABLE }));
  functions = loadFunctions(join(dist, 'lambdas'), slack.publishTrace);
  await call('inventory', { source: 'aws.events' });
  db.begin();
  queues.begin();
  const sweeps = every(settings.sweepSeconds, () => call('sweep', { source: 'aws.events' }));
  onClose(sweeps.stop);
  onClose(every(settings.inventorySeconds, () => call('inventory', { source: 'aws.events' })).stop);
  const atWork = () => [...functions.atWork(), ...ssm.atWork()];
  move = createMoveClock({ clock, atWork, sweep: sweeps.soon, told: slack.publishClock, patience: PATIENCE_MS });
  slack.setDeliver(async (request) => httpAnswer(await call('slack-request', httpEvent(request))));
  await postWelcome(slack.apiUrl, secrets.botToken);
  const logged = github && { github: github.url };
  return { url: slack.url, ...logged, hosts: `${fleet.hosts.length} ${fleet.kind} hosts (${fleet.why})` };
}

/** With a token of its own for each start, in the secret from which the worker reads it. */
async function startOwnGithub(home: string, vault: LocalSecrets): Promise<LocalGithub> {
  const token = `local-${randomBytes(12).toString('hex')}`;
  vault.put(GITHUB_SECRET, JSON.stringify({ token }));
  return startGithub({ home, ...GITHUB, token });
}

type OnBatch = (event: unknown) => Promise<BatchAnswer>;

/** Two event sources of one stream: what either did not handle comes again to both, and is nothing new to the other. */
function both(one: OnBatch, other: OnBatch): OnBatch {
  return async (event) => {
    const answers = await Promise.all([one(event), other(event)]);
    return { batchItemFailures: answers.flatMap(({ batchItemFailures }) => batchItemFailures) };
  };
}

const LOCAL_KEYS = { accessKeyId: 'local', secretAccessKey: 'local' };

function setDefaults(values: Record<string, string>): void {
  for (const [name, value] of Object.entries(values)) process.env[name] ??= value;
}
