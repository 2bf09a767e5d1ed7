import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import * as whole from 'zod/mini';
import * as payload from '../../../bot/adapters/slack/payload.ts';
import * as happening from '../../../bot/adapters/slack/payload-happening.ts';
import { FUNCTION, SLIM } from '../../../infra/build/bundle.ts';

type Zod = typeof whole;
type Schema = Pick<whole.ZodMiniType, 'parse' | 'safeParse'>;

const ENTRY = `
export * as z from 'zod/mini';
export * as payload from './bot/adapters/slack/payload.ts';
export * as happening from './bot/adapters/slack/payload-happening.ts';`;

type Slim = { z: Zod; payload: typeof payload; happening: typeof happening };
let slim: Slim;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'remit-slim-zod-'));
  const outfile = join(folder, 'schemas.cjs');
  const stdin = { contents: ENTRY, resolveDir: resolve('.'), loader: 'ts' as const };
  await build({ ...FUNCTION, stdin, outfile, alias: SLIM['slack-request'] ?? {} });
  slim = createRequire(import.meta.url)(outfile);
  await rm(folder, { recursive: true });
});

class Instance {
  readonly id = 'U1';
}

const HOSTILE: unknown[] = [
  ...[
    undefined,
    null,
    '',
    'a',
    'b',
    'U0ALICE',
    '1700000000.000100',
    '1700000000.0001\n',
    'file',
    0,
    1,
    -1.5,
    Number.NaN,
  ],
  ...[Number.POSITIVE_INFINITY, true, false, [], {}, [null], ['a'], { S: 'a' }, { S: 1 }, { team: null }, { id: 'U1' }],
  ...[{ is: 'file', name: 'a', permalink: 'b' }, { is: 'event', stream: 's', seq: 1, more: 1 }, { is: 'none' }],
  ...[
    new Instance(),
    new Uint8Array(2),
    Object.create(null),
    Object.create({ S: 'inherited' }),
    new Map(),
    Symbol('a'),
  ],
  JSON.parse('{"__proto__": {"S": "a"}, "S": "b"}'),
  { [Symbol('key')]: 'a', b: 'c' },
  ...[
    1n,
    () => 'a',
    new Date(0),
    { a: { b: { c: [1, 'd', null] } } },
    [[1]],
    [{ S: 'a' }, { S: 2 }],
    { constructor: 1 },
  ],
];

/** A value, and each that comes of it when one thing in it is left out or becomes something else. */
function mutants(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return HOSTILE;
  const changed = Object.entries(value).flatMap(([key, inner]) =>
    mutants(inner).map((other) => (Array.isArray(value) ? value.with(Number(key), other) : { ...value, [key]: other })),
  );
  const without = Object.keys(value).map((key) =>
    Array.isArray(value)
      ? value.toSpliced(Number(key), 1)
      : Object.fromEntries(Object.entries(value).filter(([other]) => other !== key)),
  );
  return [value, ...changed, ...without, ...HOSTILE];
}

/** What a schema makes of a value, and where it finds it wrong. */
function verdict(schema: Schema, value: unknown): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { data: parsed.data };
  return { wrong: [...new Set(parsed.error.issues.map(({ path }) => path.map(String).join('.')))].sort() };
}

function differences(theirs: Schema, ours: Schema, values: unknown[]): unknown[] {
  return values
    .map((value) => ({ value, theirs: verdict(theirs, value), ours: verdict(ours, value) }))
    .filter((seen) => !isDeepStrictEqual(seen.theirs, seen.ours));
}

const kinds: Record<string, (z: Zod) => Schema> = {
  text: (z) => z.string(),
  'a text that is not empty': (z) => z.string().check(z.minLength(1)),
  'a text of a form': (z) => z.string().check(z.minLength(1), z.regex(/[a-z]/g)),
  'a number': (z) => z.number(),
  'yes or no': (z) => z.boolean(),
  anything: (z) => z.object({ S: z.unknown() }),
  'anything at all': (z) => z.record(z.string(), z.any()),
  'one of a list': (z) => z.enum(['a', 'file']),
  'one value': (z) => z.object({ S: z.literal('a'), team: z.optional(z.literal(true)) }),
  bytes: (z) => z.instanceof(Uint8Array),
  'what may be missing': (z) => z.object({ S: z.optional(z.string()), id: z.exactOptional(z.string()) }),
  'what may be nothing': (z) => z.object({ S: z.nullish(z.string()), team: z.nullable(z.string()) }),
  'what is supplied': (z) => z.object({ S: z._default(z.string(), 'x'), id: z._default(z.nullish(z.string()), '') }),
  'what is supplied, or missing': (z) => z.object({ S: z.optional(z._default(z.string(), 'x')) }),
  'what is supplied where it may be nothing': (z) => z.object({ S: z.nullable(z._default(z.string(), 'x')) }),
  'a list': (z) => z.array(z.nullable(z.string())),
  'a list of objects': (z) => z.array(z.object({ S: z.string() })),
  'a first, and more': (z) => z.tuple([z.string()], z.nullable(z.object({ S: z.number() }))),
  'by name': (z) => z.record(z.string(), z.record(z.string(), z.unknown())),
  'by names of a form': (z) => z.record(z.string().check(z.regex(/^[a-z]$/)), z.string()),
  either: (z) => z.union([z.string(), z.object({ S: z.string() }), z.object({ id: z.string() })]),
  changed: (z) =>
    z.pipe(
      z.object({ S: z.string() }),
      z.transform(({ S }) => `${S}!`),
    ),
  'by what it is': (z) =>
    z.discriminatedUnion('is', [
      z.object({ is: z.literal('file'), name: z.string(), permalink: z.string() }),
      z.object({ is: z.literal('event'), stream: z.string(), seq: z.number() }),
    ]),
};

const named = { user_team: 'T1', team: 'T1', source_team: null, user_profile: { team: 'T1' } };
const written = {
  type: 'message',
  subtype: 'file_share',
  user: 'U0ALICE',
  bot_id: 'B1',
  text: 'hello',
  thread_ts: '1.1',
};
const message = { ...written, ...named, ts: '1.2', edited: { user: 'U1A', ts: '1.3' }, files: [{ id: 'F1A' }] };
const view = {
  ...{ id: 'V1', type: 'modal', hash: 'h', callback_id: 'c', private_metadata: '{}', app_installed_team_id: 'T1' },
  state: { values: { block: { act: { type: 'plain_text_input', value: 'a' } } } },
};
const PAYLOADS: Record<string, unknown> = {
  command: {
    ...{ user_id: 'U0ALICE', team_id: 'T1', channel_id: 'C0OPS', text: 'restart nginx on host-7', trigger_id: 't' },
    response_url: 'https://hooks.slack.com/commands/T1/1/a',
  },
  event: {
    ...{ team_id: 'T1', context_team_id: 'T1', authorizations: [{ team_id: 'T1', user_id: 'U1A' }], event_id: 'Ev1' },
    event: {
      ...{ ...message, channel: 'C0OPS', event_ts: '1.4', deleted_ts: '1.5', tab: 'home', reaction: 'eyes' },
      ...{ item: { type: 'message', channel: 'C0OPS', ts: '1.2' }, message, previous_message: { ts: '1.2' } },
    },
  },
  press: {
    ...{ team: { id: 'T1' }, user: { id: 'U0ALICE', team_id: 'T1' }, trigger_id: 't', response_url: 'https://x', view },
    container: { channel_id: 'C0OPS', message_ts: '1.2', thread_ts: '1.1', is_ephemeral: false },
    actions: [{ type: 'button', action_id: 'a', value: 'v', selected_option: { value: 'o' } }],
    channel: { id: 'C0OPS' },
    message,
  },
};

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && 'safeParse' in value;

describe('the schemas of the bundle that answers Slack', () => {
  it.each(Object.entries(kinds))('say of every value what zod’s say: %s', (_kind, make) => {
    const values = HOSTILE.flatMap((value) => mutants(value));
    expect(differences(make(whole), make(slim.z), values)).toEqual([]);
    expect(values.length).toBeGreaterThan(500);
  });

  it.each(Object.entries(PAYLOADS))(
    'read the same of a payload, and of each that is wrong in one thing: %s',
    (_kind, sample) => {
      const values = mutants(sample);
      for (const part of ['payload', 'happening'] as const) {
        const theirs = Object.entries<unknown>({ payload, happening }[part]);
        for (const [name, schema] of theirs) {
          const ours = Object.entries<unknown>(slim[part]).find(([other]) => other === name)?.[1];
          if (isSchema(schema) && isSchema(ours)) expect([name, differences(schema, ours, values)]).toEqual([name, []]);
          else expect([name, isSchema(schema), isSchema(ours)]).toEqual([name, false, false]);
        }
      }
    },
  );

  it('quote nothing of what they refuse', () => {
    const schema = slim.z.object({ botToken: slim.z.string().check(slim.z.minLength(99)), again: slim.z.string() });
    const parse = () => schema.parse({ botToken: 'xoxb-secret', again: 1 });
    expect(parse).toThrow('too_small at botToken, invalid_type at again');
    expect(parse).not.toThrow(/xoxb/);
  });
});
