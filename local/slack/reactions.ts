/** Reactions on a message: one per person and name. */
import { type Outcome, refused } from './outcome.ts';
import type { Message, Reaction } from './wire.ts';

const NAME = /^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/;

type Toggled = { user: string; name: string; remove: boolean };

export function toggleReaction(message: Message, { user, name, remove }: Toggled): Outcome<{ message: Message }> {
  if (!NAME.test(name)) return refused('invalid_name');
  const standing = message.reactions.find((it) => it.name === name);
  const present = standing?.users.includes(user) ?? false;
  if (remove && !present) return refused('no_reaction');
  if (!remove && present) return refused('already_reacted');
  const others = standing?.users.filter((it) => it !== user) ?? [];
  const changed: Reaction = { name, users: remove ? others : [...others, user] };
  const reactions = standing
    ? message.reactions.map((it) => (it.name === name ? changed : it))
    : [...message.reactions, changed];
  return { ok: true, message: { ...message, reactions: reactions.filter((it) => it.users.length > 0) } };
}
