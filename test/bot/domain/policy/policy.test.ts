import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WEEKDAYS } from '../../../../bot/domain/calendar/week.ts';
import type { Risk } from '../../../../bot/domain/command.ts';
import type { ApprovalWanted } from '../../../../bot/domain/need.ts';
import { differencesBetween } from '../../../../bot/domain/policy/differences.ts';
import { edited, type PolicyEdit } from '../../../../bot/domain/policy/edit.ts';
import { ruled, SQUARES } from '../../../../bot/domain/policy/grid.ts';
import type { ApprovalRule, PolicyBody } from '../../../../bot/domain/policy/policy.ts';
import { readPolicy, readPolicyFile } from '../../../../bot/domain/policy/read-policy.ts';
import { readJson } from '../../../../bot/domain/table/read-json.ts';
import { readPolicy as readFile } from '../../../../data/read-policy.ts';

const BASE: PolicyBody = { profile: 'virtuozzo', approvalMinutes: 30, approvals: [] };
const policy = (...approvals: ApprovalRule[]): PolicyBody => ({ ...BASE, approvals });
const of = (count: number, from: 'approver' | 'admin' = 'approver') => ({ of: count, from });
const command = (name: string, risk: Risk, production: ApprovalWanted) => ({
  name,
  activity: 'restarting-processes',
  risk,
  approval: { production, staging: 'none' as const },
});
const COMMANDS = [
  command('status', 'read', 'none'),
  command('update', 'change', of(1)),
  command('restart', 'disruptive', of(1)),
];
const set = (wants: ApprovalRule['wants'] | 'none', risks: Risk[], environments: ('production' | 'staging')[]) =>
  ({ set: 'approvals', wants, risks, environments }) as const;

describe('readPolicy', () => {
  it('reads the policy that is shipped', () => {
    expect(readPolicy(readFile()).ok).toBe(true);
  });

  it('names every wrong value, where it stands, and what is allowed there', () => {
    const wrong = {
      profile: 'Virtuozzo!',
      approvalMinutes: '30',
      approvals: [{ environment: 'prod', wants: { of: 0, from: 'approver' } }, { wants: { of: 1 } }],
      safetyMinutes: 10081,
      priorities: [{ environment: 'production', priority: 'urgent' }],
      customListedBefore: ['platform-upgrade', 'Platform upgrade'],
      zone: 'Europe/Berlim',
      businessHours: { days: ['sun'], from: '8:00', to: '24:00' },
      changes: [{ closed: [{ from: 'thursday', to: 'sunday 24:00' }], hours: 'office', stagingFirstDays: 0 }],
      typo: true,
    };
    const read = readPolicy(wrong);
    expect(read.ok ? [] : read.error).toEqual([
      { path: 'profile', got: '"Virtuozzo!"', allowed: 'the name of a matrix profile: a to z, digits and dashes' },
      { path: 'approvalMinutes', got: '"30"', allowed: 'a whole number from 1 to 1440' },
      { path: 'approvals[0].environment', got: '"prod"', allowed: 'production, staging' },
      { path: 'approvals[0].wants.of', got: '0', allowed: 'a whole number from 1 to 10' },
      { path: 'approvals[1].wants.from', got: 'nothing', allowed: 'approver, admin, budget-holder' },
      { path: 'safetyMinutes', got: '10081', allowed: 'a whole number from 1 to 10080' },
      { path: 'priorities[0].priority', got: '"urgent"', allowed: 'critical, major, minor' },
      {
        path: 'customListedBefore[1]',
        got: '"Platform upgrade"',
        allowed: 'the id of an activity: a to z, digits and dashes',
      },
      { path: 'zone', got: '"Europe/Berlim"', allowed: 'the name of a time zone, such as UTC or Europe/Berlin' },
      { path: 'businessHours.days[0]', got: '"sun"', allowed: expect.stringContaining('sunday, monday') },
      { path: 'businessHours.from', got: '"8:00"', allowed: 'a time of the day as 08:00' },
      { path: 'changes[0].closed[0].from', got: '"thursday"', allowed: 'a day and a time as thursday 00:00' },
      { path: 'changes[0].closed[0].to', got: '"sunday 24:00"', allowed: 'a day and a time as thursday 00:00' },
      { path: 'changes[0].hours', got: '"office"', allowed: 'business' },
      { path: 'changes[0].stagingFirstDays', got: '0', allowed: 'a whole number from 1 to 90' },
      { path: 'typo', got: 'true', allowed: expect.stringContaining('no such field; there are profile, ') },
    ]);
  });

  it.each([
    [[], 'the file', '[]'],
    [null, 'the file', 'null'],
    [{ ...BASE, approvals: {} }, 'approvals', '{}'],
    [{ ...BASE, approvals: Array.from({ length: 51 }, () => ({ wants: of(1) })) }, 'approvals', expect.any(String)],
    [{ ...BASE, approvalMinutes: 1441 }, 'approvalMinutes', '1441'],
    [{ ...BASE, approvalMinutes: 0.5 }, 'approvalMinutes', '0.5'],
    [{ approvalMinutes: 30, approvals: [] }, 'profile', 'nothing'],
    [{ ...BASE, changes: [{ hours: 'business' }] }, 'changes[0].hours', '"business"'],
    [{ ...BASE, onCall: { days: [], from: '08:00', to: '18:00' } }, 'onCall.days', '[]'],
  ])('says what is wrong with %j', (value, path, got) => {
    const read = readPolicy(value);
    expect(read.ok ? [] : read.error).toMatchObject([{ path, got }]);
  });
});

describe('readPolicyFile', () => {
  const mistakes = (bytes: Uint8Array | string) => {
    const read = readPolicyFile(typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
    return read.ok ? [] : read.error;
  };

  it('reads JSON with a byte order mark and any line ends', () => {
    const text = `\ufeff${JSON.stringify(BASE, null, 2).replaceAll('\n', '\r\n')}`;
    expect(readPolicyFile(Buffer.from(text))).toEqual({ ok: true, value: BASE });
  });

  it.each([
    ['{\n  "profile": virtuozzo\n}', 2, 14, 'a value'],
    ['{\n  "profile": "virtuozzo",\n', 3, 1, 'a name in double quotation marks'],
    ['{"a": 1,}', 1, 9, 'a name in double quotation marks'],
    ['[1 2]', 1, 4, 'a comma or a closing bracket'],
    ['{"a" 1}', 1, 6, 'a colon'],
    ['{"a": [}', 1, 8, 'a value'],
    ['{} {}', 1, 4, 'nothing more'],
    ["{'a': 1}", 1, 2, 'a name in double quotation marks'],
    ['{"a": 01}', 1, 7, 'a value'],
    ['[[', 1, 3, 'a value'],
  ])('says in which line and column %j is no JSON', (text, line, column, expected) => {
    const why = expect.stringMatching(new RegExp(`^this is no JSON: .*; expected ${expected}$`));
    expect(mistakes(text)).toEqual([{ line, column, why }]);
  });

  it('finds a place in whatever the engine takes for no JSON, and none in what it takes', () => {
    fc.assert(
      fc.property(
        fc.json(),
        fc.nat(),
        fc.constantFrom('', ',', '"', '}', ']', ':', 'x', '0', '\\'),
        (json, at, extra) => {
          const text = `${json.slice(0, at % (json.length + 1))}${extra}${json.slice((at % (json.length + 1)) + 1)}`;
          fc.pre(text !== '');
          const read = readJson(Buffer.from(text));
          const parses = (() => {
            try {
              JSON.parse(text);
              return true;
            } catch {
              return false;
            }
          })();
          expect(read.ok).toBe(parses);
          if (!read.ok) expect(read.error.line).toBeGreaterThan(0);
        },
      ),
    );
  });

  it('reads no more than a policy can be', () => {
    expect(mistakes(`"${'a'.repeat(200_000)}`)).toEqual([
      { why: 'the file has 200001 bytes; at most 100000 are read' },
    ]);
    expect(mistakes('['.repeat(99_000))).toMatchObject([{ line: 1 }]);
  });

  it('says of bytes that are no text what they are', () => {
    expect(mistakes(Uint8Array.of(0xff, 0xfe, 0x7b, 0))).toMatchObject([{ why: expect.stringContaining('UTF-16') }]);
    expect(mistakes(Uint8Array.of(0x7b, 0xc3, 0x28))).toMatchObject([{ line: 1 }]);
    expect(mistakes('')).toMatchObject([{ why: 'the file is empty' }]);
  });

  it('says every wrong value on a line of its own', () => {
    expect(mistakes(JSON.stringify({ ...BASE, approvalMinutes: 0, profile: 1 })).map(({ why }) => why)).toEqual([
      'profile is 1; allowed: the name of a matrix profile: a to z, digits and dashes',
      'approvalMinutes is 0; allowed: a whole number from 1 to 1440',
    ]);
  });
});

describe('edited', () => {
  it('sets exactly what is named: of a wider rule, the rest stays', () => {
    const after = edited(policy({ wants: of(3) }), set(of(2), ['disruptive'], ['production']));
    const wanted = SQUARES.map((square) => [square.environment, square.risk, ruled(after, square)]);
    expect(wanted).toEqual(
      SQUARES.map(({ environment, risk }) => [
        environment,
        risk,
        environment === 'production' && risk === 'disruptive' ? of(2) : of(3),
      ]),
    );
  });

  it('takes a rule away, and leaves rules of other squares as they are written', () => {
    const staging: ApprovalRule = { environment: 'staging', wants: of(1) };
    const before = policy(staging, { environment: 'production', risk: 'change', wants: of(2, 'admin') });
    expect(edited(before, set('none', ['change', 'disruptive'], ['production']))).toEqual(policy(staging));
  });

  it('set twice is set once', () => {
    const edit = set(of(2), ['change', 'disruptive'], ['production', 'staging']);
    const once = edited(policy({ wants: of(1) }), edit);
    expect(edited(once, edit)).toEqual(once);
  });

  it('sets one gate of changes, and leaves the others as they are', () => {
    const shipped = readFile();
    const where = { set: 'changes' as const, environments: ['production' as const] };
    const without = edited(shipped, { ...where, gate: 'closed', closed: [] });
    expect(without.changes).toEqual([{ environment: 'production', hours: 'business', stagingFirstDays: 14 }]);
    const both = edited(without, {
      set: 'changes',
      environments: ['production', 'staging'],
      gate: 'staging-first',
      days: 'none',
    });
    expect(both.changes).toEqual([{ environment: 'production', hours: 'business' }]);
    expect(edited(both, { ...where, gate: 'hours', hours: 'any' }).changes).toEqual([]);
  });

  it('keeps what it does not know', () => {
    const more = { ...BASE, later: [1] };
    expect(edited(more, { set: 'window', minutes: 45 })).toEqual({ ...more, approvalMinutes: 45 });
  });
});

describe('differencesBetween', () => {
  it('weighs each command by what its runs would want', () => {
    const after = policy({ environment: 'production', wants: of(2) });
    expect(differencesBetween(BASE, after, COMMANDS)).toEqual([
      {
        ...{ what: 'approval', is: 'stricter', environment: 'production', from: 'none', to: of(2) },
        ...{ commands: ['status'], count: 1 },
      },
      {
        ...{ what: 'approval', is: 'stricter', environment: 'production', from: of(1), to: of(2) },
        ...{ commands: ['update', 'restart'], count: 2 },
      },
    ]);
    expect(differencesBetween(after, BASE, COMMANDS).map(({ is }) => is)).toEqual(['looser', 'looser']);
  });

  it('says of a rule that no command is the stricter for it', () => {
    const after = policy({ environment: 'production', risk: 'disruptive', wants: of(1) });
    const square = { environment: 'production', risk: 'disruptive' };
    expect(differencesBetween(BASE, after, COMMANDS)).toEqual([
      { what: 'rule', is: 'stricter', square, from: 'none', to: of(1) },
    ]);
  });

  it('weighs the window, and does not weigh what cannot be', () => {
    const after = { ...BASE, approvalMinutes: 45, profile: 'jelastic', safetyMinutes: 90, later: [{ a: 1 }] };
    expect(differencesBetween(BASE, after, COMMANDS)).toEqual([
      { what: 'profile', is: 'otherwise', from: 'virtuozzo', to: 'jelastic' },
      { what: 'window', is: 'looser', from: 30, to: 45 },
      { what: 'value', is: 'otherwise', name: 'safetyMinutes', from: 'nothing', to: '90' },
      { what: 'value', is: 'otherwise', name: 'later', from: 'nothing', to: '[{"a":1}]' },
    ]);
    const [admins, approvers] = [policy({ wants: of(1, 'admin') }), policy({ wants: of(2) })];
    const [first] = differencesBetween(admins, approvers, [command('x', 'change', 'none')]);
    expect(first).toMatchObject({ is: 'otherwise' });
  });

  it.each([
    ['one more', ['a.example'], ['a.example', 'b.example'], 'looser'],
    ['one fewer', ['a.example', 'b.example'], ['b.example'], 'stricter'],
    ['another one', ['a.example'], ['b.example'], 'otherwise'],
    ['the same in another order', ['a.example', 'b.example'], ['b.example', 'a.example'], undefined],
    ['no list for an empty one', [], undefined, undefined],
  ])('weighs the hosts that may be asked: %s', (_what, from, to, is) => {
    const [one, other] = [from, to].map((mayCheck) => ({ ...BASE, ...(mayCheck && { mayCheck }) }));
    const differences = one && other ? differencesBetween(one, other, COMMANDS) : [];
    expect(differences.map((difference) => [difference.what, difference.is])).toEqual(is ? [['listed', is]] : []);
  });

  it.each([
    ['one more', [], ['acme'], 'stricter'],
    ['one fewer', ['acme'], [], 'looser'],
    ['another one', ['acme'], ['other'], 'otherwise'],
    ['the same', ['acme'], ['acme'], undefined],
  ])('weighs the calendars that close an environment: %s', (_what, from, to, is) => {
    const of = (names: string[]) => ({
      ...BASE,
      calendars: names.map((calendar) => ({ environment: 'production' as const, calendar })),
    });
    const differences = differencesBetween(of(from), of(to), COMMANDS);
    expect(differences.map((difference) => [difference.what, difference.is])).toEqual(is ? [['listed', is]] : []);
  });

  it('names the files that come and go, the first ten of them, and counts the others', () => {
    const files = Array.from({ length: 13 }, (_, at) => `/etc/motd-${at}`);
    expect(differencesBetween({ ...BASE, mayEdit: ['/etc/hosts'] }, { ...BASE, mayEdit: files }, COMMANDS)).toEqual([
      { what: 'listed', is: 'otherwise', name: 'mayEdit', come: files.slice(0, 10), gone: ['/etc/hosts'], more: 3 },
    ]);
  });

  it.each([
    ['a closed part of the week less', { gate: 'closed', closed: [] }, 'looser'],
    ['any hours', { gate: 'hours', hours: 'any' }, 'looser'],
    ['fewer days since staging', { gate: 'staging-first', days: 7 }, 'stricter'],
    ['no staging first', { gate: 'staging-first', days: 'none' }, 'looser'],
    [
      'another part of the week',
      { gate: 'closed', closed: [{ from: 'monday 00:00', to: 'tuesday 00:00' }] },
      'otherwise',
    ],
  ] as const)('weighs what stops changes: %s', (_what, gate, is) => {
    const [shipped, environments] = [readFile(), ['production' as const]];
    const edit = { set: 'changes' as const, environments, ...gate } as PolicyEdit;
    const differences = differencesBetween(shipped, edited(shipped, edit), COMMANDS);
    expect(differences).toMatchObject([{ what: 'changes', is, environment: 'production' }]);
  });

  it('weighs other hours and another zone by what they make of the week for changes', () => {
    const shipped = readFile();
    const longer = edited(shipped, {
      set: 'hours',
      of: 'businessHours',
      hours: { days: [...WEEKDAYS], from: '08:00', to: '20:00' },
    });
    expect(differencesBetween(shipped, longer, COMMANDS)).toMatchObject([
      { what: 'changes', is: 'looser' },
      { what: 'value', name: 'businessHours' },
    ]);
    const east = edited(shipped, { set: 'zone', zone: 'Asia/Tokyo' });
    expect(differencesBetween(shipped, east, COMMANDS)).toMatchObject([
      { what: 'changes', is: 'otherwise' },
      { what: 'value', name: 'zone', to: '"Asia/Tokyo"' },
    ]);
  });

  it('is empty between a policy and the same, written otherwise', () => {
    const rules = SQUARES.map((square) => ({ ...square, wants: of(2) }));
    expect(differencesBetween(policy({ wants: of(2) }), policy(...rules), COMMANDS)).toEqual([]);
  });
});

describe('calendars of a policy', () => {
  const faults = (calendars: unknown) => {
    const read = readPolicy({ profile: 'virtuozzo', approvalMinutes: 30, approvals: [], calendars });
    return read.ok ? [] : read.error.map(({ path }) => path);
  };

  it.each<[string, unknown, string[]]>([
    ['a name', [{ environment: 'production', calendar: 'acme-changes' }], []],
    ['an ARN', [{ environment: 'staging', calendar: 'arn:aws:ssm:eu-central-1:123456789012:document/x-y' }], []],
    ['no such environment', [{ environment: 'test', calendar: 'acme' }], ['calendars[0].environment']],
    ['a text of its own', [{ environment: 'production', calendar: 'acme; rm' }], ['calendars[0].calendar']],
    ['no name', [{ environment: 'production' }], ['calendars[0].calendar']],
    [
      'the same twice',
      Array.from({ length: 2 }, () => ({ environment: 'production', calendar: 'acme' })),
      ['calendars[1].calendar'],
    ],
  ])('are read: %s', (_what, calendars, paths) => {
    expect(faults(calendars)).toEqual(paths);
  });
});
