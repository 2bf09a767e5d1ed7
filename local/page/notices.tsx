import { dismiss } from './actions.ts';
import { Icon } from './icons.tsx';
import { plain } from './mrkdwn.tsx';
import { usePage } from './store.ts';

/** What Slack refused, in its own code and in words. It stays until it is put away. */
export function Refusals() {
  const refusals = usePage((page) => page.refusals);
  return (
    <div class="refusals">
      {refusals.map(({ key, error, detail }) => (
        <div key={key} class="refusal" role="alert">
          <code>{error}</code>
          <span>{plain(detail)}</span>
          <button type="button" class="head-button" aria-label="Dismiss" onClick={() => dismiss(key)}>
            <Icon name="close" size={14} />
          </button>
        </div>
      ))}
    </div>
  );
}

export function Reconnecting() {
  const lost = usePage((page) => page.connection === 'lost');
  if (!lost) return null;
  return (
    <div class="reconnecting" role="status">
      <span class="spinner" /> Connection lost, reconnecting… What you see may be old; nothing is lost.
    </div>
  );
}
