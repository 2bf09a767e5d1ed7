import type { Message } from '../slack/wire.ts';
import { react } from './actions.ts';
import { nameOf, useDirectory } from './directory.ts';
import { emojiOf, MORE_REACTIONS, QUICK_REACTIONS } from './emoji.ts';
import { Icon } from './icons.tsx';
import { Menu } from './menu.tsx';

const words = (name: string): string => name.replaceAll('_', ' ');

export function Reactions({ message }: { message: Message }) {
  const directory = useDirectory();
  if (message.reactions.length === 0) return null;
  return (
    <div class="reactions">
      {message.reactions.map(({ name, users }) => {
        const mine = users.includes(directory.me.id);
        const who = users.map((user) => (user === directory.me.id ? 'you' : nameOfUser(directory, user))).join(', ');
        return (
          <button
            key={name}
            type="button"
            class={mine ? 'reaction mine' : 'reaction'}
            aria-pressed={mine}
            aria-label={`${words(name)}, ${users.length}: ${who}`}
            title={`${who} reacted with :${name}:`}
            onClick={() => void react(message.channel, message.ts, name)}
          >
            <span class="emoji">{emojiOf(name) ?? `:${name}:`}</span> {users.length}
          </button>
        );
      })}
      <ReactionMenu message={message} class="reaction reaction-add" />
    </div>
  );
}

function nameOfUser(directory: ReturnType<typeof useDirectory>, user: string): string {
  const account = directory.account(user);
  return account ? nameOf(account) : user;
}

export function ReactionMenu({ message, class: name }: { message: Message; class: string }) {
  return (
    <Menu label="Add a reaction" class={name} menuClass="menu-emoji" face={<Icon name="smile" />}>
      {[...QUICK_REACTIONS, ...MORE_REACTIONS].map((one) => (
        <button
          key={one}
          type="button"
          role="menuitem"
          class="menu-emoji-item emoji"
          aria-label={words(one)}
          title={`:${one}:`}
          onClick={() => void react(message.channel, message.ts, one)}
        >
          {emojiOf(one)}
        </button>
      ))}
    </Menu>
  );
}

/** The two that the work needs most (done, keep for the timeline), without opening anything. */
export function QuickReactions({ message }: { message: Message }) {
  return (
    <>
      {QUICK_REACTIONS.map((one) => (
        <button
          key={one}
          type="button"
          class="tool emoji"
          aria-label={`React with ${words(one)}`}
          title={`:${one}:`}
          onClick={() => void react(message.channel, message.ts, one)}
        >
          {emojiOf(one)}
        </button>
      ))}
    </>
  );
}
