import { initialValues } from '../actions/element-state.ts';
import { checkView } from '../blocks/check.ts';
import type { Slack } from '../context.ts';
import { viewPart } from '../deliver/payloads.ts';
import { newId } from '../ids.ts';
import type { Home } from '../journal.ts';
import { newHash, type StandingView } from '../open-views.ts';
import { refused } from '../outcome.ts';
import { changeView, openView } from '../views.ts';
import { type Arguments, text } from './arguments.ts';
import type { Answer, Methods } from './method.ts';

export const viewMethods: Methods = {
  'views.open': (slack, args) => open(slack, args, { onTop: false }),
  'views.push': (slack, args) => open(slack, args, { onTop: true }),

  'views.update': (slack, args) => {
    const standing = slack.openViews.find({ id: text(args, 'view_id'), externalId: text(args, 'external_id') });
    if (!standing) return refused('not_found');
    const hash = text(args, 'hash');
    if (hash !== undefined && hash !== standing.hash) return refused('hash_conflict');
    const changed = changeView(slack, standing, args['view']);
    return changed.ok ? shown(slack, changed.standing) : changed;
  },

  'views.publish': (slack, args) => {
    const account = slack.workspace.accounts.get(text(args, 'user_id') ?? '');
    if (!account) return refused('user_not_found');
    const checked = checkView(args['view']);
    if (!checked.ok) return checked;
    if (checked.view.type !== 'home')
      return refused('invalid_arguments', ['[ERROR] must be one of: home [json-pointer:/view/type]']);
    const before = slack.workspace.homes.get(account.id);
    const hash = text(args, 'hash');
    if (hash !== undefined && hash !== before?.hash) return refused('hash_conflict');
    const id = before?.id ?? newId('V');
    const home: Home = { user: account.id, view: checked.view, id, hash: newHash(slack.workspace.now()) };
    slack.workspace.record({ kind: 'home', home });
    slack.watchers.tell([account.id], { type: 'home', view: checked.view });
    return shown(slack, home);
  },
};

/** The view is checked before the trigger is spent, so that a corrected call may still use it. */
function open(slack: Slack, args: Arguments, { onTop }: { onTop: boolean }): Answer {
  const checked = checkView(args['view']);
  if (!checked.ok) return checked;
  const trigger = slack.triggers.spend(text(args, 'trigger_id') ?? '');
  if (!trigger.ok) return trigger;
  const opened = openView(slack, { user: trigger.user, view: args['view'], onTop });
  return opened.ok ? shown(slack, opened.standing) : opened;
}

function shown(slack: Slack, standing: StandingView | Home): Answer {
  return { ok: true, view: viewPart(slack, standing, initialValues(standing.view), slack.installedTeam) };
}
