import type { Actor } from '../domain/actor.ts';

/** The zone in which somebody lives, by its name in the zone database. Nothing where Slack does not say, or not in time; never throws. */
export type ReadZone = (actor: Actor) => Promise<string | undefined>;
