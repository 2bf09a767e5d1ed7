import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bolt, BoltDeps } from '../../../bot/adapters/slack/bolt.ts';
import { createGuard, type VerifiedEvent } from '../../../bot/adapters/slack/guard.ts';
import type { Reply } from '../../../bot/domain/request.ts';
import { FUNCTION } from '../../../infra/build/bundle.ts';
import { leftOut } from '../../../infra/build/left-out.ts';
import { slimSlack } from '../../../infra/build/slim-slack.ts';
import * as slack from '../../bot/adapters/slack/deliveries.ts';
import { plainWording } from '../../bot/adapters/slack/plain-wording.ts';
import { startWebApi } from '../../bot/adapters/slack/web-api.ts';

const api = await startWebApi();
const seen: unknown[] = [];
let reply: Reply | Error = { is: 'later' };
let both: { slim: Bolt; full: Bolt };
let folder: string;

const deps: BoltDeps = {
  receive: async (request) => {
    seen.push(request);
    if (reply instanceof Error) throw reply;
    return reply;
  },
  happened: async (happening) => {
    seen.push(happening);
    if (reply instanceof Error) throw reply;
    return reply;
  },
  wording: plainWording,
  chat: { tell: async (...told) => void seen.push(told), turnAway: async (place) => void seen.push(place) },
  respond: async (...given) => {
    seen.push(given);
    return 'sent';
  },
  responseBase: slack.HOOKS,
  botToken: async () => 'xoxb-test',
  apiUrl: api.apiUrl,
  timeoutMs: 500,
  now: () => slack.NOW,
  newId: () => 'f00d',
  log: (...line) => void seen.push(line),
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'remit-bolt-'));
  const bundled = async (name: string, plugins: (typeof leftOut)[]): Promise<Bolt> => {
    const outfile = join(folder, `${name}.cjs`);
    await build({ ...FUNCTION, entryPoints: [resolve('bot/adapters/slack/bolt.ts')], outfile, plugins });
    return createRequire(import.meta.url)(outfile).createBolt(deps);
  };
  both = { slim: await bundled('slim', [leftOut, slimSlack]), full: await bundled('full', []) };
});
afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true });
});

const guard = createGuard({
  signing: { secrets: async () => [slack.SECRET], secretsAgain: async () => [slack.SECRET] },
  appId: slack.APP,
  now: () => slack.NOW,
  log: () => {},
});

async function outcome(bolt: Bolt, event: VerifiedEvent) {
  seen.length = 0;
  api.reset();
  const answer = await bolt(event);
  return { answer, seen: structuredClone(seen), calls: structuredClone(api.calls) };
}

const { command, delivery, interaction, json, press, submission, view, mention } = slack;
const home = (tab: string) => json(slack.event({ type: 'app_home_opened', user: 'U0OPERATOR', tab, channel: 'D1' }));
const of = (payload: object) => delivery(interaction(payload));
const inView = { container: { type: 'view' }, view: view(), response_url: undefined };
const person = { user: { id: 'U0OPERATOR', team_id: slack.OURS }, team: { id: slack.OURS } };

const KINDS = {
  'a slash command': delivery(command()),
  'a mention': json(slack.event(mention())),
  'a message': json(slack.event({ type: 'message', user: 'U1', text: 'hello', ts: '1.2', channel: 'C1' })),
  'an App Home': home('home'),
  'a tab of messages': home('messages'),
  'a press on a message': of(press()),
  'a press in a form': of(press(inView)),
  'a choice in a form': of(
    press({
      ...inView,
      actions: [{ type: 'static_select', action_id: 'command-choice', selected_option: { value: 'x' } }],
    }),
  ),
  'a submission': of(submission()),
  'a closed form': of(submission({ type: 'view_closed' })),
  'a question for options': of({ type: 'block_suggestion', action_id: 'a', value: 'ho', ...person }),
  'a shortcut': of({ type: 'shortcut', callback_id: 'x', trigger_id: 't', ...person }),
  'a message shortcut': of({ ...slack.shortcut('add-to-timeline'), ...person }),
  'a reaction': json(slack.event(slack.reaction())),
  'a handshake': json(JSON.stringify({ type: 'url_verification', challenge: 'c' })),
  'an uninstalled app': json(slack.event({ type: 'app_uninstalled' })),
  'a payload of no kind': json(JSON.stringify({ api_app_id: slack.APP, type: 'unheard-of' })),
};
const REPLIES: Record<string, Reply | Error> = {
  nothing: { is: 'later' },
  acceptance: { is: 'accepted', run: '8C2MX', sentence: 'restart nginx on host-7' },
  refusal: { is: 'act-refused', act: 'approve', run: '8C2MX', refusal: { reason: 'own-request' } },
  'a form': { is: 'form', commands: [], targets: [] },
  'a fault': new Error('down'),
};

describe('Bolt without the receivers that no function uses', () => {
  it.each(Object.keys(KINDS).flatMap((kind) => Object.keys(REPLIES).map((answer) => [kind, answer] as const)))(
    'answers %s, with %s, as the whole Bolt does',
    async (kind, answer) => {
      reply = REPLIES[answer] ?? reply;
      const guarded = await guard(KINDS[kind as keyof typeof KINDS]);
      if (guarded.is !== 'passed') throw new Error('the guard stopped it');
      const [slim, full] = [await outcome(both.slim, guarded.event), await outcome(both.full, guarded.event)];
      expect(slim).toEqual(full);
      expect([200, 404, 500]).toContain(slim.answer.statusCode);
    },
  );
});
