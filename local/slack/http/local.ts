/** `/local/`: what the page and the shell ask for, as `wire.ts` describes it. */
import { z } from 'zod';
import { changeChannel } from '../actions/channel.ts';
import { moveClock } from '../actions/clock.ts';
import { close } from '../actions/close.ts';
import { openHome } from '../actions/home.ts';
import { edit, erase } from '../actions/own-message.ts';
import { press } from '../actions/press.ts';
import { react } from '../actions/react.ts';
import { ring } from '../actions/ring.ts';
import { say } from '../actions/say.ts';
import { useShortcut } from '../actions/shortcut.ts';
import { submit } from '../actions/submit.ts';
import { suggest } from '../actions/suggest.ts';
import type { Slack } from '../context.ts';
import { type Outcome, refused } from '../outcome.ts';
import { accountNamed, asChannel, openTo, roomOf, roomsOf } from '../people.ts';
import { showRefusal, wordsFor } from '../refusals.ts';
import { BOT } from '../seed.ts';
import type { Account, Answer, Messages, State } from '../wire.ts';
import type { Reply } from './answer.ts';
import * as shapes from './shapes.ts';

/** What a POST does once its body has the shape; `Body` is the shape's own type. */
type Handled = { shape: z.ZodType; run: (slack: Slack, me: Account, body: never) => Outcome | Promise<Outcome> };

const HANDLERS: Record<string, Handled> = {
  '/local/say': { shape: shapes.say, run: say },
  '/local/act': { shape: shapes.act, run: press },
  '/local/submit': { shape: shapes.submit, run: submit },
  '/local/close': { shape: shapes.close, run: close },
  '/local/react': { shape: shapes.react, run: react },
  '/local/shortcut': { shape: shapes.useShortcut, run: useShortcut },
  '/local/edit': { shape: shapes.edit, run: edit },
  '/local/delete': { shape: shapes.erase, run: erase },
  '/local/channel': { shape: shapes.changeChannel, run: changeChannel },
  '/local/home': { shape: shapes.openHome, run: openHome },
  '/local/clock': { shape: shapes.moveClock, run: moveClock },
  '/local/alarm': { shape: shapes.ring, run: ring },
  '/local/options': { shape: shapes.askOptions, run: suggest },
};

export async function handleLocal(slack: Slack, path: string, json: unknown): Promise<Reply> {
  const handled = HANDLERS[path];
  if (!handled) return { status: 404, body: asAnswer(refused('unknown_method')) };
  const parsed = handled.shape.safeParse(json);
  if (!parsed.success)
    return { status: 400, body: asAnswer(refused('invalid_arguments', [z.prettifyError(parsed.error)])) };
  const body = parsed.data as { as: string };
  const me = accountNamed(slack, body.as);
  if (!me) return { status: 400, body: asAnswer(refused('user_not_found')) };
  const outcome = await handled.run(slack, me, body as never);
  if (!outcome.ok && outcome.error !== 'missing_input') showRefusal(slack, [me.id], outcome);
  return { status: 200, body: asAnswer(outcome) };
}

function asAnswer(outcome: Outcome): Answer {
  return outcome.ok ? outcome : { ok: false, error: outcome.error, detail: wordsFor(outcome) };
}

/** `GET /local/state` and `/local/messages`. */
export function readLocal(slack: Slack, path: string, query: URLSearchParams): Reply {
  const me = accountNamed(slack, query.get('as') ?? '');
  if (!me) return { status: 400, body: asAnswer(refused('user_not_found')) };
  if (path === '/local/state') return { status: 200, body: stateFor(slack, me) };
  const messages = path === '/local/messages' ? messagesFor(slack, me, query.get('channel') ?? '') : undefined;
  return messages ? { status: 200, body: messages } : { status: 404, body: asAnswer(refused('channel_not_found')) };
}

function stateFor(slack: Slack, me: Account): State {
  const { organisations, accounts } = slack.workspace.seed;
  return {
    me,
    organisations,
    accounts,
    channels: roomsOf(slack, me.id).map(asChannel),
    open: openTo(slack, me).map(asChannel),
    botUser: BOT.user,
    userGroups: slack.workspace.seed.userGroups.filter(({ team }) => team === me.team),
    shortcuts: me.team === slack.installedTeam ? slack.shortcuts : [],
    slashCommands: me.team === slack.installedTeam ? slack.slashCommands : [],
    ...(slack.clock && { ahead: slack.clock.ahead() }),
  };
}

function messagesFor(slack: Slack, me: Account, channel: string): Messages | undefined {
  if (!roomOf(slack, me.id, channel)) return undefined;
  const all = [...(slack.workspace.messages.get(channel)?.values() ?? [])];
  const mine = all.filter((message) => message.onlyFor === undefined || message.onlyFor === me.id);
  return { messages: mine.sort((a, b) => a.ts.localeCompare(b.ts)) };
}
