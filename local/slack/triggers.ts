/** Trigger ids: each opens one modal, once, within 3 seconds of what the person did. */
import { newSecret } from './ids.ts';
import { type Outcome, refused } from './outcome.ts';

export type Triggers = { issue: (user: string) => string; spend: (id: string) => Outcome<{ user: string }> };

export function createTriggers({ now, life }: { now: () => number; life: number }): Triggers {
  const issued = new Map<string, { user: string; at: number; spent: boolean }>();
  return {
    issue: (user) => {
      const id = `${now()}.${Math.floor(now() / 7)}.${newSecret()}`;
      issued.set(id, { user, at: now(), spent: false });
      forgetOldest(issued);
      return id;
    },
    spend: (id) => {
      const trigger = issued.get(id);
      if (!trigger) return refused('invalid_trigger_id');
      if (trigger.spent) return refused('exchanged_trigger_id');
      if (now() - trigger.at > life) return refused('trigger_expired');
      trigger.spent = true;
      return { ok: true, user: trigger.user };
    },
  };
}

/** Long enough that a late one still hears why it is refused. */
const KEPT = 1000;

function forgetOldest(issued: Map<string, unknown>): void {
  const [oldest] = issued.keys();
  if (issued.size > KEPT && oldest !== undefined) issued.delete(oldest);
}
