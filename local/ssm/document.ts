import { createHash } from 'node:crypto';
import { z } from 'zod';
import { err, ok, type Result } from '../../bot/domain/result.ts';
import { type Refusal, refusal } from './refusal.ts';

const parameter = z.strictObject({
  type: z.literal('String'),
  description: z.string().optional(),
  default: z.string().optional(),
  allowedPattern: z.string().optional(),
  allowedValues: z.array(z.string()).optional(),
  interpolationType: z.literal('ENV_VAR').optional(),
});

const step = z.strictObject({
  action: z.literal('aws:runShellScript'),
  name: z.string().regex(/^[a-zA-Z0-9_-]{1,128}$/),
  precondition: z.strictObject({ StringEquals: z.tuple([z.literal('platformType'), z.literal('Linux')]) }).optional(),
  inputs: z.strictObject({
    timeoutSeconds: z.union([z.int(), z.string().regex(/^[0-9]+$/)]).optional(),
    runCommand: z.array(z.string()).min(1),
  }),
});

const content = z.strictObject({
  schemaVersion: z.literal('2.2'),
  description: z.string().optional(),
  parameters: z.record(z.string().regex(/^[A-Za-z0-9]+$/), parameter).optional(),
  mainSteps: z.tuple([step]),
});

type Parameter = z.infer<typeof parameter>;

/** An SSM document of schema 2.2 with one shell step: all that Remit ships. */
export type Content = z.infer<typeof content>;

/** A document as it is deployed: its name, and its content as JSON text. */
export type ShippedDocument = { readonly name: string; readonly content: string };

export type SsmDocument = { readonly name: string; readonly content: Content };

export type Given = Readonly<Record<string, readonly string[]>>;

/** SSM's limit for a document together with the values of its parameters, in bytes. */
const SIZE_LIMIT = 64 * 1024;

/** SSM's own default for the execution time-out of a step, in seconds. */
const EXECUTION_DEFAULT = 3600;

/** Reads a shipped document. Throws for one that this stand-in does not know how to run: AWS would refuse to create it, or run it otherwise. */
export function readDocument(shipped: ShippedDocument): SsmDocument {
  return { name: shipped.name, content: content.parse(JSON.parse(shipped.content)) };
}

/**
 * Checks the values that SendCommand brings against what the document declares, as strictly as AWS and more: a script in
 * which `{{ }}` would be replaced textually is refused whole, since none of Remit's may have one.
 */
export function checkParameters({ name, content }: SsmDocument, given: Given): Result<Given, Refusal> {
  const declared = content.parameters ?? {};
  const size = JSON.stringify(content).length + JSON.stringify(given).length;
  if (size > SIZE_LIMIT) return refusal('MaxDocumentSizeExceeded', `${name} with its parameters has ${size} bytes.`);
  if (scriptOf(content).includes('{{')) return refusal('InvalidDocument', `${name} interpolates text into its script.`);
  const unknown = Object.keys(given).find((key) => !Object.hasOwn(declared, key));
  if (unknown !== undefined) return invalid(`Parameter "${unknown}" is not defined in the document ${name}.`);
  const values: Record<string, readonly string[]> = {};
  for (const [key, parameter] of Object.entries(declared)) {
    const value = given[key] ?? (parameter.default === undefined ? undefined : [parameter.default]);
    if (value === undefined) return invalid(`Parameter "${key}" requires a value.`);
    const fault = faultOf(key, parameter, value);
    if (fault !== undefined) return invalid(fault);
    values[key] = value;
  }
  return ok(values);
}

/** What the agent puts into the script's environment: only parameters that ask for it with `interpolationType`. */
export function environmentOf(content: Content, values: Given): Record<string, string> {
  const named = Object.entries(content.parameters ?? {}).filter(
    ([, { interpolationType }]) => interpolationType === 'ENV_VAR',
  );
  return Object.fromEntries(named.map(([key]) => [`SSM_${key}`, values[key]?.[0] ?? '']));
}

export function scriptOf({ mainSteps: [step] }: Content): string {
  return `${step.inputs.runCommand.join('\n')}\n`;
}

export function executionSecondsOf({ mainSteps: [step] }: Content): number {
  return Number(step.inputs.timeoutSeconds ?? EXECUTION_DEFAULT);
}

export function hashOf(content: Content): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

function faultOf(
  key: string,
  { allowedPattern, allowedValues }: Parameter,
  value: readonly string[],
): string | undefined {
  const [text] = value;
  if (text === undefined || value.length > 1)
    return `Parameter "${key}" of type String takes one value, not ${value.length}.`;
  if (allowedValues && !allowedValues.includes(text)) return `Parameter "${key}" has a value that is not allowed.`;
  if (allowedPattern && !new RegExp(allowedPattern).test(text)) {
    return `Parameter "${key}" must match the pattern ${allowedPattern}.`;
  }
  return undefined;
}

function invalid(message: string): Result<never, Refusal> {
  return err({ type: 'InvalidParameters', message });
}
