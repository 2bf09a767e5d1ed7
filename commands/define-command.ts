import type { Execution, Field, MaintenanceDefinition, TaskDefinition } from '../bot/domain/command.ts';

type Fields = Record<string, Field>;
type Values<F extends Fields> = { [name in keyof F]: string };
type Written = 'fields' | 'effect' | 'title' | 'undo' | 'run';

/** A definition's functions as they are written: they know the fields by name. */
type Words<F extends Fields> = {
  fields: F;
  effect: (fields: Values<F>) => string;
  title: (fields: Values<F>) => { ask: string; doing: string; done: string };
};

/** A definition as it is written. Nothing that decides has a default. */
export type CommandSource<F extends Fields> = Omit<MaintenanceDefinition, Written> &
  Words<F> & {
    /** Words alone say why it cannot be undone. */
    undo: string | { words: string; script: string };
    run: Omit<Execution, 'parameters'> & { parameters: (fields: Values<F>) => Record<string, string[]> };
  };

/**
 * Makes a command of its source. Without activity, risk and approval it does not compile.
 *
 * Its functions throw when a field has no value: a sentence that lacks one is a question, and never gets here.
 */
export function defineCommand<const F extends Fields>(source: CommandSource<F>): MaintenanceDefinition {
  const whole = wholeOf(source.name, source.fields);
  return {
    ...source,
    effect: (fields) => source.effect(whole(fields)),
    title: (fields) => source.title(whole(fields)),
    undo: typeof source.undo === 'string' ? { words: source.undo } : source.undo,
    run: { ...source.run, parameters: (fields) => source.run.parameters(whole(fields)) },
  };
}

/** Makes a task of its source: a command without a document, whose words a request to the vendor is made of. */
export function defineTask<const F extends Fields>(source: Omit<TaskDefinition, Written> & Words<F>): TaskDefinition {
  const whole = wholeOf(source.name, source.fields);
  return {
    ...source,
    effect: (fields) => source.effect(whole(fields)),
    title: (fields) => source.title(whole(fields)),
  };
}

function wholeOf<F extends Fields>(name: string, wanted: F) {
  return (fields: Record<string, string>): Values<F> => {
    const missing = Object.keys(wanted).filter((field) => fields[field] === undefined);
    if (missing.length > 0) throw new Error(`${name} has no ${missing.join(', ')}`);
    return fields as Values<F>;
  };
}
