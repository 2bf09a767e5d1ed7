import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export type Published = { activity: string; parties: string[] };

/**
 * A published table, as it stands in its CSV file: an activity, and its four parties in the order of the kinds. Read apart
 * from the code under test, which may not be its own witness.
 */
export function published(profile: string): Published[] {
  const file = fileURLToPath(new URL(`./matrix-${profile}.csv`, import.meta.url));
  const [head = '', ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  const first = head.split(',').indexOf('activity');
  return lines.map((line) => {
    const [activity = '', ...parties] = line.split(',').slice(first);
    return { activity, parties };
  });
}

/** What each party of the tables means for us. */
export const MEANS: Record<string, 'ours' | 'vendor' | 'vendor-paid' | 'not-available'> = {
  'Platform Owner': 'ours',
  'Hosting Provider': 'ours',
  'Virtuozzo Team': 'vendor',
  'Jelastic Operations': 'vendor',
  'Virtuozzo Team (paid)': 'vendor-paid',
  'N/A': 'not-available',
};
