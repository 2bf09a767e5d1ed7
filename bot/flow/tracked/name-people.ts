import { type Actor, REMIT, sameActor } from '../../domain/actor.ts';
import { type Line, namedIn, written } from '../../domain/tracked/line.ts';
import type { TendDeps } from '../deps.ts';

type Deps = Pick<TendDeps, 'chat'>;

/** Somebody as a sentence names them: by Slack's id, which says nothing to GitHub's readers. */
const ACCOUNT = /@([UW][A-Z0-9]{5,20})\b/g;
const HIDDEN = 'somebody whom Slack does not show';

/** The lines as Markdown, with people called as Slack calls them now. */
export async function textOf(deps: Deps, lines: readonly Line[]): Promise<string> {
  const named = await Promise.all(
    namedIn(lines).map(async (who): Promise<[Actor, string]> => [who, await nameOf(deps, who)]),
  );
  const text = written(lines, (who) => named.find(([one]) => sameActor(one, who))?.[1] ?? HIDDEN);
  return withNames(deps, text);
}

/** A backtick in a name would end the code that the text stands in. */
const inCode = (name: string) => name.replaceAll('`', 'ˋ');

/** A text in which accounts are called as Slack calls them now; `as` keeps a name from being more than a name there. */
export async function withNames(deps: Deps, text: string, as: (name: string) => string = inCode): Promise<string> {
  const users = [...new Set([...text.matchAll(ACCOUNT)].map(([, user = '']) => user))];
  const names = await Promise.all(users.map((user) => nameOf(deps, { team: '', user })));
  return text.replace(ACCOUNT, (_all, user: string) => as(names[users.indexOf(user)] ?? HIDDEN));
}

async function nameOf({ chat }: Deps, who: Actor): Promise<string> {
  if (sameActor(who, REMIT)) return 'Remit';
  return (await chat.profile(who))?.name ?? HIDDEN;
}
