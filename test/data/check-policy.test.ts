import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BROKEN } from './broken-policies.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SCRIPT: string = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts['check-policy'];
const GOOD = { profile: 'virtuozzo', approvalMinutes: 30, approvals: [] };

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'remit-check-'));
});
afterEach(() => rmSync(home, { recursive: true }));

/** The script of package.json, as npm runs it for somebody who stands in `home`. */
function check(...named: string[]) {
  const [node = '', ...script] = SCRIPT.split(' ');
  const env = { ...process.env, INIT_CWD: home };
  const { status, stdout, stderr } = spawnSync(node, [...script, ...named], { cwd: ROOT, env, encoding: 'utf8' });
  return { status, lines: stdout.trimEnd().split('\n'), stderr };
}

function put(path: string, content: unknown): void {
  mkdirSync(join(home, path, '..'), { recursive: true });
  writeFileSync(join(home, path), typeof content === 'string' ? content : JSON.stringify(content));
}

/** A repository of a team's own: one profile, with a change in each of its files, and one policy. */
function repository({ cells = same, parties = same, policy = GOOD as unknown } = {}): void {
  cpSync(join(ROOT, 'data/matrices/virtuozzo'), join(home, 'matrices/ours'), { recursive: true });
  for (const [name, change] of [['cells.csv', cells] as const, ['parties.json', parties] as const]) {
    const path = `matrices/ours/${name}`;
    put(path, change(readFileSync(join(home, path), 'utf8')));
  }
  put('policies/main.json', policy);
  put('package.json', { name: 'ours' });
}
const same = (text: string) => text;

describe('npm run check-policy', () => {
  it('finds nothing wrong with what is shipped', () => {
    const { status, lines, stderr } = check();
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(lines.filter((line) => line.startsWith('fault'))).toEqual([]);
    expect(lines.at(-1)).toMatch(/^2 matrices, 1 policy, 1 list of stages: 0 faults, \d+ warnings?$/);
  });

  it('names what is wrong with a list of stages', () => {
    const stages = [{ order: 2, stage: 'Pricing adjustments (if applicable)', parties: ['vendor', 'vendor'] }];
    put('deployments/ours.json', { name: 'ours', parties: { owner: 'We', vendor: 'They' }, stages });
    expect(check('.')).toMatchObject({
      status: 1,
      lines: [
        'fault: deployments/ours.json: stages[0].order is 2; allowed: 1: stages are numbered in their order',
        'fault: deployments/ours.json: stages[0].parties is ["vendor","vendor"]; allowed: owner, vendor, or both, each once',
        'fault: deployments/ours.json: stages[0].ifApplicable is nothing; allowed: whole, as the stage says',
        '0 matrices, 0 policies, 1 list of stages: 3 faults, 0 warnings',
      ],
    });
  });

  it('finds a team’s records below a folder, among other files of JSON', () => {
    repository();
    expect(check('.')).toMatchObject({ status: 0 });
    expect(check('.').lines.at(-1)).toMatch(/^1 matrix, 1 policy: 0 faults/);
    expect(check('matrices/ours/cells.csv').lines.at(-1)).toMatch(/^1 matrix, 0 policies: 0 faults/);
  });

  it('names every fault of every file, with line and column or path, the value, and what is allowed', () => {
    repository({
      cells: (text) =>
        text
          .replace('Adding New Host,adding-new-host,Platform Owner', '=cmd(),Adding New Host,Platfrom Owner')
          .replace(',additional-software,', ',,'),
      policy: { ...GOOD, approvalMinutes: 1441, approvals: [{ risk: 'high', wants: { of: 1, from: 'approver' } }] },
    });
    const { status, lines } = check('.');
    expect(status).toBe(1);
    expect(lines).toEqual([
      expect.stringMatching(/^fault: matrices\/ours\/cells\.csv:2, column 2: "=cmd\(\)" begins with =/),
      'fault: matrices/ours/cells.csv:2, column 3: "Adding" is no activity\'s id; ids are like restarting-processes (covers)',
      expect.stringMatching(
        /^fault: matrices\/ours\/cells\.csv:2, column 4: "Platfrom Owner" is no party; parties: Plat/,
      ),
      expect.stringMatching(/^fault: matrices\/ours\/cells\.csv:3, column 3: "" is no activity's id/),
      'fault: policies/main.json: approvalMinutes is 1441; allowed: a whole number from 1 to 1440',
      'fault: policies/main.json: approvals[0].risk is "high"; allowed: read, change, disruptive',
      '1 matrix, 1 policy: 6 faults, 0 warnings',
    ]);
  });

  it('still reads the cells when the parties are wrong, without a word about their names', () => {
    repository({
      parties: (text) =>
        text.replace('"id": "vendor"', '"id": "Vendor!"').replace('"kind": "none"', '"kind": "nobody"'),
      cells: (text) => text.replace('Adding New Host,adding-new-host', ',adding-new-host'),
    });
    expect(check('.').lines.filter((line) => line.startsWith('fault'))).toEqual([
      expect.stringContaining('parties.json: [1].id is "Vendor!"; allowed: an id like virtuozzo-team'),
      expect.stringContaining('parties.json: [3].kind is "nobody"; allowed: owner, vendor, vendor-paid, none'),
      expect.stringContaining('cells.csv:2, column 2: the activity has no name'),
    ]);
  });

  it('refuses two parties of one name, a missing file, and a path where nothing is', () => {
    repository({ parties: (text) => text.replace('"Virtuozzo Operations"', '"platform owner"') });
    rmSync(join(home, 'matrices/ours/cells.csv'));
    const { status, lines } = check('.', 'nowhere', 'package.json', 'policies');
    expect(status).toBe(1);
    expect(lines).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^fault: nowhere: no record of Remit is there; allowed: a folder with/),
        'fault: matrices/ours/parties.json: [1] is called "platform owner"; allowed: a name that [0] does not have',
        'fault: matrices/ours/cells.csv: there is no such file',
        expect.stringMatching(/^fault: package\.json: name is "ours"; allowed: no such field; there are profile, appr/),
      ]),
    );
  });

  it('warns of what is allowed and hardly meant, and ends well', () => {
    const filled = (text: string) => text.replace('"organisations": []', '"organisations": ["T0ACME"]');
    repository({
      parties: filled,
      cells: (text) => text.replace('restarting-processes', 'restarting-proceses'),
      policy: {
        profile: 'vmware',
        approvalMinutes: 600,
        approvals: [{ environment: 'production', risk: 'disruptive', wants: { of: 1, from: 'approver' } }],
      },
    });
    const { status, lines } = check('.');
    expect(status).toBe(0);
    expect(lines).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/parties\.json: \[1\], "Virtuozzo Team", has cells and no organisation/),
        expect.stringMatching(
          /cells\.csv:\d+, column 3: no command and no shipped profile knows "restarting-proceses"; perhaps restarting-processes$/,
        ),
        expect.stringMatching(/cells\.csv: unlisted, so that their commands are refused: .*restarting-processes/),
        'warning: policies/main.json: profile is "vmware", which is not here; there are jelastic, ours, virtuozzo',
        'warning: policies/main.json: approvalMinutes is 600: an approval may be 10 hours late; 4 are plenty',
        'warning: policies/main.json: approvals[0] adds nothing: every command there wants as much anyway',
      ]),
    );
    expect(lines.filter((line) => line.includes('Platform Owner'))).toEqual([]);
  });

  it('says nothing of parties that have no organisations yet: bootstrap fills them in', () => {
    repository();
    expect(check('matrices').lines.filter((line) => line.includes('parties.json'))).toEqual([]);
  });

  it.each(BROKEN)('finds the place in a policy that is %s', (_what, text, line) => {
    put('policy.json', text);
    expect(check('.')).toMatchObject({ status: 1, lines: [`fault: policy.json${line}`, expect.any(String)] });
  });
});
