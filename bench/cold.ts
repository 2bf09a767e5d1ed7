import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { TEAMS, USERS } from '../local/slack/seed.ts';
import { median } from './figures.ts';
import type { Share } from './share.ts';
import { slash } from './slash.ts';
import { APP, SECRETS, type World } from './world.ts';

/** `wall`: from the start of the process to its answer; `cpu`: user and system time of the process; both in ms. */
export type Cold = { wall: number; cpu: number };

export type Contender = { name: string; file: string };
export type Conditions = { rounds: number; share?: Share };

/** Cold starts of each contender in turn, round by round, so that the machine's moods meet all alike. Medians. */
export async function coldStarts(
  world: World,
  contenders: Contender[],
  { rounds, share }: Conditions,
): Promise<Record<string, Cold>> {
  const runs = new Map<string, Cold[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const { name, file } of contenders) {
      const cold = await coldStart(world, file, share);
      // The first round warms the disk's cache, and the store's.
      if (round > 0) runs.get(name)?.push(cold);
    }
  }
  const of = (colds: Cold[]) => ({ wall: median(colds.map((it) => it.wall)), cpu: median(colds.map((it) => it.cpu)) });
  return Object.fromEntries([...runs].map(([name, colds]) => [name, of(colds)]));
}

async function coldStart({ env }: World, file: string, share: Share | undefined): Promise<Cold> {
  const text = 'restart nginx on host-7';
  const event = slash({ secret: SECRETS.signingSecret, appId: APP, text, team: TEAMS.acme, user: USERS.operator });
  const command = [process.execPath, join(import.meta.dirname, 'child.cjs'), file];
  const [program = '', ...args] = share ? ['/bin/sh', '-c', `${share.join}; exec "$@"`, 'sh', ...command] : command;
  const started = performance.now();
  const child = spawn(program, args, { env, stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify(event));
  const chunks: Buffer[] = [];
  let answered = Number.NaN;
  child.stdout.on('data', (chunk: Buffer) => {
    answered = performance.now();
    chunks.push(chunk);
  });
  await once(child, 'close');
  const said = Buffer.concat(chunks).toString();
  if (!/"status":200/.test(said) || /failed/.test(said)) throw new Error(`${file} did not accept the command: ${said}`);
  return { wall: answered - started, cpu: JSON.parse(said).cpu };
}
