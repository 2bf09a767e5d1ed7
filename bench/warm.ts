import { App, AwsLambdaReceiver } from '@slack/bolt';
import { createBolt } from '../bot/adapters/slack/bolt.ts';
import { createGuard } from '../bot/adapters/slack/guard.ts';
import { createWording } from '../bot/adapters/slack/render/wording.ts';
import type { ShippedCommand } from '../bot/domain/command.ts';
import { createReceive } from '../bot/flow/receive.ts';
import type { ReadRecords } from '../bot/flow/records.ts';
import { shippedStages } from '../data/shipped-stages.ts';
import { createHandler } from '../lambdas/slack-request/handler.ts';
import { TEAMS, USERS } from '../local/slack/seed.ts';
import { createFakeInventory } from '../test/fakes/inventory.ts';
import { createFakeLedger } from '../test/fakes/ledger.ts';
import { createFakeReceipts } from '../test/fakes/receipts.ts';
import { createFakeTimeline } from '../test/fakes/timeline.ts';
import { quantile } from './figures.ts';
import { type HttpEvent, slash } from './slash.ts';
import { APP, SECRETS } from './world.ts';

export type Handler = (event: HttpEvent) => Promise<unknown>;

const PERSON = { team: TEAMS.acme, user: USERS.operator };

/** Everything of ours between the event and the answer, with a store that is a Map: what is left is our own time. */
export function oursInMemory(commands: readonly ShippedCommand[], records: Awaited<ReturnType<ReadRecords>>): Handler {
  const now = () => Date.now();
  const nobody = async () => undefined;
  const signing = async () => [SECRETS.signingSecret];
  const guard = createGuard({
    signing: { secrets: signing, secretsAgain: signing },
    appId: APP,
    now,
    log: () => undefined,
  });
  const receive = createReceive({
    ledger: createFakeLedger(),
    timeline: createFakeTimeline(),
    receipts: createFakeReceipts(),
    inventory: createFakeInventory(),
    records: async () => records,
    commands,
    stages: async () => shippedStages(),
    zoneOf: async () => undefined,
  });
  const bolt = createBolt({
    receive,
    happened: async () => ({ is: 'later' }),
    wording: createWording({ commands, now }),
    chat: { tell: nobody, turnAway: nobody },
    respond: async () => 'sent',
    responseBase: 'https://hooks.slack.com',
    botToken: async () => SECRETS.botToken,
    apiUrl: 'http://127.0.0.1:9/api/',
    timeoutMs: 100,
    newId: () => 'bench',
    now,
    log: () => undefined,
  });
  const handler = createHandler({ guard, bolt });
  return (event) => handler(event);
}

/** Bolt alone: it verifies, calls one listener, and answers with a constant. */
export function bareBolt(): Handler {
  const receiver = new AwsLambdaReceiver({ signingSecret: SECRETS.signingSecret });
  const app = new App({ receiver, authorize: async () => ({ botToken: SECRETS.botToken }) });
  app.command('/ops', async ({ ack }) => ack({ response_type: 'ephemeral', text: 'accepted' }));
  const handle = receiver.toHandler();
  return (event) => handle(event as unknown as Parameters<typeof handle>[0], undefined);
}

export type Times = { p50: number; p99: number };

const BATCH = 500;

/** Microseconds a call, of the contenders in turn, batch by batch. The first batches warm the compiler up. */
export async function times(
  contenders: Record<string, Handler>,
  ask: { batches: number; text: (n: number) => string },
): Promise<Record<string, Times>> {
  const taken = new Map<string, number[]>(Object.keys(contenders).map((name) => [name, []]));
  for (let batch = -4; batch < ask.batches; batch += 1) {
    for (const [name, handler] of Object.entries(contenders)) {
      const events = Array.from({ length: BATCH }, (_, n) =>
        slash({ secret: SECRETS.signingSecret, appId: APP, text: ask.text(n), ...PERSON }),
      );
      const spent = await timesOf(handler, events);
      if (batch >= 0) taken.get(name)?.push(...spent);
    }
  }
  const of = (spent: number[]) => ({ p50: quantile(spent, 0.5), p99: quantile(spent, 0.99) });
  return Object.fromEntries([...taken].map(([name, spent]) => [name, of(spent)]));
}

async function timesOf(handler: Handler, events: HttpEvent[]): Promise<number[]> {
  const spent: number[] = [];
  for (const event of events) {
    const started = performance.now();
    await handler(event);
    spent.push((performance.now() - started) * 1_000);
  }
  return spent;
}
