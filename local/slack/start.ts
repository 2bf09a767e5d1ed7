/**
 * The local workspace: an HTTP server that is Slack to the bot and a chat client's backend to the page.
 *
 * It listens on 127.0.0.1 alone. Rejects with a sentence that names the port when that is taken.
 */
import { createServer, type Server } from 'node:http';
import {
  type ClockControl,
  type Credentials,
  type MessageShortcut,
  SLACK_TIMING,
  type Slack,
  type SlashCommand,
  type Subscription,
  type Timing,
} from './context.ts';
import { resumeEvents } from './deliver/events.ts';
import { createPost, type Deliver } from './deliver/post.ts';
import { createFaults, type FaultOrders } from './faults.ts';
import { reply } from './http/answer.ts';
import { route, type Site } from './http/routes.ts';
import { createOpenViews } from './open-views.ts';
import { SEED, type Seed, TEAMS } from './seed.ts';
import { createTriggers } from './triggers.ts';
import { createWatchers } from './watchers.ts';
import type { Trace } from './wire.ts';
import { openWorkspace } from './workspace.ts';

export type SlackOptions = {
  /** 0 takes any free port. */
  port: number;
  /** A folder of the workspace's own. */
  home: string;
  credentials: Credentials;
  /** The folder of the built page. */
  staticDir: string;
  now: () => number;
  /** How `now` is put forward, where it can be. */
  clock?: ClockControl;
  /** How an alarm rings, where there is somebody to hear it. */
  ring?: Slack['ring'];
  /** How a signed request reaches the bot; may be set later. */
  deliver?: Deliver | undefined;
  seed?: Seed;
  slashCommands?: SlashCommand[];
  shortcuts?: MessageShortcut[];
  subscriptions?: readonly Subscription[];
  timing?: Partial<Timing>;
};

export type RunningSlack = {
  url: string;
  /** What `slackApiUrl` of the bot's client is set to. */
  apiUrl: string;
  setDeliver: (deliver: Deliver) => void;
  publishTrace: (trace: Trace) => void;
  publishClock: (ahead: number) => void;
  injectFaults: (orders: FaultOrders) => void;
  clearFaults: () => void;
  close: () => Promise<void>;
};

const OPS = {
  command: '/ops',
  description: 'Maintenance, asked and answered here',
  usageHint: 'restart nginx on host-7',
};
/** As in the app's manifest, which a test compares. */
export const SUBSCRIPTIONS: readonly Subscription[] = [
  'app_home_opened',
  'app_mention',
  'channel_archive',
  'channel_id_changed',
  'channel_rename',
  'channel_unarchive',
  'channel_unshared',
  'member_joined_channel',
  'member_left_channel',
  'message.channels',
  'reaction_added',
  'reaction_removed',
  'shared_channel_invite_accepted',
  'shared_channel_invite_approved',
  'shared_channel_invite_declined',
];
export const SHORTCUTS: MessageShortcut[] = [
  {
    callbackId: 'add-to-timeline',
    name: 'Add to timeline',
    description: "Keep this message on the incident's timeline",
  },
  {
    callbackId: 'open-incident',
    name: 'Open incident',
    description: 'Open an incident with this message',
  },
];

export async function startSlack(options: SlackOptions): Promise<RunningSlack> {
  const server = createServer();
  // The port comes first: a second start must fail before it touches the memory of the first.
  const port = await listen(server, options.port);
  const closing = new AbortController();
  let deliver = options.deliver;
  const origin = () => `http://127.0.0.1:${port}`;
  const slack = assemble(options, { closing: closing.signal, deliver: () => deliver, origin });
  serve(server, { slack, port, staticDir: options.staticDir });
  if (deliver) resumeEvents(slack);
  return {
    url: `http://localhost:${port}`,
    apiUrl: `${origin()}/api/`,
    setDeliver: (given) => {
      deliver = given;
      resumeEvents(slack);
    },
    publishTrace: (trace) => slack.watchers.tell('everyone', { type: 'trace', trace }),
    publishClock: (ahead) => slack.watchers.tell('everyone', { type: 'clock', ahead }),
    injectFaults: slack.faults.order,
    clearFaults: slack.faults.clear,
    close: async () => {
      closing.abort();
      const closed = new Promise<void>((done) => server.close(() => done()));
      server.closeAllConnections();
      await closed;
      slack.workspace.close();
    },
  };
}

function serve(server: Server, site: Site): void {
  server.on('request', (request, response) => {
    route(site, request, response).catch((error: unknown) => {
      console.error('workspace: a request failed', error);
      if (response.headersSent) response.destroy();
      else reply(response, { status: 500, body: 'internal error' });
    });
  });
}

type Live = { closing: AbortSignal; deliver: () => Deliver | undefined; origin: () => string };

function assemble(options: SlackOptions, { closing, deliver, origin }: Live): Slack {
  const { now, credentials } = options;
  const timing = { ...SLACK_TIMING, ...options.timing };
  const watchers = createWatchers();
  const trace = (it: Trace) => watchers.tell('everyone', { type: 'trace', trace: it });
  return {
    workspace: openWorkspace({ home: options.home, seed: options.seed ?? SEED, now }),
    watchers,
    installedTeam: TEAMS.acme,
    credentials,
    slashCommands: options.slashCommands ?? [OPS],
    shortcuts: options.shortcuts ?? SHORTCUTS,
    subscriptions: new Set(options.subscriptions ?? SUBSCRIPTIONS),
    timing,
    post: createPost({ signingSecret: credentials.signingSecret, now, limit: timing.ack, deliver, trace }),
    hasBot: () => deliver() !== undefined,
    delivering: new Set(),
    triggers: createTriggers({ now, life: timing.triggerLife }),
    openViews: createOpenViews(now),
    faults: createFaults(now),
    origin,
    ...(options.clock && { clock: options.clock }),
    ...(options.ring && { ring: options.ring }),
    closing,
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE' ? new Error(`port ${port} is taken; set PORT to another`, { cause: error }) : error,
      );
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}
