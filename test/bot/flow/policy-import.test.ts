import { beforeEach, describe, expect, it } from 'vitest';
import { SECOND } from '../../../bot/domain/instant.ts';
import type { PolicyBody } from '../../../bot/domain/policy/policy.ts';
import { readPolicyFile } from '../../../bot/domain/policy/read-policy.ts';
import { matrixStream, POLICY } from '../../../bot/flow/records.ts';
import { readPolicy } from '../../../data/read-policy.ts';
import { PEOPLE } from './people.ts';
import { upload } from './upload.ts';
import { createWorld, type World } from './world.ts';

const IMPORT = 'policy import F0POLICY because "reviewed in our repository"';
const STRICT: PolicyBody = {
  ...readPolicy(),
  approvalMinutes: 15,
  approvals: [{ environment: 'production', wants: { of: 2, from: 'approver' } }],
};

let world: World;
beforeEach(async () => {
  world = await createWorld({ policy: { changes: readPolicy().changes ?? [] } });
});

const types = (stream: string) => (world.ledger.streams.get(stream) ?? []).map(({ type }) => type);
const story = (id: string) => world.ledger.streams.get(`change#${id}`) ?? [];
const lastData = (id: string) => JSON.parse(story(id).at(-1)?.data ?? '{}');
const policyNow = () => JSON.parse(world.ledger.streams.get(POLICY)?.at(-1)?.state ?? '{}');

/** Asks for an import, and lets the worker read the file. */
async function ask(file: unknown, text = IMPORT): Promise<string> {
  const bytes = file instanceof Uint8Array ? file : new TextEncoder().encode(JSON.stringify(file));
  upload(world, { id: 'F0POLICY', bytes });
  const reply = await world.say('admin', text);
  if (reply.is !== 'proposed') throw new Error(`not proposed: ${JSON.stringify(reply)}`);
  expect(reply).toMatchObject({ reads: true, wants: 1 });
  await world.advance(2 * SECOND);
  return reply.id;
}

async function confirm(id: string): Promise<void> {
  expect(await world.say('admin-2', `confirm C-${id}`)).toMatchObject({ is: 'change-acted' });
  await world.advance(2 * SECOND);
}

describe('a policy imported from a file', () => {
  it('is read by the worker, shown with what it makes stricter, and holds when a second admin has confirmed it', async () => {
    const before = policyNow();
    const id = await ask(STRICT);
    expect(types(`change#${id}`)).toEqual(['asked', 'proposed']);
    expect(policyNow()).toEqual(before);
    expect(lastData(id).change).toMatchObject({
      kind: 'import-policy',
      seen: {
        differences: expect.arrayContaining([
          { what: 'window', is: 'stricter', from: 30, to: 15 },
          expect.objectContaining({ what: 'approval', is: 'stricter', environment: 'production' }),
        ]),
      },
    });
    expect(lastData(id).change.seen).not.toHaveProperty('use');
    expect(await world.say('admin', `confirm C-${id}`)).toMatchObject({ refusal: { reason: 'own-change' } });
    await confirm(id);
    expect(policyNow()).toEqual(STRICT);
    expect(types(POLICY)).toEqual(['loaded', 'policy-imported']);
    expect(await world.say('approver', 'policy history')).toMatchObject({
      versions: [
        {
          version: 1,
          type: 'policy-imported',
          by: PEOPLE.admin,
          differences: [
            { what: 'window', is: 'stricter' },
            { environment: 'production' },
            { environment: 'production' },
          ],
        },
        { version: 0 },
      ],
    });
    const run = await world.ask('operator', 'restart nginx on host-7');
    await world.advance(SECOND);
    expect(await world.story(run)).toMatchObject({ state: { is: 'waiting', wants: 2 } });
  });

  it('can be tried before it holds, and not before it was read', async () => {
    world.files.busy = { retryAfter: 60 * SECOND };
    const late = await ask(STRICT);
    const test = 'restart nginx on host-7';
    expect(await world.say('approver', `policy test in C-${late} ${test}`)).toMatchObject({
      refusal: { reason: 'too-early' },
    });
    world.files.busy = undefined;
    await world.advance(180 * SECOND);
    expect(await world.say('approver', `policy test in C-${late} ${test}`)).toMatchObject({
      is: 'policy-test',
      policy: { approvalMinutes: 15 },
      way: { approval: { of: 2 } },
      now: { approval: { of: 1 } },
    });
  });

  it('may name another profile: then it says which commands turn, and is void when that profile changed meanwhile', async () => {
    const id = await ask({ ...STRICT, profile: 'jelastic' });
    expect(lastData(id).change.seen).toMatchObject({
      differences: expect.arrayContaining([{ what: 'profile', is: 'otherwise', from: 'virtuozzo', to: 'jelastic' }]),
      use: {
        from: { profile: 'virtuozzo', version: 0 },
        to: { profile: 'jelastic', version: 0 },
        turns: expect.any(Array),
      },
    });
    expect(await world.say('admin', `policy test in C-${id} restart nginx on host-7`)).toMatchObject({
      policy: { profile: 'jelastic' },
    });
    await world.rewrite(matrixStream('jelastic'), (state) => state);
    await confirm(id);
    expect(lastData(id)).toMatchObject({ refusal: { reason: 'moved', what: { is: 'matrix', profile: 'jelastic' } } });
    expect(types(POLICY)).toEqual(['loaded']);
    await confirm(await ask({ ...STRICT, profile: 'jelastic' }, `${IMPORT} again`));
    expect(policyNow()).toEqual({ ...STRICT, profile: 'jelastic' });
  });

  it('is void when the policy was changed since it was read', async () => {
    const id = await ask(STRICT);
    const set = await world.say('admin', 'policy set approval window to 20 minutes because "x"');
    await confirm(set.is === 'proposed' ? set.id : '');
    await confirm(id);
    expect(lastData(id)).toMatchObject({ refusal: { reason: 'moved', what: { is: 'policy' } } });
    expect(policyNow()).toMatchObject({ approvalMinutes: 20 });
  });

  it.each([
    ['says what holds already', readPolicy(), { reason: 'same-policy' }],
    [
      'is wrong in three places',
      {
        profile: 'virtuozzo',
        approvalMinutes: 0,
        approvals: [{ environment: 'moon', wants: { of: 11, from: 'approver' } }],
      },
      {
        reason: 'file',
        mistake: { why: 'approvalMinutes is 0; allowed: a whole number from 1 to 1440' },
        more: {
          count: 2,
          first: [
            { why: 'approvals[0].environment is "moon"; allowed: production, staging' },
            { why: 'approvals[0].wants.of is 11; allowed: a whole number from 1 to 10' },
          ],
        },
      },
    ],
    [
      'names a profile that is not loaded',
      { ...STRICT, profile: 'vmware' },
      { reason: 'file', mistake: { why: 'profile is "vmware"; allowed: jelastic, virtuozzo' } },
    ],
    ['is no JSON', new TextEncoder().encode('{"a":}'), { reason: 'file', mistake: { line: 1, column: 6 } }],
    [
      'does not fit into a record',
      { ...STRICT, mayCheck: Array.from({ length: 100 }, (_, at) => `${'x'.repeat(100)}${at}.example`) },
      {
        reason: 'file',
        mistake: { why: expect.stringMatching(/the file is \d+ bytes as a record; allowed: at most 8192/) },
      },
    ],
    [
      'is too large',
      new Uint8Array(100_001),
      { reason: 'file', mistake: { why: expect.stringContaining('at most 100000') } },
    ],
    [
      'is not UTF-8',
      Uint8Array.of(0xff, 0xfe, 0),
      { reason: 'file', mistake: { why: expect.stringContaining('UTF-16') } },
    ],
  ])(
    'is refused when the file %s: who asked is told why, nothing changed, and there is no card',
    async (_what, file, refusal) => {
      const id = await ask(file);
      expect(types(`change#${id}`)).toEqual(['asked', 'refused']);
      expect(lastData(id)).toMatchObject({ refusal });
      expect(world.chat.told).toMatchObject([{ answer: { is: 'change-refused', id, refusal } }]);
      expect(world.chat.cards).toEqual([]);
      expect(types(POLICY)).toEqual(['loaded']);
    },
  );

  it('names the first ten mistakes of a thousand, and counts the others', async () => {
    const id = await ask(Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`x${at}`, at])));
    expect(lastData(id).refusal.more).toMatchObject({ count: 1002, first: { length: 9 } });
  });

  it('is asked for in a form when no file is named, by admins alone', async () => {
    expect(await world.say('admin', 'policy import')).toMatchObject({ is: 'form', gap: { command: 'policy import' } });
    expect(await world.say('operator', 'policy import')).toMatchObject({
      is: 'help-act',
      entry: { name: 'policy import' },
      neededRole: 'admin',
    });
    expect(await world.say('operator', IMPORT)).toMatchObject({ is: 'change-refused', refusal: { reason: 'no-role' } });
  });
});

describe('the policy exported to a file', () => {
  it('comes into the direct messages of who asked, and imported unchanged it changes nothing', async () => {
    expect(await world.say('operator', 'policy export')).toEqual({ is: 'policy-export' });
    await world.advance(SECOND);
    const [posted] = world.files.posted;
    expect(posted).toMatchObject({ to: { person: PEOPLE.operator }, files: [{ name: 'policy-v0.json' }] });
    const bytes = posted?.files[0]?.bytes ?? new Uint8Array();
    expect(readPolicyFile(bytes)).toEqual({ ok: true, value: readPolicy() });
    expect(lastData(await ask(bytes))).toMatchObject({ refusal: { reason: 'same-policy' } });
  });

  it('is for readers only, also when the role was taken before it was written', async () => {
    expect(await world.say('guest', 'policy export')).toMatchObject({ is: 'refused', refusal: { reason: 'no-role' } });
    await world.say('operator', 'policy export');
    await world.rewrite(`person#${PEOPLE.operator.team}#${PEOPLE.operator.user}`, (state) => ({
      ...state,
      grants: [],
    }));
    await world.advance(SECOND);
    expect(world.files.posted).toEqual([]);
    expect(world.chat.told).toMatchObject([{ answer: { is: 'refused' } }]);
  });
});
