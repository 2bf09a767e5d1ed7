import type { Actor } from '../../domain/actor.ts';
import { UNRESOLVED_TEAM } from '../../domain/actor.ts';
import type { Answer } from '../../domain/answer.ts';
import type { Happening } from '../../domain/incident/happening.ts';
import { type Instant, SECOND } from '../../domain/instant.ts';
import { readHeardForm } from '../../domain/language/read-heard-form.ts';
import {
  readVendorSentence,
  readVendorTalk,
  type VendorMisread,
  type VendorSentence,
} from '../../domain/language/read-vendor-act.ts';
import { writeRequestId } from '../../domain/language/run-id.ts';
import type { Reply, Request } from '../../domain/request.ts';
import type { Heard } from '../../domain/vendor/heard.ts';
import { heardWords } from '../../domain/vendor/heard-words.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { Receipts } from '../../ports/receipts.ts';
import { underFreeName } from '../free-name.ts';
import { refusedOften } from '../refused-often.ts';
import { beginHeard } from './append-heard.ts';
import { openHeardForm, wrongInForm } from './heard-form.ts';
import { requestAt } from './thread-of.ts';

export type HearDeps = { ledger: Pick<Ledger, 'append' | 'recent' | 'head'>; receipts: Pick<Receipts, 'get'> };

/**
 * Somebody of another organisation asked for something: what is one of a vendor's sentences is put on record, and decided by the worker, who can ask
 * Slack who they are. A button of the vendor's card opens a form. Undefined: it is none of these, and they are turned away.
 */
export async function hearRequest(deps: HearDeps, request: Request): Promise<Reply | undefined> {
  const { actor, at, installedTeam, place } = request;
  if (actor.user === '') return undefined;
  const form = readHeardForm(request.text);
  if (form) return openHeardForm(deps, request, form);
  const typed = heardWords(request.text);
  const said = readVendorSentence(typed);
  if (!said) return undefined;
  const wrong = viaOf(request) === 'form' ? await wrongInForm(deps, request, said) : undefined;
  if (wrong) return wrong;
  const { team, channel, thread } = place;
  const where = {
    team,
    channel,
    ...(thread !== undefined && { thread }),
    ...(request.message !== undefined && { message: request.message }),
  };
  await put(
    deps,
    { source: sourceOf(request), installedTeam, via: viaOf(request), place: where, typed, said },
    { by: actor, at },
  );
  return { is: 'later' };
}

function viaOf({ mention, message }: Request): Heard['via'] {
  if (mention) return 'mention';
  return message === undefined ? 'form' : 'button';
}

/** Slack delivers no press again; whoever presses the same button later means it anew. */
const ONE_PRESS = 10 * SECOND;

function sourceOf({ source, message, at }: Request): string {
  return message === undefined ? source : `${source}:${Math.floor(at / ONE_PRESS)}`;
}

type Wrote = Extract<Happening, { is: 'wrote' }>;
type Marked = Happening & { is: 'marked' };
/** What may be an act of a vendor's person. */
export type Spoken = Wrote | Marked;

/** Puts on record what is written or marked, if it is an act on a request. Our own people's messages are none. */
export async function hearHappening(deps: HearDeps, happening: Spoken): Promise<void> {
  const heard = happening.is === 'wrote' ? await heardText(deps, happening) : await heardMark(deps, happening);
  if (!heard) return;
  const { source, installedTeam, channel, by, at } = happening;
  const place = { team: installedTeam, channel, ...heard.place };
  const actor = 'team' in by ? by : { team: UNRESOLVED_TEAM, user: by.user };
  await put(deps, { source, installedTeam, ...heard, place }, { by: actor, at });
}

type Part = Pick<Heard, 'via' | 'typed' | 'said'> & { place: { thread?: string; message: string } };

async function heardText(deps: HearDeps, { channel, message }: Wrote): Promise<Part | undefined> {
  const typed = heardWords(message.text);
  const said = readVendorTalk(typed);
  const { thread, ts } = message;
  const meant = said && (await aboutRequest(deps, said, thread === undefined ? undefined : { channel, ts: thread }));
  if (!meant) return undefined;
  return { via: 'thread', typed, said: meant, place: { message: ts, ...(thread !== undefined && { thread }) } };
}

/** A sentence that names no request is about the one in whose thread it stands; one that is not whole besides is talk like other talk, unless it may end it. */
async function aboutRequest(
  { receipts }: HearDeps,
  said: VendorSentence | VendorMisread,
  thread: { channel: string; ts: string } | undefined,
): Promise<VendorSentence | VendorMisread | undefined> {
  if ('wrong' in said && !said.doubtful) return said.named ? said : undefined;
  if (said.request !== undefined) return said;
  const request = thread && (await requestAt(receipts, thread));
  return request === undefined ? undefined : { ...said, request };
}

async function heardMark(deps: HearDeps, { channel, ts, mark }: Marked): Promise<Part | undefined> {
  const request = await requestAt(deps.receipts, { channel, ts });
  if (request === undefined) return undefined;
  return { via: 'reaction', typed: `:${mark}:`, said: { says: 'accept', request }, place: { message: ts } };
}

/** What comes so often that it says nothing any more is let go without a record. The same once more finds its first one. */
async function put({ ledger }: HearDeps, said: Heard, { by, at }: { by: Actor; at: Instant }): Promise<void> {
  if (await refusedOften(ledger, by, at, 'heard')) return;
  const heard = { ...said, source: said.source.replace(AS_MESSAGE, 'said:') };
  await underFreeName(heard.source, (id) => beginHeard(ledger, { id, heard, by, at }));
}

/** Slack tells of a message that mentions the bot twice: as a mention and as a message. It is said once. */
const AS_MESSAGE = /^(?:mention|wrote):/;

/** A button of the vendor's card that one of our own people pressed: it is not for them. Undefined of everything else. */
export function ofTheirCard({ text, message }: Request): Answer | undefined {
  if (message === undefined) return undefined;
  const read = readHeardForm(text) ?? readVendorSentence(text);
  if (read?.request === undefined) return undefined;
  return {
    is: 'nothing',
    what: 'That button is for the vendor’s people.',
    next: `show ${writeRequestId(read.request)}`,
  };
}
