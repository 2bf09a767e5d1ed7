import { useMemo, useState } from 'preact/hooks';
import type { Message } from '../slack/wire.ts';
import { openThread } from './actions.ts';
import { Avatar } from './avatar.tsx';
import { Blocks } from './blocks.tsx';
import { nameOf, useBarred, useDirectory } from './directory.ts';
import { Files } from './files.tsx';
import { Fold } from './fold.tsx';
import { Icon } from './icons.tsx';
import { MessageEditor } from './message-editor.tsx';
import { MessageMenu } from './message-menu.tsx';
import { Mrkdwn } from './mrkdwn.tsx';
import { Person } from './person.tsx';
import { QuickReactions, ReactionMenu, Reactions } from './reactions.tsx';
import { SurfaceProvider, useSurfaceOf } from './surface.tsx';
import { clock, moment, secondsOf } from './time.ts';
import type { Block } from './values.ts';

type Props = {
  message: Message;
  /** Drawn without a head, below another message of the same person. */
  joined: boolean;
  /** Within the thread pane the thread is not offered again. */
  inThread: boolean;
  replies: Message[];
  marked: boolean;
};

function Content({ message }: { message: Message }) {
  const blocks = (message.blocks ?? []) as unknown as Block[];
  const on = { kind: 'message', channel: message.channel, ts: message.ts } as const;
  const { surface, confirmation } = useSurfaceOf(on, blocks, { barred: useBarred(message.channel) });
  const edited = message.edited && <span class="edited">(edited)</span>;
  if (message.tombstone) return <p class="tombstone">{message.text}</p>;
  if (blocks.length === 0) {
    return (
      <Fold text={message.text}>
        {message.text && <Mrkdwn text={message.text} />}
        {edited}
      </Fold>
    );
  }
  return (
    <SurfaceProvider surface={surface}>
      <Blocks blocks={blocks} />
      {edited}
      {confirmation}
    </SurfaceProvider>
  );
}

function Replies({ message, replies }: { message: Message; replies: Message[] }) {
  const directory = useDirectory();
  const count = Math.max(message.replyCount ?? 0, replies.length);
  if (count === 0) return null;
  const people = [...new Set(replies.map((reply) => reply.user))].slice(0, 4);
  const last = replies.at(-1);
  return (
    <button type="button" class="replies" onClick={() => openThread(message.ts)}>
      {people.map((user) => (
        <Avatar key={user} account={directory.account(user)} size={22} />
      ))}
      <strong>{count === 1 ? '1 reply' : `${count} replies`}</strong>
      {last && <span class="replies-last">last at {clock(secondsOf(last.ts), directory.zone)}</span>}
    </button>
  );
}

function Tools({ message, inThread, edit }: Pick<Props, 'message' | 'inThread'> & { edit: () => void }) {
  return (
    <div class="tools" role="toolbar" aria-label="Message actions">
      <QuickReactions message={message} />
      <ReactionMenu message={message} class="tool" />
      {!inThread && (
        <button
          type="button"
          class="tool"
          aria-label="Reply in thread"
          title="Reply in thread"
          onClick={() => openThread(message.threadTs ?? message.ts)}
        >
          <Icon name="reply" />
        </button>
      )}
      <MessageMenu message={message} edit={edit} />
    </div>
  );
}

function Time({ ts }: { ts: string }) {
  const { zone } = useDirectory();
  const seconds = secondsOf(ts);
  return (
    <time class="time" dateTime={new Date(seconds * 1000).toISOString()} title={moment(seconds, zone)}>
      {clock(seconds, zone)}
    </time>
  );
}

function MessageHead({ message }: { message: Message }) {
  const directory = useDirectory();
  return (
    <header class="message-head">
      <Person account={directory.account(message.user)} team={message.team} />
      <Time ts={message.ts} />
      {message.onlyFor && (
        <span class="only-you-note">
          <Icon name="eye" size={14} /> Only visible to you
        </span>
      )}
    </header>
  );
}

/** The classes that set a message apart at a glance. */
function looksOf({ message, joined, marked }: Props, me: string): string {
  const forMe = !message.onlyFor && message.text.includes(`<@${me}`);
  const looks = {
    joined,
    marked,
    'is-pinned': message.pinned === true,
    'only-you': message.onlyFor !== undefined,
    'for-me': forMe,
  };
  const on = Object.entries(looks).filter(([, is]) => is);
  return ['message', ...on.map(([name]) => name)].join(' ');
}

function MessageBody(props: Props) {
  const { message, joined, inThread, replies } = props;
  const directory = useDirectory();
  const [editing, setEditing] = useState(false);
  const account = directory.account(message.user);
  const only = message.onlyFor === undefined ? '' : ', only visible to you';
  return (
    <article
      class={looksOf(props, directory.me.id)}
      data-ts={message.ts}
      data-from={account?.name ?? message.user}
      data-ephemeral={message.onlyFor ? '' : undefined}
      aria-label={`${account ? nameOf(account) : 'Somebody'}, ${clock(secondsOf(message.ts), directory.zone)}${only}`}
      tabIndex={-1}
    >
      <div class="gutter">{joined ? <Time ts={message.ts} /> : <Avatar account={account} />}</div>
      <div class="body">
        {message.pinned && (
          <div class="pinned">
            <Icon name="pin" size={12} /> Pinned
          </div>
        )}
        {!joined && <MessageHead message={message} />}
        {editing ? <MessageEditor message={message} done={() => setEditing(false)} /> : <Content message={message} />}
        {message.files && <Files files={message.files} />}
        <Reactions message={message} />
        {!inThread && <Replies message={message} replies={replies} />}
      </div>
      {!message.onlyFor && !message.tombstone && !editing && (
        <Tools message={message} inThread={inThread} edit={() => setEditing(true)} />
      )}
    </article>
  );
}

/** A message is drawn again only when it changed: thousands stand in a channel, and one changes at a time. */
export function MessageView(props: Props) {
  const { message, joined, inThread, replies, marked } = props;
  const known = replies.map((reply) => reply.ts).join();
  return useMemo(() => <MessageBody {...props} />, [message, joined, inThread, known, marked]);
}
