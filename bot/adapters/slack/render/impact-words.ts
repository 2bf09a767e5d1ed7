import { severityOf, WHOM } from '../../../domain/incident/severity.ts';
import { WHOM_WORDS } from '../../../domain/language/incident-sentence.ts';
import type { Policy } from '../../../domain/policy/policy.ts';
import { ENVIRONMENTS } from '../../../domain/target.ts';

/** How severe an incident is by its impact, a line for each whom it can hit. */
export function impactLines(policy: Pick<Policy, 'impact'>): string[] {
  const lines = WHOM.map((whom) => {
    const each = ENVIRONMENTS.map((environment) => `${severityOf({ whom, environment }, policy)} in ${environment}`);
    return `• hits ${WHOM_WORDS[whom]}: ${each.join(', ')}`;
  });
  return ['*Severity of incidents, unless somebody says it*', ...lines];
}
