/** Longest text that Remit reads; Slack itself sends at most 3,000 characters in the fields that lead here. */
export const TEXT_LIMIT = 3_000;

/** Longest reason: it stands on cards, on the ledger and in SSM's comment-sized places. */
export const REASON_LIMIT = 300;

const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/g;
const SPACES = /[\s\u0085\u1680\u180e\u2028\u2029]+/g;
const SLACK_REFERENCE = /<([@#!]|https?:\/\/|mailto:)([^<>|]*)(?:\|([^<>]*))?>/g;
const REASON = /\sbecause:?\s/i;
const LEADING_MENTIONS = /^(?:\s*<@[^<>]*>[\s,:]*)+/;
/** What is bound to a channel holds its id: on each side of a shared one it may have another name. */
const BINDS_CHANNEL = /^\s*(?:form )?vendor\s/i;
const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/**
 * A text as its writer saw it: Slack's encoding undone, every kind of space one space, invisible characters that
 * copying brings along gone. A leading mention (of the bot) is dropped.
 *
 * References are read before entities are decoded, as Slack encodes them: an `&lt;@U1&gt;` that somebody typed is text.
 * Somebody who is mentioned, and a user group, is their id, which is who they are; in the reason, which is for people, their name. A channel is its name, and in a
 * sentence about a vendor its id. A link that Slack made of a name (`<http://host-7.acme.example|host-7.acme.example>`) is the name again.
 */
export function normalise(text: string): string {
  const sentence = mentionless(text);
  const reason = sentence.search(REASON);
  const inReason = (at: number) => reason >= 0 && at > reason;
  const binds = BINDS_CHANNEL.test(sentence);
  return sentence
    .replace(SLACK_REFERENCE, (_all, sign, id, label, at) =>
      sign === '#' && binds && !inReason(at) ? `#${id}` : referenceText({ sign, id, label, named: inReason(at) }),
    )
    .replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(INVISIBLE, '')
    .replace(SPACES, ' ')
    .trim();
}

/** The text without the mentions that it begins with: what is left is the sentence. */
export function mentionless(text: string): string {
  return text.replace(LEADING_MENTIONS, '');
}

/** Whether `normalise` would read an encoding into a text that has none, so that a writer has to encode it. */
export function looksEncoded(text: string): boolean {
  return /&(?:amp|lt|gt);|<[@#!hm]/.test(text);
}

type Reference = { sign: string; id: string; label: string | undefined; named: boolean };

function referenceText({ sign, id, label, named }: Reference): string {
  if (sign === '@') return `@${(named && label) || id}`;
  if (sign === '#') return `${sign}${label || id}`;
  if (sign === '!') return broadcastText(id, label, named);
  return label || `${sign === 'mailto:' ? '' : sign}${id}`;
}

/** A user group is its id, as a person is; `@here` and the like are words. */
function broadcastText(id: string, label: string | undefined, named: boolean): string {
  const group = /^subteam\^(S[A-Z0-9]+)$/.exec(id)?.[1];
  if (group && !(named && label)) return `@${group}`;
  return label || `@${id}`;
}
