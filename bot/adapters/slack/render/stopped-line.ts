import type { EmergencyStop } from '../../../domain/freeze/standing.ts';
import { person } from './labels.ts';
import type { Reading } from './rendered.ts';
import { inline } from './text.ts';
import { when } from './when.ts';

/** Above whatever else is told while everything is stopped. */
export function stoppedLine(stop: EmergencyStop | undefined, reading: Reading): string[] {
  if (!stop) return [];
  const { id, by, from, because } = stop;
  return [
    `🛑 *Everything is stopped* since ${when(from, reading.now)} by ${person(by, reading)}: “${inline(because, 200)}”. Only what reads runs · X-${id}`,
  ];
}
