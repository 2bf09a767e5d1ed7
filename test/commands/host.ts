import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import type { MaintenanceDefinition, ShippedDocument } from '../../bot/domain/command.ts';
import { keepDocument, ship } from '../../commands/document.ts';
import { startFleet } from '../../local/fleet/fleet.ts';
import type { Execution, Fleet, Host } from '../../local/fleet/host.ts';
import { lookForRequirements } from '../../local/fleet/isolated/requirements.ts';
import { runDocument } from '../../local/ssm/agent.ts';
import { checkParameters, readDocument } from '../../local/ssm/document.ts';

/** How a document ended on the host: the SSM status, and what its script printed. `refused`: SSM would not take it. */
export type Ran = { status: string; code: number; said: string; errors: string };

export type More = {
  /** The run's id, the fence's claim. A new one each time, unless it is given: the same again is a repeat. */
  run?: string;
  /** Seconds that the document may take, instead of its own time-out. */
  timeoutSeconds?: number;
  /** The second after which it is too late; in a minute when absent. */
  notAfter?: number;
};

/** A real host for one file of tests: what a document changes is the host's own, the machine stays as it is. */
export type TestHost = {
  /** Runs a command's document as the agent does: parameters checked by pattern, given as environment; fence; time limit. */
  run(definition: MaintenanceDefinition, fields?: Record<string, string>, more?: More): Promise<Ran>;
  /** Runs what takes a run of the command back, with the fields of that run. */
  undo(definition: MaintenanceDefinition, fields: Record<string, string>, undone: string, more?: More): Promise<Ran>;
  /** Tells the host to keep what a run of a guarded command changed, or to take it back, as the worker does. */
  keep(kept: string, more?: More & { verdict?: 'keep' | 'roll-back' }): Promise<Ran>;
  /** Bash on the host, as root: to prepare, and to look. Throws when it fails. */
  bash(script: string): Promise<string>;
  /** The same, whatever becomes of it. */
  execute(script: string, env?: Record<string, string>, timeoutMs?: number): Promise<Execution>;
  write(path: string, text: string): Promise<void>;
  /** A file's text; undefined where there is none. */
  read(path: string): Promise<string | undefined>;
  /** Puts a program that never ends in the place of another, until `restore`. */
  hang(program: string): Promise<void>;
  /** Puts a program of a test's own in the place of another, until `restore`: first on the documents' PATH. */
  shadow(program: string, text: string): Promise<void>;
  restore(): Promise<void>;
  /** The host is rebooted: its state in /etc, /var and so on stays. */
  reboot(): Promise<void>;
};

const found = await lookForRequirements('/nowhere');
const missing = 'missing' in found ? found.missing : undefined;

/**
 * A suite that needs a real host. Where the machine cannot have one it is skipped and says why; where nothing may be
 * skipped (REMIT_REQUIRE_ISOLATED=1) it runs, and fails. `programs`: what the suite needs of the machine besides.
 */
export function describeOnHost(
  name: string,
  suite: (host: TestHost) => void,
  services = ['nginx', 'worker'],
  programs: readonly string[] = [],
): void {
  const lacking = missing ?? programs.find((program) => !installed(program));
  const skipped = lacking !== undefined && process.env['REMIT_REQUIRE_ISOLATED'] !== '1';
  const title = skipped ? `${name} (needs an isolated host: ${lacking} is missing here)` : name;
  describe.skipIf(skipped)(title, () => suite(useHost(services)));
}

/** A host shares the programs of the machine. */
function installed(program: string): boolean {
  return ['/usr/sbin', '/usr/bin', '/sbin', '/bin'].some((place) => existsSync(join(place, program)));
}

/** One host for the tests of the suite that calls it, started before the first and gone after the last. */
function useHost(services: string[]): TestHost {
  let fleet: Fleet | undefined;
  let home = '';
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'remit-command-'));
    const target = { name: 'host-1', instanceId: 'i-00000000000000001', tags: {}, services };
    fleet = await startFleet({ home, kind: 'isolated', targets: [target] });
  }, 60_000);
  afterAll(async () => {
    await fleet?.stop();
    await rm(home, { recursive: true, force: true });
  });
  return actionsOn(() => {
    const [host] = fleet?.hosts ?? [];
    if (!host) throw new Error('the host of this suite is not up');
    return host;
  });
}

const SHADOWS = '/usr/local/sbin';

function actionsOn(host: () => Host): TestHost {
  const shadowed = new Set<string>();
  const execute: TestHost['execute'] = (script, env = {}, timeoutMs = 60_000) =>
    host().execute({ script: `#!/bin/bash\n${script}\n`, env, timeoutMs });
  const bash: TestHost['bash'] = async (script) => {
    const { exitCode, stdout, stderr } = await execute(`set -euo pipefail\n${script}`);
    if (exitCode !== 0) throw new Error(`exit ${exitCode} on the host: ${stderr}${stdout}`);
    return stdout;
  };
  const shadow: TestHost['shadow'] = async (program, text) => {
    shadowed.add(program);
    await write(host, `${SHADOWS}/${program}`, text);
    await bash(`chmod 755 ${SHADOWS}/${program}`);
  };
  return {
    run: (definition, fields = {}, more = {}) => {
      const { documentName: name, documentContent: content } = ship(definition);
      return agentRun(host(), { name, content }, definition.run.parameters(fields), more);
    },
    undo: (definition, fields, undone, more = {}) => {
      const { undoDocument } = ship(definition);
      if (!undoDocument) throw new Error(`${definition.name} cannot be undone`);
      return agentRun(host(), undoDocument, { ...definition.run.parameters(fields), Undone: [undone] }, more);
    },
    keep: (kept, { verdict = 'keep', ...more } = {}) =>
      agentRun(host(), keepDocument(), { Kept: [kept], Verdict: [verdict] }, more),
    bash,
    execute,
    write: (path, text) => write(host, path, text),
    read: async (path) => {
      const { exitCode, stdout } = await execute('cat -- "$FILE"', { FILE: path });
      return exitCode === 0 ? stdout : undefined;
    },
    shadow,
    hang: (program) => shadow(program, '#!/bin/sh\nexec /bin/sleep 600\n'),
    restore: async () => {
      for (const program of shadowed) await bash(`rm -f ${SHADOWS}/${program}`);
      shadowed.clear();
    },
    reboot: () => host().reboot(),
  };
}

async function write(host: () => Host, path: string, text: string): Promise<void> {
  const script = '#!/bin/bash\nset -e\nmkdir -p "$(dirname "$FILE")"\nprintf %s "$TEXT" >"$FILE"\n';
  const { exitCode, stderr } = await host().execute({ script, env: { FILE: path, TEXT: text }, timeoutMs: 10_000 });
  if (exitCode !== 0) throw new Error(`cannot write ${path} on the host: ${stderr}`);
}

type Given = Record<string, string[]>;

/** SSM checks the parameters, then its agent runs the document: the same code as the stand-in's. */
async function agentRun(host: Host, document: ShippedDocument, own: Given, more: More): Promise<Ran> {
  const { run = freshRun(), notAfter = Math.floor(Date.now() / 1000) + 60, timeoutSeconds } = more;
  const limited = timeoutSeconds === undefined ? document : withTimeout(document, timeoutSeconds);
  const shipped = readDocument(limited);
  const values = checkParameters(shipped, { ...own, ExecId: [run], NotAfter: [String(notAfter)] });
  if (!values.ok) return { status: values.error.type, code: -1, said: '', errors: values.error.message };
  const signal = new AbortController().signal;
  const ran = await runDocument({ host, content: shipped.content, values: values.value, signal });
  return { status: ran.details, code: ran.exitCode, said: ran.stdout, errors: ran.stderr };
}

function withTimeout({ name, content }: ShippedDocument, seconds: number): ShippedDocument {
  const document = JSON.parse(content);
  document.mainSteps[0].inputs.timeoutSeconds = String(seconds);
  return { name, content: JSON.stringify(document) };
}

/** An id that no run had yet. */
export function freshRun(): string {
  return `R-${randomBytes(5).toString('hex').toUpperCase()}`;
}
