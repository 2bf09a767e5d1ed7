import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { vi } from 'vitest';
import { createSsm } from '../../../../bot/adapters/ssm/client.ts';
import { createHosts } from '../../../../bot/adapters/ssm/hosts.ts';
import { FENCE } from '../../../../commands/fence.ts';
import { startEc2 } from '../../../../local/ec2/ec2.ts';
import type { Execution, Host, Order } from '../../../../local/fleet/host.ts';
import { startSsm } from '../../../../local/ssm/ssm.ts';
import type { HostsWorld } from '../../../contracts/hosts.ts';
import { LOCAL } from '../../../contracts/table.ts';

const DOCUMENT = 'Test-Effect';
const SCRIPT = `${FENCE}\necho effect >>"$REMIT_EXEC/../effects"\necho done`;

const given = { type: 'String', interpolationType: 'ENV_VAR', allowedPattern: '^[A-Za-z0-9-]+$' };
const content = JSON.stringify({
  schemaVersion: '2.2',
  parameters: { ExecId: given, NotAfter: given },
  mainSteps: [
    { action: 'aws:runShellScript', name: 'run', inputs: { timeoutSeconds: 20, runCommand: SCRIPT.split('\n') } },
  ],
});

/** A host that is a directory: scripts run as real bash, with their claims in it. */
function hostIn(home: string, instanceId: string, tags: Record<string, string>): Host {
  const REMIT_EXEC = join(home, instanceId, 'exec');
  async function execute({ script, env }: Order): Promise<Execution> {
    const bash = spawn('bash', ['--norc', '-c', script], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: '/usr/bin:/bin', ...env, REMIT_EXEC },
    });
    const exit = new Promise<number>((resolve) => bash.once('close', (code) => resolve(code ?? 137)));
    const [stdout, stderr, exitCode] = await Promise.all([text(bash.stdout), text(bash.stderr), exit]);
    return { exitCode, stdout, stderr, timedOut: false, cancelled: false, ms: 1 };
  }
  const still = async () => undefined;
  return {
    name: instanceId,
    instanceId,
    tags,
    kind: 'folder',
    online: true,
    bootedAt: Date.now,
    execute,
    reboot: still,
    services: async () => [],
  };
}

/** SSM and EC2 over two hosts, reached by the SDK's own clients through the variables that name their endpoints. */
export async function openTwoHosts(tags: [Record<string, string>, Record<string, string>] = [{}, {}]) {
  const home = await mkdtemp(join(tmpdir(), 'remit-hosts-'));
  const instanceIds: [string, string] = ['i-0aaaaaaaaaaaaaaaa', 'mi-0bbbbbbbbbbbbbbbb'];
  const hosts = instanceIds.map((id, place) => hostIn(home, id, tags[place] ?? {}));
  for (const { instanceId } of hosts) await mkdir(join(home, instanceId), { recursive: true });
  const fleet = { kind: 'folder' as const, why: 'a test', hosts, stop: async () => undefined };
  const documents = () => [{ name: DOCUMENT, content }];
  const server = await startSsm({ fleet, documents, now: Date.now, emit: () => undefined, home });
  const ec2 = await startEc2({ fleet });
  vi.stubEnv('AWS_ENDPOINT_URL_SSM', server.url);
  vi.stubEnv('AWS_ENDPOINT_URL_EC2', ec2.url);
  const ssm = createSsm(LOCAL);
  const faults = { busy: 'throttle', 'lost-before': 'reset', 'lost-after': 'reset-after-accept' } as const;

  const world: HostsWorld = {
    hosts: createHosts(ssm),
    document: DOCUMENT,
    instanceIds,
    failNextSend: (fault) => server.faults.next('SendCommand', faults[fault]),
    endNext: (instanceId, details) => server.faults.outcome(instanceId, details),
    async effects(instanceId) {
      const lines = await readFile(join(home, instanceId, 'effects'), 'utf8').catch(() => '');
      return lines.split('\n').length - 1;
    },
    async close() {
      await server.close();
      await ec2.close();
      vi.unstubAllEnvs();
      await rm(home, { recursive: true });
    },
  };
  return { ...world, ssm, faults: server.faults, fleet };
}
