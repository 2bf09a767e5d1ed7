/**
 * In the place of `zod/mini` in the bundle that answers Slack: the schemas that the request path uses, which say the same of a
 * value as zod's own. Those cost a cold start some 6 ms and 30 KB. Who takes one that is not here fails the build.
 */
type Path = PropertyKey[];
type Issue = { code: string; path: Path };

/** What of an object's key may be missing: nothing; the key as a whole; its value, which is then supplied. */
type Absent = 'no' | 'left out' | 'supplied';

type Check = { code: string; holds(value: string): boolean };
type Parsed = { success: true; data: unknown } | { success: false; error: ZodError };

type Schema = {
  absent: Absent;
  /** The values that alone it accepts, where they are listed. */
  values?: ReadonlySet<unknown>;
  shape?: Record<string, Schema>;
  take(value: unknown, issues: Issue[]): unknown;
  check(...checks: Check[]): Schema;
  parse(value: unknown): unknown;
  safeParse(value: unknown): Parsed;
};

/** Quotes nothing of what it got. */
class ZodError extends Error {
  override readonly name = 'ZodError';
  readonly issues: Issue[];
  constructor(issues: Issue[]) {
    super(issues.map(({ code, path }) => `${code} at ${path.map(String).join('.') || 'the whole'}`).join(', '));
    this.issues = issues;
  }
}

type Take = Schema['take'];

function schema(
  take: Take,
  more: { absent?: Absent; values?: ReadonlySet<unknown>; shape?: Record<string, Schema> } = {},
) {
  const safeParse = (value: unknown): Parsed => {
    const issues: Issue[] = [];
    const data = take(value, issues);
    return issues.length === 0 ? { success: true, data } : { success: false, error: new ZodError(issues) };
  };
  const made: Schema = {
    absent: 'no',
    ...more,
    take,
    check: (...checks) => schema(checked(take, checks), more),
    safeParse,
    parse(value) {
      const parsed = safeParse(value);
      if (!parsed.success) throw parsed.error;
      return parsed.data;
    },
  };
  return made;
}

function checked(take: Take, checks: Check[]): Take {
  return (value, issues) => {
    const before = issues.length;
    const taken = take(value, issues);
    if (issues.length > before) return taken;
    for (const { code, holds } of checks) if (!holds(taken as string)) issues.push({ code, path: [] });
    return taken;
  };
}

function refuse(issues: Issue[], code: string, path: Path = []): undefined {
  issues.push({ code, path });
}

/** What lies under a key, whose issues say so. */
function under(key: PropertyKey, { take }: Schema, { value, issues }: { value: unknown; issues: Issue[] }): unknown {
  const before = issues.length;
  const taken = take(value, issues);
  for (let at = before; at < issues.length; at += 1) issues[at]?.path.unshift(key);
  return taken;
}

const only = (holds: (value: unknown) => boolean) =>
  schema((value, issues) => (holds(value) ? value : refuse(issues, 'invalid_type')));

export const unknown = () => schema((value) => value);
export const any = () => unknown();
export const string = () => only((value) => typeof value === 'string');
export const boolean = () => only((value) => typeof value === 'boolean');
export const number = () => only((value) => Number.isFinite(value));
const instanceOf = (kind: new (...args: never[]) => unknown) => only((value) => value instanceof kind);

export const regex = (pattern: RegExp): Check => ({
  code: 'invalid_format',
  holds(value) {
    pattern.lastIndex = 0;
    return pattern.test(value);
  },
});
export const minLength = (least: number): Check => ({ code: 'too_small', holds: (value) => value.length >= least });

function oneOf(values: ReadonlySet<unknown>): Schema {
  return schema((value, issues) => (values.has(value) ? value : refuse(issues, 'invalid_value')), { values });
}
export const literal = (value: unknown) => oneOf(new Set(Array.isArray(value) ? value : [value]));
const enumOf = (values: readonly string[]) => oneOf(new Set(values));

export function optional(inner: Schema): Schema {
  if (inner.absent === 'supplied') return inner;
  const take: Take = (value, issues) => (value === undefined ? undefined : inner.take(value, issues));
  return schema(take, { absent: 'left out' });
}
export const exactOptional = (inner: Schema) => schema(inner.take, { absent: 'left out' });
export function nullable(inner: Schema): Schema {
  return schema((value, issues) => (value === null ? null : inner.take(value, issues)), { absent: inner.absent });
}
export const nullish = (inner: Schema) => optional(nullable(inner));
export function _default(inner: Schema, instead: unknown): Schema {
  const take: Take = (value, issues) => {
    const taken = value === undefined ? undefined : inner.take(value, issues);
    return taken === undefined ? instead : taken;
  };
  return schema(take, { absent: 'supplied' });
}

export const transform = (change: (value: unknown) => unknown) => schema((value) => change(value));
export function pipe(from: Schema, to: Schema): Schema {
  return schema((value, issues) => {
    const before = issues.length;
    const taken = from.take(value, issues);
    return issues.length > before ? undefined : to.take(taken, issues);
  });
}

export const parse = (inner: Schema, value: unknown) => inner.parse(value);

const isObject = (value: unknown): value is Record<PropertyKey, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Only what is listed is kept. */
export function object(shape: Record<string, Schema>): Schema {
  const entries = Object.entries(shape);
  const take: Take = (value, issues) => {
    if (!isObject(value)) return refuse(issues, 'invalid_type');
    const taken: Record<string, unknown> = {};
    for (const [key, inner] of entries) {
      if (key in value || inner.absent === 'supplied') taken[key] = under(key, inner, { value: value[key], issues });
      else if (inner.absent === 'no') refuse(issues, 'invalid_type', [key]);
    }
    return taken;
  };
  return schema(take, { shape });
}

/** An object as JSON has it, or with no more than that: not an instance of a class. */
function isPlain(value: unknown): value is Record<PropertyKey, unknown> {
  if (!isObject(value)) return false;
  const maker = value['constructor'];
  if (typeof maker !== 'function') return true;
  return isObject(maker.prototype) && Object.hasOwn(maker.prototype, 'isPrototypeOf');
}

export function record(key: Schema, inner: Schema): Schema {
  if (key.values) throw new Error('this bundle was built without records of listed keys: see infra/build/slim-zod.ts');
  return schema((value, issues) => {
    if (!isPlain(value)) return refuse(issues, 'invalid_type');
    const taken: Record<PropertyKey, unknown> = {};
    for (const name of Reflect.ownKeys(value)) {
      // Assigned, it would be the prototype of what is taken.
      if (name === '__proto__' || !Object.prototype.propertyIsEnumerable.call(value, name)) continue;
      if (!key.safeParse(name).success) refuse(issues, 'invalid_key', [name]);
      else taken[name] = under(name, inner, { value: value[name], issues });
    }
    return taken;
  });
}

const each = (inner: Schema, { values, issues, from = 0 }: { values: unknown[]; issues: Issue[]; from?: number }) =>
  Array.from(values, (value, at) => under(from + at, inner, { value, issues }));

export const array = (inner: Schema) =>
  schema((values, issues) =>
    Array.isArray(values) ? each(inner, { values, issues }) : refuse(issues, 'invalid_type'),
  );

export function tuple(first: Schema[], rest: Schema): Schema {
  return schema((values, issues) => {
    if (!Array.isArray(values)) return refuse(issues, 'invalid_type');
    const taken = first.map((inner, at) => under(at, inner, { value: values[at], issues }));
    return [...taken, ...each(rest, { values: values.slice(first.length), issues, from: first.length })];
  });
}

export function union(options: Schema[]): Schema {
  return schema((value, issues) => {
    for (const option of options) {
      const parsed = option.safeParse(value);
      if (parsed.success) return parsed.data;
    }
    return refuse(issues, 'invalid_union');
  });
}

export function discriminatedUnion(key: string, options: Schema[]): Schema {
  const byValue = new Map<unknown, Schema>();
  for (const option of options) for (const value of option.shape?.[key]?.values ?? []) byValue.set(value, option);
  return schema((value, issues) => {
    if (!isObject(value)) return refuse(issues, 'invalid_type');
    const option = byValue.get(value[key]);
    return option ? option.take(value, issues) : refuse(issues, 'invalid_union', [key]);
  });
}

export { enumOf as enum, instanceOf as instanceof };
