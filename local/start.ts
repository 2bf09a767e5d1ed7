/** `npm start`: builds what the functions and the page are made of, starts everything, and says where it is. */
import { join } from 'node:path';
import { stop } from 'esbuild';
import { bundleLambdas } from '../infra/build/bundle.ts';
import { buildPage } from './page/build.mjs';
import { readSettings } from './settings.ts';
import { startRemit } from './start-remit.ts';

const started = performance.now(); // the local clock may be ahead by the end

try {
  const settings = readSettings(process.env);
  const dist = join(settings.home, 'build'); // two starts over two homes do not share it
  await Promise.all([bundleLambdas(join(dist, 'lambdas')), buildPage(join(dist, 'page'))]);
  await stop(); // esbuild's own process would keep what it read: close to a gigabyte
  const remit = await startRemit(settings, dist);
  console.log(
    `${remit.hosts}; started in ${((performance.now() - started) / 1000).toFixed(1)} s; state in ${settings.home}`,
  );
  if (remit.github) console.log(`Issues are at ${remit.github}: GitHub, as far as it is played here`);
  console.log(`Remit is ready: ${remit.url}`);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void remit.close().then(() => process.exit(0)));
  }
} catch (error) {
  console.error(`Remit did not start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
