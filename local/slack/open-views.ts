/**
 * The modals on people's screens: a stack of at most three per person, as in Slack. They live in memory only: a
 * restarted client shows none.
 */
import type { Option } from '@slack/types';
import { newId, newSecret } from './ids.ts';
import type { OpenView } from './wire.ts';

export type StandingView = OpenView & { hash: string; rootId: string; previousId?: string };

export type OpenViews = {
  of: (user: string) => StandingView[];
  find: (by: { id?: string | undefined; externalId?: string | undefined }) => StandingView | undefined;
  add: (user: string, view: OpenView['view'], onTop: boolean) => StandingView;
  put: (view: StandingView) => void;
  remove: (id: string) => void;
  /** Options that the bot offered for an external select, so that a choice can be told in full. */
  offered: Map<string, Option[]>;
};

export const DEEPEST = 3;

export function createOpenViews(now: () => number): OpenViews {
  const standing = new Map<string, StandingView>();
  const of = (user: string) => [...standing.values()].filter((view) => view.forUser === user);
  return {
    of,
    find: ({ id, externalId }) =>
      [...standing.values()].find(
        (it) => (id !== undefined && it.id === id) || (externalId !== undefined && externalIdOf(it) === externalId),
      ),
    add: (user, view, onTop) => {
      const below = onTop ? of(user).at(-1) : undefined;
      const id = newId('V');
      const added: StandingView = { id, view, forUser: user, hash: newHash(now()), rootId: below?.rootId ?? id };
      if (below) added.previousId = below.id;
      standing.set(id, added);
      return added;
    },
    put: (view) => void standing.set(view.id, view),
    remove: (id) => void standing.delete(id),
    offered: new Map(),
  };
}

export function newHash(now: number): string {
  return `${Math.floor(now / 1000)}.${newSecret().slice(0, 8)}`;
}

function externalIdOf(it: StandingView): string | undefined {
  return it.view.type === 'workflow_step' ? undefined : it.view.external_id;
}
