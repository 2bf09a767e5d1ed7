import { type Actor, REMIT, sameActor } from '../../domain/actor.ts';
import type { DeploymentStory } from '../../domain/deployment/apply.ts';
import { writeReport } from '../../domain/deployment/report.ts';
import { writeDeploymentId } from '../../domain/language/run-id.ts';
import type { NewFile } from '../../ports/files.ts';
import type { TendDeps } from '../deps.ts';

/** The report of a deployment as a file. People are in it by name: a file shows no mention. */
export async function reportFile(
  deps: Pick<TendDeps, 'chat' | 'now'>,
  story: DeploymentStory,
): Promise<{ caption: string; files: NewFile[] }> {
  const names = new Map<string, string>();
  for (const actor of peopleOf(story)) {
    const profile = await deps.chat.profile(actor);
    names.set(actor.user, profile?.name ?? actor.user);
  }
  const id = writeDeploymentId(story.id);
  const text = writeReport(story, { now: deps.now(), nameOf: ({ user }) => names.get(user) ?? 'Remit' });
  const name = `deployment-${story.started.name}-${id}.md`;
  const bytes = new TextEncoder().encode(text);
  return { caption: `Deployment of ${story.started.name} · ${id}`, files: [{ name, title: name, bytes }] };
}

function peopleOf({ by, over, stages }: DeploymentStory): Actor[] {
  const all = [by, over?.by, ...stages.flatMap(({ begun, asked, ended }) => [begun?.by, asked?.by, ended?.by])];
  const people = all.filter((one) => one !== undefined && !sameActor(one, REMIT));
  return people.filter(
    (one, at) => one && people.findIndex((other) => other && sameActor(one, other)) === at,
  ) as Actor[];
}
