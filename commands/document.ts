import { createHash } from 'node:crypto';
import type {
  CommandDefinition,
  Field,
  MaintenanceDefinition,
  ShippedCommand,
  ShippedDocument,
  ShippedMaintenance,
} from '../bot/domain/command.ts';
import { FENCE } from './fence.ts';
import { guarding, KEEP_PARAMETERS, KEEPING } from './guard.ts';
import { SAVING, UNDOING } from './saved.ts';

const ID = '^[A-Za-z0-9][A-Za-z0-9-]{2,63}$';

/** What the dispatcher adds to a command's own parameters: the execution's id, and the second after which it is too late. */
export const EXECUTION_PARAMETERS = { ExecId: ID, NotAfter: '^[1-9][0-9]{9,10}$' };

/** What an undo is given besides: the execution that it takes back. */
export const UNDO_PARAMETERS = { ...EXECUTION_PARAMETERS, Undone: ID };

/**
 * A command with its documents as they stand on AWS. They are made when they are first asked for: the path that
 * answers Slack knows commands, and needs no document.
 */
export function ship(definition: MaintenanceDefinition): ShippedMaintenance;
export function ship(definition: CommandDefinition): ShippedCommand;
export function ship(definition: CommandDefinition): ShippedCommand {
  if (!definition.run) return definition;
  const document = once(() => named(definition.run.document, documentContent(definition)));
  const undo = once(() => undoDocument(definition));
  return {
    ...definition,
    get documentContent() {
      return document().content;
    },
    get documentName() {
      return document().name;
    },
    get undoDocument() {
      return undo();
    },
    get keepDocument() {
      return definition.run.guard && keepDocument();
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** The name ends in the first 8 hexadecimal digits of the content's SHA-256: another content is another document. */
function named(prefix: string, content: string): ShippedDocument {
  return { name: `${prefix}-${createHash('sha256').update(content).digest('hex').slice(0, 8)}`, content };
}

/** The SSM document of a command, as JSON text. Equal definitions give equal texts. */
export function documentContent(definition: MaintenanceDefinition): string {
  const { name, summary, undo, run } = definition;
  const before = marked(definition, name) + (undo.script === undefined ? '' : SAVING) + guardOf(definition);
  return content(stepOf(definition), {
    name,
    summary,
    common: EXECUTION_PARAMETERS,
    script: before + unindented(run.script),
  });
}

function guardOf({ name, undo, run }: MaintenanceDefinition): string {
  if (!run.guard) return '';
  if (undo.script === undefined) throw new Error(`${name} is guarded, and has no undo that its guard could run`);
  return guarding(unindented(undo.script), run.guard.seconds);
}

/** More than a roll-back that it finds under way may take. */
const KEEP_SECONDS = 90;

/** The one document that tells hosts to keep what a guarded command changed. */
export const keepDocument = once(() => {
  const common = { ...EXECUTION_PARAMETERS, ...KEEP_PARAMETERS };
  const described = { name: 'keep', summary: 'keep what a guarded command changed', common, script: KEEPING };
  return named('Remit-Keep', content({ fields: {}, timeoutSeconds: KEEP_SECONDS }, described));
});

/** The document that takes a run of the command back: undefined where nothing can. */
function undoDocument(definition: MaintenanceDefinition): ShippedDocument | undefined {
  const { name, summary, undo, run } = definition;
  if (undo.script === undefined) return undefined;
  const text = content(stepOf(definition), {
    name: `undo ${name}`,
    summary: `take back: ${summary}`,
    common: UNDO_PARAMETERS,
    script: marked(definition, `undo ${name}`) + UNDOING + unindented(undo.script),
  });
  return named(`${run.document}-Undo`, text);
}

type Step = { fields: Record<string, Field>; timeoutSeconds: number };

/** What changes a host leaves its name in its claim: whoever looks at the host later is told (`assess`). */
function marked({ risk }: MaintenanceDefinition, name: string): string {
  return risk === 'read' ? '' : `echo '${name}' >"$claim/change"\n`;
}

type Content = { name: string; summary: string; common: Record<string, string>; script: string };

/**
 * Schema 2.2. Every parameter reaches the script as environment (`ENV_VAR`, agent 3.3.2746.0 or newer), never as text in
 * it. The body runs without the fence's own output (3), so that a daemon that it starts does not hold it open.
 */
function content({ fields, timeoutSeconds }: Step, { name, summary, common, script }: Content): string {
  const own = Object.entries(fields).map(([field, spec]) => [parameterName(field), parameter(spec)] as const);
  const given = Object.entries(common).map(([key, pattern]) => [key, string(pattern)] as const);
  return JSON.stringify({
    schemaVersion: '2.2',
    description: `Remit: ${summary}`,
    parameters: Object.fromEntries([...given, ...own]),
    mainSteps: [
      {
        action: 'aws:runShellScript',
        name: name.replaceAll(' ', '-'),
        precondition: { StringEquals: ['platformType', 'Linux'] },
        inputs: { timeoutSeconds: String(timeoutSeconds), runCommand: `${FENCE}(\n${script}\n) 3>&-`.split('\n') },
      },
    ],
  });
}

/** A field's parameter: `service` is `Service`, read by the script as `"$SSM_Service"`. */
export function parameterName(field: string): string {
  return `${field[0]?.toUpperCase()}${field.slice(1)}`;
}

/** What SSM and its agent hold a field's parameter to. */
export function parameterPattern({ allowedPattern, sent }: Field): string {
  return sent ?? allowedPattern;
}

function parameter(field: Field) {
  return { ...string(parameterPattern(field)), description: field.allowed };
}

function string(allowedPattern: string) {
  return { type: 'String', allowedPattern, interpolationType: 'ENV_VAR' };
}

function stepOf({ fields, run }: MaintenanceDefinition): Step {
  return { fields, timeoutSeconds: run.timeoutSeconds };
}

function unindented(script: string): string {
  const lines = script.replace(/^\s*\n|\s+$/g, '').split('\n');
  const indent = Math.min(...lines.filter((line) => line.trim()).map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(indent)).join('\n');
}
