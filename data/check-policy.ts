/**
 * `npm run check-policy [-- folder-or-file…]`: checks matrices, policies and lists of stages on file, as a step of the repository in which a team
 * keeps them; without arguments those that are shipped. One line for each fault and each warning, with file and place; ends
 * with 1 when there is a fault, with 0 when there is none. It needs Node alone, and asks nothing of AWS or Slack.
 */
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mistakeLine } from '../bot/domain/table/mistake.ts';
import { checkRecords } from './check-records.ts';
import { findRecords } from './find-records.ts';
import type { Mistaken } from './read-profile.ts';

/** npm runs scripts in the project's folder, and says here from where it was called. */
const from = process.env.INIT_CWD ?? process.cwd();
const named = process.argv.slice(2).map((path) => resolve(from, path));
const records = findRecords(named.length > 0 ? named : [fileURLToPath(new URL('.', import.meta.url))]);
const { faults, doubts } = checkRecords(records);

for (const fault of faults) console.log(`fault: ${lineOf(fault)}`);
for (const doubt of doubts) console.log(`warning: ${lineOf(doubt)}`);
const { profiles, policies, stages } = records;
const lists = stages.length > 0 ? `, ${count(stages, 'list of stages', 'lists of stages')}` : '';
console.log(
  `${count(profiles, 'matrix', 'matrices')}, ${count(policies, 'policy', 'policies')}${lists}: ${count(faults, 'fault')}, ${count(doubts, 'warning')}`,
);
process.exitCode = faults.length > 0 ? 1 : 0;

function lineOf({ file, mistake }: Mistaken): string {
  return mistakeLine(relative(from, file) || '.', mistake);
}

function count({ length }: readonly unknown[], one: string, many = `${one}s`): string {
  return `${length} ${length === 1 ? one : many}`;
}
