/** Opens, changes and closes modals on a person's screen. */
import type { View } from '@slack/types';
import { checkView } from './blocks/check.ts';
import type { Slack } from './context.ts';
import { DEEPEST, newHash, type StandingView } from './open-views.ts';
import { type Outcome, refused } from './outcome.ts';
import type { OpenView } from './wire.ts';

type Shown = Outcome<{ standing: StandingView }>;

/** Opens a modal alone, or on top of the person's others; an opened one replaces whatever stood there. */
export function openView(slack: Slack, { user, view, onTop }: { user: string; view: unknown; onTop: boolean }): Shown {
  const checked = checkModal(view);
  if (!checked.ok) return checked;
  if (onTop && slack.openViews.of(user).length >= DEEPEST) return refused('push_limit_reached');
  if (externalIdTaken(slack, checked.view)) return refused('duplicate_external_id');
  if (!onTop) closeAll(slack, user);
  const standing = slack.openViews.add(user, checked.view, onTop);
  slack.watchers.tell([user], { type: 'view-opened', view: asOpenView(standing) });
  return { ok: true, standing };
}

export function changeView(slack: Slack, standing: StandingView, view: unknown): Shown {
  const checked = checkModal(view);
  if (!checked.ok) return checked;
  const { errors: _answered, ...kept } = standing;
  return { ok: true, standing: putView(slack, { ...kept, view: checked.view, hash: newHash(slack.workspace.now()) }) };
}

/** Stores and shows a view's new state, its errors included. */
export function putView(slack: Slack, standing: StandingView): StandingView {
  slack.openViews.put(standing);
  slack.watchers.tell([standing.forUser], { type: 'view-updated', view: asOpenView(standing) });
  return standing;
}

export function closeView(slack: Slack, standing: StandingView): void {
  slack.openViews.remove(standing.id);
  slack.watchers.tell([standing.forUser], { type: 'view-closed', id: standing.id });
}

export function closeAll(slack: Slack, user: string): void {
  for (const standing of slack.openViews.of(user).reverse()) closeView(slack, standing);
}

function checkModal(view: unknown): Outcome<{ view: View }> {
  const checked = checkView(view);
  if (!checked.ok || checked.view.type === 'modal') return checked;
  return refused('invalid_arguments', ['[ERROR] must be one of: modal [json-pointer:/view/type]']);
}

function externalIdTaken(slack: Slack, view: View): boolean {
  return view.external_id !== undefined && slack.openViews.find({ externalId: view.external_id }) !== undefined;
}

function asOpenView({ id, view, forUser, errors }: StandingView): OpenView {
  return { id, view, forUser, ...(errors && { errors }) };
}
