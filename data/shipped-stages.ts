import { readStages } from '../bot/domain/deployment/read-stages.ts';
import type { StageList } from '../bot/domain/deployment/stage.ts';
import virtuozzo from './deployments/virtuozzo.json' with { type: 'json' };

/** The stages of a deployment that are shipped. Throws on a file that `npm run check-policy` finds fault with. */
export function shippedStages(): StageList {
  const list = readStages(virtuozzo);
  if (list.ok) return list.value;
  throw new Error(list.error.map(({ path, got, allowed }) => `${path} is ${got}; allowed: ${allowed}`).join('\n'));
}
