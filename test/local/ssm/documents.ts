import { documentsOf } from '../../../bot/domain/documents.ts';
import { FENCE } from '../../../commands/fence.ts';
import { maintenance } from '../../../commands/index.ts';
import type { ShippedDocument } from '../../../local/ssm/document.ts';

const text = { type: 'String', interpolationType: 'ENV_VAR' };
const execution = {
  ExecId: { ...text, allowedPattern: '^[A-Za-z0-9-]{3,64}$' },
  NotAfter: { ...text, allowedPattern: '^[0-9]{10,11}$' },
};

function document(name: string, script: string, timeoutSeconds: number, parameters: object): ShippedDocument {
  const step = {
    action: 'aws:runShellScript',
    name: 'run',
    inputs: { timeoutSeconds, runCommand: script.split('\n') },
  };
  return { name, content: JSON.stringify({ schemaVersion: '2.2', parameters, mainSteps: [step] }) };
}

function fenced(name: string, body: string, timeoutSeconds: number, parameters: object = {}): ShippedDocument {
  return document(name, `${FENCE}${body}`, timeoutSeconds, { ...execution, ...parameters });
}

/** Remit's own documents, and some behind the same fence that no command needs but a test does. */
export const documents: readonly ShippedDocument[] = [
  ...documentsOf(maintenance),
  fenced('Test-Slow', 'echo begun\nsleep 30', 2),
  fenced('Test-Wait', 'echo begun\nsleep 30', 60),
  fenced('Test-Once', 'sleep "$SSM_Seconds"\necho ran >>"$claims/ran"\nwc -l <"$claims/ran"', 20, {
    Seconds: { ...text, default: '0', allowedValues: ['0', '2'] },
  }),
  fenced('Test-Fails', 'exit 3', 20),
  document('Test-Streams', '#!/bin/bash\nprintf "%030000d" 0\nprintf "%09000d" 1 >&2\nexit 4', 20, execution),
  document('Test-Interpolates', 'echo {{ Word }}', 20, { Word: { type: 'String' } }),
];

/** The name of a shipped command's document, which carries its content's hash. */
export function documentOf(command: string): string {
  const found = maintenance.find(({ name }) => name === command);
  if (found === undefined) throw new Error(`no command ${command}`);
  return found.documentName;
}
