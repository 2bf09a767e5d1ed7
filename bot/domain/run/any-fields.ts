import type { CommandDefinition, Field } from '../command.ts';
import type { Target } from '../target.ts';

/**
 * Values for the fields that a question left out, so that it can be decided as the run would be: a service that all the
 * targets run, what holds when nothing is said, else the example. No right depends on them.
 */
export function anyFields(
  { fields }: CommandDefinition,
  targets: readonly Target[],
  given: Record<string, string> = {},
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, given[name] ?? anyValue(field, targets)]),
  );
}

function anyValue(field: Field, targets: readonly Target[]): string {
  const told = targets.filter(({ services }) => services.length > 0);
  const common = told[0]?.services.find((service) => told.every(({ services }) => services.includes(service)));
  return (field.known === 'services' ? common : undefined) ?? field.default ?? field.example;
}
