import type { Standing } from '../freeze/standing.ts';
import { type Gated, type Stop, stagingWanted, stopsOf } from './gates.ts';

/**
 * What stands between asking now and running: what stops it, and within how many days the same has to have succeeded on
 * staging first. What was tried there is not looked at: a question does not say with which values somebody will ask.
 */
export type GatesNow = { stops: Stop[]; stagingDays?: number };

/** Undefined: nothing does. */
export function gatesNow(gated: Gated, standing: Standing): GatesNow | undefined {
  const stops = stopsOf(gated, standing);
  const staging = stagingWanted(gated, undefined);
  if (stops.length === 0 && !staging) return undefined;
  return { stops, ...(staging && { stagingDays: staging.days }) };
}
