import type { CommandDefinition, Execution, Field } from '../bot/domain/command.ts';

type Values<F extends Record<string, Field>> = { [name in keyof F]: string };

/** A definition as it is written: its functions know the fields by name. Nothing that decides has a default. */
export type CommandSource<F extends Record<string, Field>> = Omit<
  CommandDefinition,
  'fields' | 'effect' | 'title' | 'run'
> & {
  fields: F;
  effect: (fields: Values<F>) => string;
  title: (fields: Values<F>) => ReturnType<CommandDefinition['title']>;
  run: Omit<Execution, 'parameters'> & { parameters: (fields: Values<F>) => Record<string, string[]> };
};

/**
 * Makes a command of its source. Without activity, risk and approval it does not compile.
 *
 * Its functions throw when a field has no value: a sentence that lacks one is a question, and never gets here.
 */
export function defineCommand<const F extends Record<string, Field>>(source: CommandSource<F>): CommandDefinition {
  const whole = (fields: Record<string, string>): Values<F> => {
    const missing = Object.keys(source.fields).filter((name) => fields[name] === undefined);
    if (missing.length > 0) throw new Error(`${source.name} has no ${missing.join(', ')}`);
    return fields as Values<F>;
  };
  return {
    ...source,
    effect: (fields) => source.effect(whole(fields)),
    title: (fields) => source.title(whole(fields)),
    run: { ...source.run, parameters: (fields) => source.run.parameters(whole(fields)) },
  };
}
