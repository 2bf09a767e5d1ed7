import { type Actor, actorOf, REMIT, sameActor } from '../actor.ts';
import type { IncidentState, ReminderOf } from './state.ts';

/** Who has to do what is due: whoever has the role for it, else whoever declared it; nobody where an alarm did and nobody took it. */
export function responsibleFor({ roles, by }: Pick<IncidentState, 'roles' | 'by'>, of: ReminderOf): Actor | undefined {
  const held = of === 'update' ? (roles.communications ?? roles.lead) : roles.lead;
  if (held) return actorOf(held);
  return sameActor(by, REMIT) ? undefined : actorOf(by);
}
