import type { CommandDefinition, Field } from '../command.ts';
import type { Policy } from '../policy/policy.ts';
import type { Target } from '../target.ts';

/** What the values have to fit: these targets, what was said, the policy. */
type Fitting = {
  targets: readonly Target[];
  policy: Policy | undefined;
  given?: Record<string, string>;
};

/**
 * Values for the fields that a question left out, so that it can be decided as the run would be: a service that all the
 * targets run, a host or a file that the policy lists, what holds when nothing is said, else the example.
 */
export function anyFields({ fields }: CommandDefinition, fitting: Fitting): Record<string, string> {
  const { given = {} } = fitting;
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, given[name] ?? anyValue(field, fitting)]),
  );
}

function anyValue(field: Field, { targets, policy }: Fitting): string {
  const told = targets.filter(({ services }) => services.length > 0);
  const common = told[0]?.services.find((service) => told.every(({ services }) => services.includes(service)));
  return (field.known === 'services' ? common : listedValue(field, policy)) ?? field.default ?? field.example;
}

function listedValue({ listed }: Field, policy: Policy | undefined): string | undefined {
  if (listed === 'may-edit') return policy?.mayEdit?.[0]?.replace('*', 'any');
  const host = listed && policy?.mayCheck?.[0]?.replace('*', 'www');
  return host && `https://${host}/`;
}
