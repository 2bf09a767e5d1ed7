import { createHash } from 'node:crypto';
import type { CommandDefinition, Field, ShippedCommand } from '../bot/domain/command.ts';
import { FENCE } from './fence.ts';

/** What the dispatcher adds to a command's own parameters: the execution's id, and the second after which it is too late. */
export const EXECUTION_PARAMETERS = { ExecId: '^[A-Za-z0-9][A-Za-z0-9-]{2,63}$', NotAfter: '^[1-9][0-9]{9,10}$' };

/**
 * A command with its document as it stands on AWS. The document is made when it is first asked for: the path that
 * answers Slack knows commands, and needs no document.
 */
export function ship(definition: CommandDefinition): ShippedCommand {
  let content: string | undefined;
  let name: string | undefined;
  return {
    ...definition,
    get documentContent() {
      content ??= documentContent(definition);
      return content;
    },
    get documentName() {
      name ??= `${definition.run.document}-${hash(this.documentContent)}`;
      return name;
    },
  };
}

/** The first 8 hexadecimal digits of the content's SHA-256: another content is another document. */
function hash(content: string): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 8);
}

/**
 * The SSM document, schema 2.2, as JSON text. Equal definitions give equal texts.
 *
 * Every parameter reaches the script as environment (`ENV_VAR`, agent 3.3.2746.0 or newer), never as text in it. The
 * body runs without the fence's own output (3), so that a daemon that it starts does not hold it open.
 */
export function documentContent({ name, summary, fields, run }: CommandDefinition): string {
  const own = Object.entries(fields).map(([field, spec]) => [parameterName(field), parameter(spec)] as const);
  const common = Object.entries(EXECUTION_PARAMETERS).map(([key, pattern]) => [key, string(pattern)] as const);
  const script = `${FENCE}(\n${unindented(run.script)}\n) 3>&-`;
  return JSON.stringify({
    schemaVersion: '2.2',
    description: `Remit: ${summary}`,
    parameters: Object.fromEntries([...common, ...own]),
    mainSteps: [
      {
        action: 'aws:runShellScript',
        name,
        precondition: { StringEquals: ['platformType', 'Linux'] },
        inputs: { timeoutSeconds: String(run.timeoutSeconds), runCommand: script.split('\n') },
      },
    ],
  });
}

/** A field's parameter: `service` is `Service`, read by the script as `"$SSM_Service"`. */
export function parameterName(field: string): string {
  return `${field[0]?.toUpperCase()}${field.slice(1)}`;
}

function parameter({ allowedPattern, allowed }: Field) {
  return { ...string(allowedPattern), description: allowed };
}

function string(allowedPattern: string) {
  return { type: 'String', allowedPattern, interpolationType: 'ENV_VAR' };
}

function unindented(script: string): string {
  const lines = script.replace(/^\s*\n|\s+$/g, '').split('\n');
  const indent = Math.min(...lines.filter((line) => line.trim()).map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(indent)).join('\n');
}
