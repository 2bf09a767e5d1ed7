import { describe, expect, it } from 'vitest';
import { sayIncidentReminder } from '../../../../../bot/adapters/slack/render/incident-reminder.ts';
import { renderUpdate, sayFollowerLost } from '../../../../../bot/adapters/slack/render/incident-update.ts';
import { declaredIncident } from '../../../../../bot/domain/incident/apply.ts';
import type { Declared } from '../../../../../bot/domain/incident/event.ts';
import { tellUpdate } from '../../../../../bot/domain/incident/update.ts';

const by = { team: 'T0ACME', user: 'U0OPERATOR' };
const NOW = Date.UTC(2026, 10, 21, 14, 0);
const data: Declared = {
  source: 'x',
  title: 'checkout on host-7 <!here>',
  severity: 'critical',
  kind: 'infrastructure',
  place: { team: 'T0ACME', channel: 'C0OPS' },
};
const state = declaredIncident('7QK2P', { type: 'declared', seq: 0, at: NOW, by, data });
const said = { text: 'host-7 is back <!channel> *now* <https://evil.example|ok>', nextAt: NOW + 1_800_000 };
const told = tellUpdate({ id: '7QK2P', state }, { by, said, inner: ['host-7'] });
const render = (channelIsShared: boolean, channel = 'C0ELSE') =>
  JSON.stringify(renderUpdate({ ...told, room: 'C0ROOM' }, { now: NOW, definitions: [], channelIsShared, channel }));

describe('a reminder of a drill', () => {
  it('says first that it is one: nobody is called for the real thing', () => {
    const drill = { ...state, drill: true as const };
    const { first } = sayIncidentReminder({ is: 'incident-reminder', id: '7QK2P', state: drill, of: 'lead', at: NOW });
    expect(first).toMatch(/^⏰ \*DRILL\* · <!here> nobody leads/);
  });
});

describe('a channel that is dropped', () => {
  it.each([
    ['not_in_channel', 'Remit is not in it'],
    ['is_archived', 'it is archived'],
    ['restricted_action', 'restricted action'],
  ])('says why: %s', (why, words) => {
    expect(sayFollowerLost({ is: 'follower-lost', id: '7QK2P', channel: 'C0ELSE', why }).first).toMatch(
      new RegExp(`^📪 <#C0ELSE> hears no updates of I-7QK2P any more: ${words}$`),
    );
  });
});

describe('a posted update', () => {
  it('tells others the allow-list alone: no title, no host, no person, nothing to press', () => {
    const text = render(true);
    expect(text).toContain('*Critical incident* · open · I-7QK2P');
    expect(text).toContain('a host is back');
    for (const inner of ['checkout', 'host-7', 'U0OPERATOR', 'C0OPS', 'button', 'evil.example'])
      expect(text).not.toContain(inner);
  });

  it('tells our own people all of it, and how to hear no more', () => {
    const text = render(false);
    for (const one of ['checkout on host-7', 'host-7 is back', 'U0OPERATOR', 'unfollow I-7QK2P'])
      expect(text).toContain(one);
  });

  it('offers the incident’s own channel nothing that would end it there, nor the way to itself', () => {
    expect(render(false)).toContain('<#C0ROOM>');
    const own = render(false, 'C0ROOM');
    expect(own).toContain('host-7 is back');
    for (const one of ['unfollow', '<#C0ROOM>']) expect(own).not.toContain(one);
  });

  it.each([true, false])('shows markup as text (shared: %s)', (shared) => {
    const text = render(shared);
    expect(text).not.toMatch(/<!(?:channel|here)|<https/);
    expect(text).toContain('&lt;!channel&gt;');
  });
});
