import { describe, expect, it } from 'vitest';
import { renderAnswer } from '../../../../../bot/adapters/slack/render/answer.ts';
import { renderAnyCard } from '../../../../../bot/adapters/slack/render/any-card.ts';
import { wrongFields } from '../../../../../bot/adapters/slack/render/every-word.ts';
import { renderForm } from '../../../../../bot/adapters/slack/render/form.ts';
import { sentenceOf } from '../../../../../bot/adapters/slack/render/form-sentence.ts';
import type { Rendered } from '../../../../../bot/adapters/slack/render/rendered.ts';
import { tellChange } from '../../../../../bot/domain/change/apply.ts';
import type { SetVendor } from '../../../../../bot/domain/change/set-vendor.ts';
import { HOUR } from '../../../../../bot/domain/instant.ts';
import { parse } from '../../../../../bot/domain/language/parse.ts';
import type { AskedOf } from '../../../../../bot/domain/vendor/asked-of.ts';
import { newVendor } from '../../../../../bot/domain/vendor/edit.ts';
import type { InviteFailure, VendorRefusal } from '../../../../../bot/domain/vendor/refusal.ts';
import { type RoomSeen, setupOf } from '../../../../../bot/domain/vendor/setup.ts';
import type { Vendor } from '../../../../../bot/domain/vendor/vendor.ts';
import { maintenance } from '../../../../../commands/index.ts';
import { checkBlocks, checkView } from '../../../../../local/slack/blocks/check.ts';
import { foreignMarkup, pressesOf, textsOf } from './look.ts';
import { NOON, reading } from './stories.ts';

const ADMIN = { team: 'T1ACME', user: 'U3ADMIN' };
const HOSTILE = '<!channel> *Zeta* `Ltd` <https://evil.example|us> &';
const begun = newVendor({ name: 'zeta', label: 'Zeta Ltd', organisations: ['T0ZETA0001'], parties: ['Zeta Team'] });
const ZETA: Vendor = { ...begun, channel: { team: 'T1ACME', channel: 'C0EXTZETA1' } };
const seen: RoomSeen = {
  ...{ is: 'seen', name: 'ext-zeta', archived: false, member: true, awaited: false },
  ...{ organisations: ['T0ZETA0001'], pending: [], limited: [] },
};
const change = (does: SetVendor['does'], after: Partial<Vendor>, more: Partial<SetVendor> = {}): SetVendor => ({
  ...{ kind: 'set-vendor', vendor: 'zeta', does, before: ZETA, after: { ...ZETA, ...after } },
  ...more,
});
const { before: _before, ...ADD } = change('add', {}, { seen });
const { after: _after, ...REMOVE } = change('remove', {});
const contacts: Vendor['contacts'] = [
  { who: { team: 'T0ZETA0001', user: 'U0ZETA' }, side: 'vendor' },
  { who: ADMIN, side: 'ours' },
];

function card(of: SetVendor, type: 'proposed' | 'applied' = 'proposed', shared = false): Rendered {
  const data = {
    ...{ source: 's', typed: 't', sentence: 's', place: { team: 'T1ACME', channel: 'C0OPS' }, proposer: 'p' },
    ...{ change: of, because: 'their contract', base: 0, expiresAt: NOON + 24 * HOUR },
  };
  const by = { seq: 0, at: NOON, by: ADMIN };
  const story = tellChange('4KQ7M', [
    { type: 'proposed', data, ...by },
    ...(type === 'applied'
      ? [
          { type: 'confirmed' as const, data: { person: 'q' }, ...by, seq: 1 },
          { type: 'applied' as const, data: { seq: 1 }, ...by, seq: 2 },
        ]
      : []),
  ]);
  return renderAnyCard(story, { ...reading, channelIsShared: shared });
}

const wordsOf = (message: Rendered) => textsOf(message.blocks).join('\n');
/** The vendor's channel is a mention of ours, too. */
const markupIn = ({ text, blocks }: Rendered) =>
  foreignMarkup({
    text: text.replace(/<#C[A-Z0-9]+>/g, ''),
    blocks: JSON.parse(JSON.stringify(blocks).replace(/<#C[A-Z0-9]+>/g, '')),
  });

describe('the card of a change of a vendor', () => {
  it.each<[string, SetVendor, string[]]>([
    [
      'who gains what by a new one',
      ADD,
      [
        'Register Zeta Ltd (`zeta`) as a vendor',
        'People of `T0ZETA0001` gain: they act for Zeta Ltd, on what is asked of it alone, in <#C0EXTZETA1> and nowhere else',
        'is asked for what the matrix gives to: Zeta Team',
        'Slack: the channel is shared with `T0ZETA0001`',
      ],
    ],
    [
      'that somebody else reads along',
      { ...ADD, seen: { ...seen, organisations: ['T0ZETA0001', 'T0GAMMA001'] } },
      ['⚠ Slack: `T0GAMMA001` is in the channel, too, and is not theirs'],
    ],
    [
      'that the bot is not there',
      { ...ADD, seen: { ...seen, member: false } },
      ['⚠ Slack: the bot is not in the channel'],
    ],
    [
      'that there is no such channel',
      { ...ADD, seen: { is: 'lost', why: 'absent' } },
      ['⚠ Slack: the bot sees no such channel'],
    ],
    ['who loses what by a removal', REMOVE, ['People of `T0ZETA0001` lose', 'Zeta Team is asked of nobody']],
    [
      'the risk of runs',
      change('runs', { runs: true }),
      ['⚠ *Risk*: people of another company run commands on our hosts', 'at least one approval of ours'],
    ],
    ['that runs end', change('runs', {}, { before: { ...ZETA, runs: true } }), ['run nothing on our hosts any more']],
    ['the risk of output', change('output', { output: true }), ['⚠ *Risk*: `T0ZETA0001` reads what our hosts print']],
    [
      'the channel before and after',
      change('channel', { channel: { team: 'T1ACME', channel: 'C0NEW0001' } }),
      ['act in <#C0NEW0001> and nowhere else; until now in <#C0EXTZETA1>'],
    ],
    [
      'organisations that come and go, and the contacts that go with them',
      change('organisations', { organisations: ['T0OTHER01'] }, { before: { ...ZETA, contacts } }),
      ['Gains: T0OTHER01 · loses: T0ZETA0001', 'Contacts who are of theirs no more: <@U0ZETA>'],
    ],
    ['parties that come and go', change('parties', { parties: ['Others'] }), ['Gains: Others · loses: Zeta Team']],
    ['activities', change('activities', { activities: ['rebooting'] }), ['takes: all activities → rebooting']],
    [
      'contacts in their order',
      change('contacts', { contacts }),
      ['1. <@U0ZETA> · of Zeta Ltd', '2. <@U3ADMIN> · of ours'],
    ],
    [
      'the limit',
      change('cost limit', { costLimit: { amount: 500_000, currency: 'EUR' } }),
      ['nothing → *5,000.00 EUR*'],
    ],
    [
      'hours',
      change('hours', { hours: { days: ['monday', 'tuesday', 'wednesday'], from: '08:00', to: '18:00' }, zone: 'UTC' }),
      ['around the clock → *Monday to Wednesday 08:00–18:00 in UTC*'],
    ],
    [
      'the one target that differs',
      change('targets', { targets: { ...ZETA.targets, major: { ...ZETA.targets.major, done: 1_440 } } }),
      ['Major: accept 2h, reply 4h, done 2d → *1d*'],
    ],
    [
      'who is invited, and what that gives',
      change('invite', {}, { address: 'sam@zeta.example' }),
      ['Invite sam@zeta.example to the channel of Zeta Ltd', 'only if they are of `T0ZETA0001`'],
    ],
  ])('says %s', (_what, of, lines) => {
    const message = card(of);
    const words = `${message.text}\n${wordsOf(message)}`;
    for (const line of lines) expect(words).toContain(line);
    expect(checkBlocks(message.blocks)).toMatchObject({ ok: true });
    expect(markupIn(message)).toEqual([]);
  });

  it('calls no contact gone that is on the record as before, which is read anew', () => {
    const kept = { organisations: ['T0OTHER01'], contacts: structuredClone(contacts.slice(1)) };
    const words = wordsOf(card(change('organisations', kept, { before: { ...ZETA, contacts } })));
    expect(words).toContain('Contacts who are of theirs no more: <@U0ZETA>\n');
  });

  it('leads on to what is missing, and says nothing where others read along', () => {
    expect(pressesOf(card(ADD, 'applied'))).toEqual({ 'What is missing': 'vendor zeta settings' });
    expect(wordsOf(card(ADD, 'proposed', true))).not.toMatch(/zeta|T0ZETA|contract/i);
  });

  it('shows hostile names as text', () => {
    const hostile = { ...ZETA, label: HOSTILE, parties: [HOSTILE], activities: [HOSTILE] };
    for (const of of [
      change('parties', hostile),
      change('invite', hostile, { address: HOSTILE }),
      { ...ADD, after: hostile },
    ]) {
      expect(markupIn(card(of))).toEqual([]);
    }
  });
});

describe('the settings of a vendor', () => {
  const parties = [
    { label: 'Zeta Team', kind: 'vendor' as const },
    { label: 'Zeta paid', kind: 'vendor-paid' as const },
  ];
  const settings = (vendor: Vendor, room: RoomSeen = seen) => {
    const steps = setupOf(vendor, { parties, ...(vendor.channel && { room }) });
    return renderAnswer({ is: 'vendor-settings', vendor, steps, room }, reading);
  };

  it('of one that lacks nothing say that it can be asked', () => {
    const message = settings({
      ...ZETA,
      contacts,
      hours: { days: ['monday'], from: '08:00', to: '18:00' },
      zone: 'UTC',
    });
    expect(message.text).toContain('✔ Zeta Ltd (`zeta`) · can be asked');
    expect(wordsOf(message)).not.toContain('✋');
  });

  it.each<[string, Vendor, RoomSeen, string[]]>([
    ['no channel', begun, seen, ['*1.* a channel', '`vendor set zeta channel to #… because …`']],
    ['nobody of theirs', ZETA, { ...seen, organisations: [] }, ['`vendor invite zeta name@their.company because …`']],
    [
      'an open invitation',
      { ...ZETA, invited: { address: 'sam@zeta.example', at: NOON } },
      { ...seen, organisations: [], awaited: true },
      ['an answer to the invitation (sam@zeta.example)', '14 days'],
    ],
    [
      'a stranger',
      ZETA,
      { ...seen, organisations: ['T0ZETA0001', 'T0GAMMA001'] },
      [
        '`T0GAMMA001` is in it, and not of theirs',
        '`vendor set zeta organisations to T0ZETA0001, T0GAMMA001 because …`',
      ],
    ],
    [
      'post-only people',
      ZETA,
      { ...seen, limited: ['T0ZETA0001'] },
      ['`T0ZETA0001` may only post there', 'accept E-…'],
    ],
    [
      'a channel that is gone',
      ZETA,
      { is: 'lost', why: 'absent' },
      ['has another id since it was shared or disconnected'],
    ],
    ['no limit for paid work', { ...ZETA, parties: ['Zeta paid'] }, seen, ['cost limit to 5000 EUR a month']],
    ['no party', { ...ZETA, parties: [] }, seen, ['`vendor set zeta parties to "…" because …`']],
  ])('say the step and the sentence that does it: %s', (_what, vendor, room, lines) => {
    const message = settings(vendor, room);
    for (const line of lines) expect(wordsOf(message)).toContain(line);
    expect(checkBlocks(message.blocks)).toMatchObject({ ok: true });
    expect(markupIn(message)).toEqual([]);
  });

  it('are a press away in the list, which says what each is asked for, and what it lacks', () => {
    const missing = setupOf({ ...ZETA, label: HOSTILE, parties: [] }, { parties }).filter(({ is }) => is === 'missing');
    const line = { vendor: { ...ZETA, label: HOSTILE }, missing };
    const listed = (asked: AskedOf) => renderAnswer({ is: 'vendors', lines: [{ ...line, asked }] }, reading);
    const message = listed({ open: 3, theirs: 2, late: 1 });
    expect(wordsOf(message)).toContain('3 open, 2 wait for them, ⏰ 1 late');
    expect(wordsOf(listed({ open: 1, theirs: 0, late: 0 }))).toContain('1 open, all wait for us');
    expect(wordsOf(listed({ open: 0, theirs: 0, late: 0 }))).toContain('nothing open');
    expect(wordsOf(message)).toContain('✋ missing: what the matrix calls them');
    expect(Object.values(pressesOf(message))).toEqual(['vendor zeta settings', 'form vendor add']);
    expect(markupIn(message)).toEqual([]);
  });
});

describe('a refusal about a vendor', () => {
  const vendor = 'zeta';
  const REFUSALS: Record<VendorRefusal['reason'], [VendorRefusal, string]> = {
    'vendor-there': [{ reason: 'vendor-there', vendor }, 'there is a vendor `zeta` already'],
    'vendor-same': [{ reason: 'vendor-same', vendor }, 'that is so already'],
    'organisation-ours': [{ reason: 'organisation-ours', organisation: 'T1ACME' }, 'is our own organisation'],
    'organisation-taken': [
      { reason: 'organisation-taken', organisation: 'T0X', by: vendor },
      'is of the vendor `zeta`',
    ],
    'channel-taken': [{ reason: 'channel-taken', channel: 'C0X', by: vendor }, '<#C0X> is the channel of `zeta`'],
    'party-taken': [{ reason: 'party-taken', party: HOSTILE, by: vendor }, 'there would be two to ask'],
    'vendor-too-large': [
      { reason: 'vendor-too-large', vendor, size: 3_001, most: 3_000, all: false },
      '3,001 bytes; at most 3,000',
    ],
    'vendor-asked': [{ reason: 'vendor-asked', vendor, requests: ['4KQ7M', '5KQ7M'] }, 'E-4KQ7M and E-5KQ7M'],
    'no-contact': [{ reason: 'no-contact', vendor, user: 'U0X', why: 'elsewhere' }, 'neither of ours nor'],
    'no-vendor-channel': [{ reason: 'no-vendor-channel', vendor }, 'has no channel to invite anybody to'],
    'not-invited': [
      { reason: 'not-invited', vendor, address: 'sam@zeta.example', why: 'no-right' },
      'do not let the bot invite people of other organisations',
    ],
  };
  const said = (refusal: VendorRefusal) => renderAnswer({ is: 'change-refused', change: ADD, refusal }, reading);

  it.each(Object.values(REFUSALS))('%o says why', (refusal, why) => {
    expect(said(refusal).text + wordsOf(said(refusal))).toContain(why);
    expect(markupIn(said(refusal))).toEqual([]);
  });

  it('says what Slack answered to an invitation, and what helps, each in words of its own', () => {
    const whys: InviteFailure[] = [
      ...(['no-right', 'no-scope', 'bad-address', 'in-already', 'full', 'not-paid'] as const),
      ...(['not-host', 'not-shareable', 'no-channel', 'left-out', 'archived'] as const),
    ];
    const words = whys.map((why) => wordsOf(said({ reason: 'not-invited', vendor, address: 'a@b.example', why })));
    expect(new Set(words).size).toBe(whys.length);
  });
});

describe('the form of a new vendor', () => {
  const known = {
    command: 'vendor add',
    missing: [],
    filled: { vendor: 'zeta', label: 'Zeta "Ltd"', organisation: 'T0ZETA0001' },
  };
  it('holds what is known, and stands for the sentence', () => {
    const view = renderForm({ is: 'form', gap: { ...known, because: 'backups' }, commands: [], targets: [] });
    expect(checkView(view)).toMatchObject({ ok: true });
    const values = {
      ...{ name: { value: { value: 'zeta' } }, label: { value: { value: 'Zeta "Ltd"' } } },
      ...{ organisation: { value: { value: 'T0ZETA0001, T0ZETA0002' } }, because: { value: { value: 'backups' } } },
      channel: { value: { selected_conversation: 'C0EXTZETA1' } },
    };
    const sentence = sentenceOf({ callback_id: view.callback_id ?? '', private_metadata: '', values }, maintenance);
    expect(parse(sentence, { commands: maintenance })).toEqual({
      ok: true,
      value: {
        ...{ is: 'vendor-add', vendor: 'zeta', label: 'Zeta "Ltd"', organisations: ['T0ZETA0001', 'T0ZETA0002'] },
        ...{ channel: 'C0EXTZETA1', because: 'backups' },
      },
    });
  });

  it.each<[string, Record<string, string>, string, string]>([
    ['a name of two words', { name: 'zeta ltd' }, 'name', 'zeta ltd cannot be the name of a vendor'],
    [
      'an organisation that says more',
      { organisation: 'T0ZETA0001 channel #C0OPS' },
      'organisation',
      'CHANNEL is no id',
    ],
    ['a label without an end', { label: 'x'.repeat(61) }, 'label', 'at most 60 characters'],
  ])('says at its field what is wrong, and reads no more into it: %s', (_what, typed, block, why) => {
    const filled = { name: 'zeta', label: 'Zeta', organisation: 'T0ZETA0001', because: 'backups', ...typed };
    const values = Object.fromEntries(Object.entries(filled).map(([name, value]) => [name, { value: { value } }]));
    const read = parse(sentenceOf({ callback_id: 'vendor', private_metadata: '', values }, maintenance), {
      commands: maintenance,
    });
    if (read.ok || read.error.is !== 'not-understood') throw new Error('understood');
    const wrong = wrongFields('vendor', { ...read.error, typed: '' }, reading);
    expect(Object.keys(wrong ?? {})).toEqual([block]);
    expect(wrong?.[block]).toContain(why);
  });

  it('says at its field what another vendor has, and leaves any other refusal to the dialog', () => {
    const wrong = (refusal: VendorRefusal) =>
      wrongFields('vendor', { is: 'change-refused', change: ADD, refusal }, reading);
    expect(wrong({ reason: 'organisation-taken', organisation: 'T0X', by: 'virtuozzo' })).toEqual({
      organisation: 'T0X is of the vendor virtuozzo: an organisation is of one only',
    });
    expect(wrong({ reason: 'channel-taken', channel: 'C0X', by: 'virtuozzo' })).toHaveProperty('channel');
    expect(wrong({ reason: 'party-taken', party: 'x', by: 'virtuozzo' })).toBeUndefined();
  });
});
