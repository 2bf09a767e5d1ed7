import { PRIORITIES } from '../escalation/priority.ts';
import { incidentRule } from '../incident/rule.ts';
import { severityOf, WHOM } from '../incident/severity.ts';
import { ENVIRONMENTS } from '../target.ts';
import { asJson } from './as-json.ts';
import type { PolicyBody } from './policy.ts';

type ValueDifference = { what: 'value'; is: 'otherwise'; name: string; from: string; to: string };

/** What another policy makes different of incidents: when they are brought to mind, and how severe they are. */
export function incidentDifferences(before: PolicyBody, after: PolicyBody): ValueDifference[] {
  return [...incidents(before, after), ...impact(before, after)];
}

/** Each value of each severity by itself, with what it is where the policy does not say. */
function incidents(before: PolicyBody, after: PolicyBody): ValueDifference[] {
  return PRIORITIES.flatMap((severity) => {
    const [was, is] = [before, after].map(
      (policy) => new Map<string, unknown>(Object.entries(incidentRule(policy, severity))),
    );
    const names = [...new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])];
    return names.flatMap((name) => {
      const [from, to] = [asJson(was?.get(name)), asJson(is?.get(name))];
      const one = { what: 'value' as const, is: 'otherwise' as const, name: `incidents ${severity} ${name}` };
      return from === to ? [] : [{ ...one, from, to }];
    });
  });
}

/** How severe it is by whom and what it hits, one by one, as it is decided. */
function impact(before: PolicyBody, after: PolicyBody): ValueDifference[] {
  return WHOM.flatMap((whom) =>
    ENVIRONMENTS.flatMap((environment) => {
      const [from, to] = [before, after].map((policy) => severityOf({ whom, environment }, policy));
      const name = `impact ${whom} in ${environment}`;
      return from === to
        ? []
        : [{ what: 'value' as const, is: 'otherwise' as const, name, from: asJson(from), to: asJson(to) }];
    }),
  );
}
