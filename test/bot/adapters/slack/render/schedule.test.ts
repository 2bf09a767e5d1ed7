import { describe, expect, it } from 'vitest';
import { renderAnnouncement } from '../../../../../bot/adapters/slack/render/announcement.ts';
import { renderAnswer } from '../../../../../bot/adapters/slack/render/answer.ts';
import { renderAnyCard } from '../../../../../bot/adapters/slack/render/any-card.ts';
import { renderHome } from '../../../../../bot/adapters/slack/render/home.ts';
import type { Answer } from '../../../../../bot/domain/answer.ts';
import { HOUR } from '../../../../../bot/domain/instant.ts';
import { parse } from '../../../../../bot/domain/language/parse.ts';
import { beginSchedule, nextSchedule, type ScheduleStory } from '../../../../../bot/domain/schedule/apply.ts';
import type { ScheduleEvent, ScheduleStep } from '../../../../../bot/domain/schedule/event.ts';
import type { ScheduleRefusal } from '../../../../../bot/domain/schedule/refusal.ts';
import { isOpen } from '../../../../../bot/domain/schedule/state.ts';
import type { ScheduleLine } from '../../../../../bot/domain/schedule/told.ts';
import { commands } from '../../../../../commands/index.ts';
import { checkBlocks, checkView } from '../../../../../local/slack/blocks/check.ts';
import { foreignMarkup, pressesOf, sizeOf, textsOf } from './look.ts';
import { NOON, reading, STATES } from './stories.ts';

const NASTY = '<!channel> `x` *b*\n✔ done\u202e | <http://evil|https://good>';
const by = { team: 'T0ACME0001', user: 'U0OPERATOR' };
const SUNDAY = NOON + 14 * HOUR;
const asked = {
  source: 's',
  typed: 't',
  sentence: 'restart nginx on host-4 every sunday 03:00',
  command: {
    name: 'restart',
    fields: { service: 'nginx' },
    targets: { names: ['host-4'], groups: [] },
    when: { is: 'every' as const, days: ['sunday' as const], hour: 3, minute: 0 },
  },
  place: { team: by.team, channel: 'C0OPS' },
  requester: 'p1',
};

function storyOf(...steps: ScheduleStep[]): ScheduleStory {
  const first = { type: 'asked' as const, data: asked, seq: 0, at: NOON, by };
  return steps.reduce(
    (story, step) => nextSchedule(story, { ...step, seq: story.seq + 1, at: NOON, by } as ScheduleEvent),
    beginSchedule('4KQ7M', first),
  );
}

const started: ScheduleStep = {
  type: 'started',
  data: { zone: 'Europe/Berlin', next: { at: SUNDAY, clocks: 'moved' }, approved: false },
};
const missed: ScheduleStep = { type: 'missed', data: { planned: SUNDAY, count: 3, next: { at: SUNDAY + 72 * HOUR } } };
const occurred: ScheduleStep = {
  type: 'occurred',
  data: { planned: SUNDAY, run: '8C2MX', next: { at: SUNDAY + 168 * HOUR } },
};
const paused: ScheduleStep = { type: 'paused', data: { why: 'asked', because: NASTY } };
const lost: ScheduleStep = { type: 'paused', data: { why: 'rights-lost' } };
const ended: ScheduleStep = { type: 'ended', data: { why: 'forgotten' } };

const stories: [string, ScheduleStory, string][] = [
  ['asked for', storyOf(), '… restart nginx on host-4 every sunday 03:00 is being looked at · S-4KQ7M'],
  ['repeating', storyOf(started), '⟳ restart nginx on host-4 every sunday 03:00 repeats · S-4KQ7M'],
  ['run once', storyOf(started, occurred), '⟳ restart nginx on host-4 every sunday 03:00 repeats · S-4KQ7M'],
  [
    'missed',
    storyOf(started, missed),
    '⟳ restart nginx on host-4 every sunday 03:00 missed 3 times: none is run late · S-4KQ7M',
  ],
  ['paused', storyOf(started, paused), '⏸ restart nginx on host-4 every sunday 03:00 rests · S-4KQ7M'],
  [
    'without an owner',
    storyOf(started, lost),
    '⏸ restart nginx on host-4 every sunday 03:00 rests: its owner may not ask for it any more · S-4KQ7M',
  ],
  [
    'ended',
    storyOf(started, lost, ended),
    '⏹ restart nginx on host-4 every sunday 03:00 has ended: it rested for 90 days · S-4KQ7M',
  ],
];

function checked(shown: { blocks: Parameters<typeof checkBlocks>[0] & object; text: string }) {
  expect(checkBlocks(shown.blocks)).toMatchObject({ ok: true });
  for (const says of Object.values(pressesOf(shown as never)))
    expect(parse(says, { commands })).toMatchObject({ ok: true });
}

describe('what repeats', () => {
  it.each(stories)(
    '%s: its card says so first, in Slack’s limits, and its buttons are sentences',
    (_title, story, first) => {
      const card = renderAnyCard(story, reading);
      expect(card.text).toBe(first);
      for (const shown of [
        card,
        renderAnnouncement(story, reading),
        renderAnswer({ is: 'schedule', story }, reading),
      ]) {
        checked(shown as never);
        expect(foreignMarkup(shown)).toEqual([]);
        expect(sizeOf(shown)).toBeLessThan(4_000);
      }
      const outward = JSON.stringify(renderAnyCard(story, { ...reading, channelIsShared: true }));
      expect(outward).not.toMatch(/nginx|host-4|sunday/);
    },
  );

  it('says by every clock when it is next, and what the clocks do then', () => {
    const text = textsOf(renderAnyCard(storyOf(started), reading).blocks).join('\n');
    expect(text).toContain(`: ${dayOf(SUNDAY)} 03:00 Europe/Berlin (02:00 UTC)`);
    expect(text).toContain('the clocks skip the time');
    expect(text).toContain('every sunday 03:00 Europe/Berlin');
    expect(pressesOf(renderAnyCard(storyOf(started), reading))).toEqual({
      'Pause S-4KQ7M': 'pause schedule S-4KQ7M',
      'End S-4KQ7M': 'end schedule S-4KQ7M',
    });
  });

  it('is listed with its next time, what became of the last, and its buttons; at home for its owner', () => {
    const line = (story: ScheduleStory, more: Partial<ScheduleLine> = {}): ScheduleLine[] =>
      isOpen(story.state) ? [{ id: story.id, state: story.state, ...more }] : [];
    const ran = STATES.succeeded?.state;
    const repeating = [
      ...line(storyOf(started, occurred), ran && { last: ran }),
      ...line(storyOf(started, missed)),
      ...line(storyOf(started, paused)),
    ];
    const answer = renderAnswer({ is: 'scheduled', lines: [], repeating }, reading);
    checked(answer as never);
    expect(answer.text).toBe('⏲ 3 commands that repeat, the next one first');
    const text = textsOf(answer.blocks).join('\n');
    expect(text).toContain('✔ run of');
    expect(text).toContain('R-8C2MX succeeded');
    expect(text).toContain('⌛ missed');
    expect(text).toContain('⏸ *S-4KQ7M*');
    const each = repeating.map((one, at) => ({ ...one, id: `4KQ7${at}` }));
    const home = renderHome(
      { waiting: [], reviews: [], timed: [], repeating: each, mine: [], requests: [], entries: [] },
      reading,
    );
    expect(checkView(home)).toMatchObject({ ok: true });
    expect(textsOf(home.blocks)).toContain('*Will run in your name*');
  });

  const refusals: [ScheduleRefusal, string][] = [
    [{ reason: 'no-role', needed: 'operator' }, 'the role of an operator'],
    [{ reason: 'unknown-schedule' }, 'nothing that repeats has that id'],
    [{ reason: 'not-yours' }, 'somebody else’s'],
    [{ reason: 'not-now', state: 'ended' }, 'has ended, for good'],
    [{ reason: 'owner-lost' }, 'its owner may not ask'],
    [{ reason: 'already-scheduled', other: '2WX8Z' }, 'already, as S-2WX8Z'],
    [{ reason: 'too-many', whose: 'own', most: 20 }, 'you have 20 commands'],
    [{ reason: 'too-many', whose: 'all', most: 100 }, '100 commands repeat'],
  ];
  it.each(refusals)('is refused in words: %j', (refusal, why) => {
    const answer = renderAnswer({ is: 'schedule-refused', asked: 'end schedule S-4KQ7M', refusal }, reading);
    checked(answer as never);
    expect(answer.text).toContain(why);
    expect(JSON.stringify(answer.blocks)).toContain(`reason: \`${refusal.reason}\``);
  });

  it('tells who acted on it how it stands, and how its last run is taken back', () => {
    const acted: Answer = {
      is: 'schedule-acted',
      act: 'end',
      story: storyOf(started, occurred, { type: 'ended', data: { why: 'asked' } }),
    };
    const answer = renderAnswer(acted, reading);
    expect(answer.text).toBe('✔ restart nginx on host-4 every sunday 03:00 has ended · S-4KQ7M');
    expect(textsOf(answer.blocks).join('\n')).toContain('`cancel R-8C2MX`');
    const begun = renderAnswer({ is: 'schedule-asked', id: '4KQ7M', sentence: asked.sentence }, reading);
    expect(begun.text).toContain('its card follows here');
    expect(begun.metadata.event_payload).toMatchObject({ stream: 'schedule#4KQ7M', outcome: 'accepted' });
  });
});

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
