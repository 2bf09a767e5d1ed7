import type { FileMistake } from './mistake.ts';

/** What a value of a file of records may be. `allowed` of a text says it in words. */
export type Shape =
  | { is: 'integer'; least: number; most: number }
  | { is: 'one-of'; values: readonly string[] }
  | { is: 'true' }
  | { is: 'text'; pattern: RegExp; fits?: (text: string) => boolean; allowed: string }
  | { is: 'list'; of: Shape; most: number }
  | { is: 'object'; fields: Readonly<Record<string, Shape>>; optional?: readonly string[] };

/** One wrong value: where it stands (`approvals[0].wants.of`), what it is, and what is allowed there. */
export type Fault = { path: string; got: string; allowed: string };

/** A wrong value as a mistake in the file: its path stands for the line. */
export function faultMistake({ path, got, allowed }: Fault): FileMistake {
  return { why: `${path} is ${got}; allowed: ${allowed}` };
}

/** Every value that is not of the shape, in the order of the file. A field that the shape does not name is wrong too. */
export function faultsIn(value: unknown, shape: Shape, path = ''): Fault[] {
  if (!fits(value, shape)) return [{ path: path || 'the file', got: shown(value), allowed: allowedWords(shape) }];
  if (shape.is === 'list' && Array.isArray(value)) {
    return value.flatMap((one, at) => faultsIn(one, shape.of, `${path}[${at}]`));
  }
  return shape.is === 'object' && isRecord(value) ? faultsOf(value, shape, path) : [];
}

/** Whether the value itself is of the shape, whatever it holds. */
function fits(value: unknown, shape: Shape): boolean {
  switch (shape.is) {
    case 'integer':
      return Number.isInteger(value) && Number(value) >= shape.least && Number(value) <= shape.most;
    case 'one-of':
      return typeof value === 'string' && shape.values.includes(value);
    case 'true':
      return value === true;
    case 'text':
      return typeof value === 'string' && shape.pattern.test(value) && (shape.fits?.(value) ?? true);
    case 'list':
      return Array.isArray(value) && value.length <= shape.most;
    case 'object':
      return isRecord(value);
    default:
      return shape satisfies never;
  }
}

function allowedWords(shape: Shape): string {
  switch (shape.is) {
    case 'integer':
      return `a whole number from ${shape.least} to ${shape.most}`;
    case 'one-of':
      return shape.values.join(', ');
    case 'true':
      return 'true, or nothing';
    case 'text':
      return shape.allowed;
    case 'list':
      return `a list of at most ${shape.most}`;
    case 'object':
      return 'an object in braces';
    default:
      return shape satisfies never;
  }
}

type ObjectShape = Extract<Shape, { is: 'object' }>;

function faultsOf(value: Record<string, unknown>, { fields, optional = [] }: ObjectShape, path: string): Fault[] {
  const at = (name: string) => (path === '' ? name : `${path}.${name}`);
  const known = Object.entries(fields).flatMap(([name, shape]) => {
    if (Object.hasOwn(value, name)) return faultsIn(value[name], shape, at(name));
    return optional.includes(name) ? [] : [{ path: at(name), got: 'nothing', allowed: allowedWords(shape) }];
  });
  const names = Object.keys(fields);
  const strange = Object.keys(value).filter((name) => !names.includes(name));
  const allowed = `no such field; there are ${names.join(', ')}`;
  return [...known, ...strange.map((name) => ({ path: at(name), got: shown(value[name]), allowed }))];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const SHOWN = 60;

/** A value as it is said back: as JSON, shortened. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > SHOWN ? `${text.slice(0, SHOWN).toWellFormed()}…` : text;
}
