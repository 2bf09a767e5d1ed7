import type { KnownBlock } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { renderAnswer } from '../../../../../bot/adapters/slack/render/answer.ts';
import { type HomeData, renderHome } from '../../../../../bot/adapters/slack/render/home.ts';
import type { HomeNow } from '../../../../../bot/adapters/slack/render/home-now.ts';
import { createWording } from '../../../../../bot/adapters/slack/render/wording.ts';
import type { Actor, Role } from '../../../../../bot/domain/actor.ts';
import type { RunLine } from '../../../../../bot/domain/answer.ts';
import type { ChangeState } from '../../../../../bot/domain/change/state.ts';
import { declaredIncident } from '../../../../../bot/domain/incident/apply.ts';
import type { Declared } from '../../../../../bot/domain/incident/event.ts';
import { helpFor } from '../../../../../bot/domain/language/help.ts';
import { commands } from '../../../../../commands/index.ts';
import { checkView } from '../../../../../local/slack/blocks/check.ts';
import { pressesOf, textsOf } from './look.ts';
import { NOON, reading, STATES, story } from './stories.ts';

const lines = Object.values(STATES).map(({ id, by, at, asked, state }, index) => ({
  id: `${id.slice(0, 3)}${String(index).padStart(2, '0')}`,
  by,
  at,
  sentence: asked.sentence,
  state,
}));

const HOURS = {
  hours: { days: ['saturday' as const, 'sunday' as const], from: '08:00', to: '20:00' },
  zone: 'Europe/Berlin',
};

describe('renderHome', () => {
  it('shows what waits, what was asked for, two things to try, and where the rest is', () => {
    const { entries } = helpFor(['operator'], commands);
    const view = renderHome(
      { waiting: lines.slice(1, 2), mine: lines, reviews: [], timed: [], repeating: [], requests: [], entries },
      reading,
    );
    expect(checkView(view)).toMatchObject({ ok: true });
    const texts = textsOf(view.blocks);
    expect(texts[1]).toBe('*Waits for you*');
    expect(texts[2]).toMatch(/^⏸ \*R-8C201\*/);
    expect(texts[3]).toBe('*You asked for*');
    expect(texts[4]).not.toContain(' · by ');
    expect(texts.join('\n')).toMatch(/\*What you can do\* · \d+ commands\n/);
    expect(texts.join('\n')).not.toContain('<targets>');
    expect(Object.values(pressesOf(view))).toEqual(['status nginx on host-7', 'uptime on host-7', 'help', 'form']);
  });

  it('has what else waits below the runs, each with its button', () => {
    const nothing = { waiting: [], reviews: [], mine: [], timed: [], repeating: [], requests: [], entries: [] };
    const place = { team: 'T0ACME', channel: 'C0OPS' };
    const by = { team: 'T0ACME', user: 'U0ADMIN' };
    const [from, to] = [
      { profile: 'virtuozzo', version: 0 },
      { profile: 'jelastic', version: 0 },
    ];
    const activities = { otherwise: 1, gone: 0, come: 0, same: 40 };
    const change = { kind: 'use-profile' as const, from, to, turns: [], activities };
    const changes: ChangeState[] = [
      {
        ...{ is: 'proposed', id: '4KQ7M', by, proposer: 'p1', place, change, wants: 1 },
        ...{ expiresAt: NOON + 60_000, wakeAt: NOON + 60_000, confirms: [] },
      },
    ];
    const view = renderHome({ ...nothing, also: { changes, costs: [], questions: [] } }, reading);
    expect(checkView(view)).toMatchObject({ ok: true });
    expect(textsOf(view.blocks).slice(1, 3)).toEqual(['*Waits for you*', expect.stringMatching(/^⏸ \*C-4KQ7M\* /)]);
    expect(JSON.stringify(view)).toContain('"show C-4KQ7M"');
    const also = { changes, costs: [], questions: [] };
    const said = renderAnswer({ is: 'waiting', forYou: [], yours: [], reviews: [], also }, reading);
    expect(said.text).toContain('1 change to confirm');
    expect(Object.values(pressesOf(said))).toEqual(['show C-4KQ7M']);
    expect(renderAnswer({ is: 'waiting', forYou: [], yours: [], reviews: [] }, reading).text).toContain(
      'Nothing waits for you',
    );
  });

  it('keeps the id of each row when it is published anew with others, for a press under way', () => {
    const { entries } = helpFor(['operator'], commands);
    const nothing = { waiting: [], reviews: [], timed: [], repeating: [], requests: [], entries };
    const rowsOf = (data: Partial<HomeData>) =>
      (renderHome({ ...nothing, mine: lines, ...data }, reading).blocks as KnownBlock[]).flatMap((block) => {
        if (block.type === 'actions') return [{ id: block.block_id, pressed: JSON.stringify(block.elements) }];
        return block.type === 'section' && block.accessory
          ? [{ id: block.block_id, pressed: JSON.stringify(block.accessory) }]
          : [];
      });
    const before = rowsOf({});
    const after = rowsOf({ waiting: lines.slice(0, 3), reviews: lines.slice(0, 1) });
    expect(after.filter(({ id }) => before.some((row) => row.id === id))).toEqual(before);
    expect(new Set(after.map(({ id }) => id)).size).toBe(before.length + 4);
  });

  it('shows open incidents with their clocks, what is frozen, and who is on call', () => {
    const by = { team: 'T0ACME', user: 'U0OPERATOR' };
    const place = { team: by.team, channel: 'C0OPS' };
    const data: Declared = {
      source: 'x',
      title: 'checkout is down',
      severity: 'critical',
      kind: 'infrastructure',
      place,
    };
    const open = declaredIncident('7QK2P', { type: 'declared', seq: 0, at: NOON - 60_000, by, data });
    const frozen = { id: 'F1', from: NOON, until: reading.now + 60_000, by, because: 'the sale', where: place };
    const now: HomeNow = {
      incidents: [
        { id: '7QK2P', state: open },
        { id: '8QK2P', state: { ...open, is: 'resolved' } },
      ],
      freezes: [
        { ...frozen, environments: ['production'] },
        { ...frozen, environments: ['staging'], until: reading.now },
      ],
      onCall: {
        people: [by],
        when: { ...HOURS, on: true, until: reading.now + 3_600_000 },
      },
    };
    const nothing = { waiting: [], mine: [], reviews: [], timed: [], repeating: [], requests: [], entries: [] };
    const view = renderHome({ ...nothing, now }, reading);
    expect(checkView(view)).toMatchObject({ ok: true });
    const text = textsOf(view.blocks).join('\n');
    expect(text).toMatch(/\*Open incidents\*\n.*checkout is down.*I-7QK2P\nDetected/);
    expect(text).toContain('not acknowledged yet · not mitigated yet · lead: nobody');
    expect(text).not.toContain('/ops incidents');
    const many = Array.from({ length: 7 }, (_, at) => ({ id: `${at}QK2P`, state: open }));
    expect(textsOf(renderHome({ ...nothing, now: { incidents: many } }, reading).blocks).join()).toContain(
      '… and 2 more: `/ops incidents`',
    );
    expect(text).not.toContain('8QK2P');
    expect(text).toMatch(/❄ production until .*“the sale”/);
    expect(text).not.toContain('❄ staging');
    expect(text).toMatch(
      /\*On call now\*, until <!date.*>: <@U0OPERATOR>\n.*Saturday and Sunday 08:00–20:00 \(Europe\/Berlin\)/,
    );
  });

  it.each([
    ['nobody has the role', { people: [] }, '*On call*: nobody\nThe policy has no on-call hours: always'],
    [
      'it is not the time',
      { people: [{ team: 'T1', user: 'U1' }], when: { ...HOURS, on: false as const, from: reading.now } },
      /^\*On call\* from <!date.*>: <@U1> · nobody is now/,
    ],
    [
      'there are many',
      { people: Array.from({ length: 17 }, (_, at) => ({ team: 'T1', user: `U${at}` })) },
      /<@U14> and 2 more/,
    ],
  ])('says who is on call, where %s', (_why, onCall, words) => {
    const nothing = { waiting: [], mine: [], reviews: [], timed: [], repeating: [], requests: [], entries: [] };
    const view = renderHome({ ...nothing, now: { onCall } }, reading);
    expect(checkView(view)).toMatchObject({ ok: true });
    const text = textsOf(view.blocks).slice(1, 3).join('\n');
    if (typeof words === 'string') expect(text).toBe(words);
    else expect(text).toMatch(words);
  });

  it('tells somebody whose roles allow no command who grants more, and where the rest is', () => {
    const nothing = { waiting: [], mine: [], reviews: [], timed: [], repeating: [], requests: [] };
    const homeOf = (...roles: Role[]) => renderHome({ ...nothing, entries: helpFor(roles, commands).entries }, reading);
    const says = 'Your roles allow no command on hosts: an admin grants roles.';
    expect([homeOf(), homeOf('admin')].map(({ blocks }) => textsOf(blocks).includes(says))).toEqual([true, true]);
    expect([homeOf(), homeOf('admin')].map(pressesOf).map(Object.values)).toEqual([[], ['help']]);
  });
});

describe('createWording', () => {
  const wording = createWording({ commands, now: () => NOON });
  const reader: Actor = { team: 'T0ACME0001', user: 'U0READER01' };

  it('makes a view of every answer that stands where a form was', async () => {
    const views = await Promise.all([
      wording.dialog({ is: 'why', story: STATES.succeeded ?? story([]) }),
      wording.home(
        { is: 'outsider' },
        { lines: [], forYou: [], reviews: [], timed: [], repeating: [], requests: [], reader },
      ),
      wording.home(
        { is: 'help', roles: [], entries: [], more: 3 },
        { lines: [], forYou: [], reviews: [], timed: [], repeating: [], requests: [], reader },
      ),
    ]);
    for (const view of views) expect(checkView(view)).toMatchObject({ ok: true });
  });

  it('says of a run that is asked for at home where its card comes', async () => {
    const view = await wording.dialog({ is: 'accepted', run: '8C2MX', sentence: 'uptime on host-7' });
    expect(textsOf(view.blocks)).toEqual([
      '… *uptime on host-7* · R-8C2MX · its card comes into your messages with Remit',
    ]);
  });

  it('lists under what waits what this reader may decide, and under their own what they asked for', async () => {
    const { state } = STATES.waiting ?? story([]);
    const line = { id: '8C2MX', by: state.by, at: NOON, sentence: state.sentence, state };
    const titles = async (forYou: RunLine[], by: Actor) => {
      const help = { is: 'help' as const, roles: [], entries: [], more: 0 };
      return textsOf(
        (
          await wording.home(help, {
            lines: [line],
            forYou,
            reviews: [],
            timed: [],
            repeating: [],
            requests: [],
            reader: by,
          })
        ).blocks,
      );
    };
    expect(await titles([line], reader)).toContain('*Waits for you*');
    expect(await titles([], reader)).not.toContain('*Waits for you*');
    expect(await titles([], state.by)).toContain('*You asked for*');
  });

  it('says where a card is that cannot stand in its channel, without telling the channel what it is', async () => {
    const { text } = await wording.elsewhere(STATES.waiting ?? story([]));
    expect(text).toContain('/invite @ops');
    expect(text).not.toContain('host-7');
  });
});
