import { err, ok, type Result } from '../result.ts';
import type { FileMistake } from '../table/mistake.ts';
import { readJson } from '../table/read-json.ts';
import { type Fault, faultMistake, faultsIn, type Shape } from '../table/shape.ts';
import { SIDES, type Stage, type StageList } from './stage.ts';

/** A head of 8 KB holds the states of so many stages, and a card their numbers. */
const MOST = 60;
const TEXT: Shape = { is: 'text', pattern: /^\S(?:.{0,198}\S)?$/u, allowed: 'a text of 1 to 200 characters' };

const LIST: Shape = {
  is: 'object',
  fields: {
    name: { is: 'text', pattern: /^[a-z][a-z0-9-]{0,62}$/, allowed: 'a name: a to z, digits and dashes' },
    parties: { is: 'object', fields: { owner: TEXT, vendor: TEXT } },
    stages: {
      is: 'list',
      most: MOST,
      of: {
        is: 'object',
        optional: ['ifApplicable'],
        fields: {
          order: { is: 'integer', least: 1, most: MOST },
          stage: TEXT,
          parties: { is: 'list', most: SIDES.length, of: { is: 'one-of', values: SIDES } },
          ifApplicable: { is: 'one-of', values: ['whole', 'part'] },
        },
      },
    },
  },
};

/** Reads a list of stages from what JSON says: the whole of it, or every value that is wrong. */
export function readStages(value: unknown): Result<StageList, Fault[]> {
  const wrong = faultsIn(value, LIST);
  if (wrong.length > 0) return err(wrong);
  const list = value as StageList;
  const faults = list.stages.flatMap((stage, at) => faultsOf(stage, at));
  if (list.stages.length === 0) faults.push({ path: 'stages', got: '[]', allowed: 'at least one stage' });
  return faults.length > 0 ? err(faults) : ok(list);
}

/** Reads the file of a list of stages: it may be a stranger's. Never throws on any bytes. */
export function readStagesFile(bytes: Uint8Array): Result<StageList, FileMistake[]> {
  const json = readJson(bytes);
  if (!json.ok) return err([json.error]);
  const list = readStages(json.value);
  return list.ok ? list : err(list.error.map(faultMistake));
}

function faultsOf({ order, stage, parties, ifApplicable }: Stage, at: number): Fault[] {
  const faults: Fault[] = [];
  const path = `stages[${at}]`;
  if (order !== at + 1) {
    faults.push({ path: `${path}.order`, got: `${order}`, allowed: `${at + 1}: stages are numbered in their order` });
  }
  if (parties.length === 0 || new Set(parties).size < parties.length) {
    const allowed = 'owner, vendor, or both, each once';
    faults.push({ path: `${path}.parties`, got: JSON.stringify(parties), allowed });
  }
  const said = saidOf(stage);
  if (said !== ifApplicable) {
    const allowed =
      said === undefined ? 'nothing: the stage does not say “if applicable”' : `${said}, as the stage says`;
    faults.push({ path: `${path}.ifApplicable`, got: ifApplicable ?? 'nothing', allowed });
  }
  return faults;
}

/** In brackets behind the whole stage it may be left out; within other words only what stands before it may. */
function saidOf(stage: string): Stage['ifApplicable'] {
  if (/\(if applicable\)$/i.test(stage)) return 'whole';
  return /\bif applicable\b/i.test(stage) ? 'part' : undefined;
}
