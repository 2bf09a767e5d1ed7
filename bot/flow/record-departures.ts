import { writeRunId } from '../domain/language/run-id.ts';
import type { Story } from '../domain/run/apply.ts';
import type { TendDeps } from './deps.ts';

/** Writes down which hosts the run took out of service, so that the inventory forgets them; for each once, whoever is called how often. */
export async function recordDepartures(
  { departures, commands }: Pick<TendDeps, 'departures' | 'commands'>,
  { id, asked, plan, outcomes, at, finishedAt }: Story,
): Promise<void> {
  const definition = commands.find(({ name }) => name === asked.command.name);
  if (!plan || !definition?.run || !definition.retires || asked.undoes !== undefined) return;
  const gone = plan.hosts.filter(({ name }) => outcomes.get(name)?.status === 'succeeded');
  await Promise.all(
    gone.map(({ name, instanceId }) =>
      departures.record({ instanceId, name, run: writeRunId(id), at: finishedAt ?? at }),
    ),
  );
}
