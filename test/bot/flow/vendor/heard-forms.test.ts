import { describe, expect, it } from 'vitest';
import { HEARD_FORMS, type HeardForm } from '../../../../bot/domain/language/read-heard-form.ts';
import { OURS } from '../people.ts';
import { createShared, type Kind, OTTO, type Shared, STRANGER, VERA, VIKTOR } from './shared-channel.ts';

/** What the form of each makes, and of what kind of request, after what was said before. */
const WAYS: Record<HeardForm, { kind?: Kind; before?: string[]; fills: string; type: string }> = {
  accept: { fills: 'accept E-ID eta 30m', type: 'accepted' },
  decline: { fills: 'decline E-ID because "not ours"', type: 'declined' },
  ask: { fills: 'ask E-ID "which gate?"', type: 'asked-back' },
  progress: { before: ['accept'], fills: 'progress E-ID "half" eta 1h', type: 'progressed' },
  estimate: { kind: 'paid', fills: 'estimate E-ID 1250.00 EUR "two hours"', type: 'estimated' },
  done: { before: ['accept'], fills: 'done E-ID "restarted"', type: 'done' },
  safe: { kind: 'safety', fills: 'safe E-ID if "drained" because "load"', type: 'answered' },
  unsafe: { kind: 'safety', fills: 'unsafe E-ID because "load"', type: 'answered' },
};

const submitted = (it: Shared, text: string, by = VERA) => ({
  ...it.mentioned(by, text.replace('ID', it.id)),
  mention: false,
});

describe('A form of the vendor’s card', () => {
  it.each(HEARD_FORMS)('opens on a press of one of theirs, and is an act when it is submitted: %s', async (does) => {
    const { kind = 'task', before = [], fills, type } = WAYS[does];
    const it = await createShared({ kind });
    for (const text of before) await it.say(text);
    expect(await it.ask(it.pressed(VERA, `form ${does} E-${it.id}`))).toMatchObject({
      is: 'form',
      heard: { does, request: it.id },
    });
    expect(await it.ask(submitted(it, fills))).toEqual({ is: 'later' });
    expect(it.types().at(-1) === type || it.types().includes(type)).toBe(true);
    expect(it.settled().at(-1)).toMatchObject({ is: 'acted', step: type });
  });

  it.each<[string, (it: Shared) => Promise<unknown>]>([
    ['a stranger', (it) => it.ask(it.pressed(STRANGER, `form accept E-${it.id}`))],
    ['another vendor', (it) => it.ask(it.pressed(OTTO, `form accept E-${it.id}`))],
    [
      'whom Slack names no organisation for',
      (it) => it.ask(it.pressed({ team: 'unresolved', user: VERA.user }, `form accept E-${it.id}`)),
    ],
    [
      'another vendor in its own channel',
      (it) => it.ask(it.pressed(OTTO, `form accept E-${it.id}`, { place: { team: OURS, channel: 'C0OTHERS' } })),
    ],
    [
      'one of theirs in another channel',
      (it) => it.ask(it.pressed(VERA, `form accept E-${it.id}`, { place: { team: OURS, channel: 'C0OPS' } })),
    ],
    ['one of theirs, of a request that is none', (it) => it.ask(it.pressed(VERA, 'form accept E-ZZZZZ'))],
    ['one of theirs, of what is no form of theirs', (it) => it.ask(it.pressed(VERA, `form withdraw E-${it.id}`))],
  ])('opens for nobody else: %s', async (_who, press) => {
    const it = await createShared();
    expect(await press(it)).toEqual({ is: 'outsider' });
    expect([it.settled(), it.types()]).toEqual([[], ['prepared', 'sent']]);
  });

  it('says instead of opening why there is nothing to fill in: taken, over, not yet', async () => {
    const it = await createShared();
    const press = async (does: string, by = VERA) => it.ask(it.pressed(by, `form ${does} E-${it.id}`));
    expect(await press('done')).toMatchObject({ is: 'heard-refused', refusal: { reason: 'not-now' } });
    await it.say('accept', VIKTOR);
    expect(await press('accept')).toMatchObject({
      is: 'heard-refused',
      to: VERA,
      refusal: { reason: 'taken', by: VIKTOR },
    });
    await it.say('done', VIKTOR);
    expect(await press('progress')).toMatchObject({
      is: 'heard-refused',
      refusal: { reason: 'too-late', state: 'done' },
    });
    expect(it.world.chat.answered).toEqual([]);
  });

  it.each([
    ['accept E-ID eta soon', 'task'],
    ['accept E-ID eta 2026-11-20 10:00', 'task'],
    ['accept E-ID eta', 'task'],
    ['estimate E-ID a lot EUR', 'paid'],
    ['estimate E-ID 1.250,00.0 EUR', 'paid'],
    ['decline E-ID because ""', 'task'],
  ] as const)('names what is wrong at its field, and nothing is on record: %s', async (text, kind) => {
    const it = await createShared({ kind, vendor: { zone: 'Europe/Sofia' } });
    expect(await it.ask(submitted(it, text))).toMatchObject({ is: 'heard-misread', request: it.id });
    expect(it.settled()).toEqual([]);
  });

  it('that somebody else submits, with ids of their own making, is decided like anything that is said', async () => {
    const it = await createShared();
    for (const by of [STRANGER, OTTO])
      expect(await it.ask(submitted(it, 'accept E-ID eta soon', by))).toEqual({ is: 'later' });
    expect(it.settled().map(({ why }) => why)).toEqual(['unknown-team', 'wrong-channel']);
  });

  it('that was opened before another took it is told by whom, in the thread', async () => {
    const it = await createShared();
    await it.ask(it.pressed(VERA, `form accept E-${it.id}`));
    await it.say('accept', VIKTOR);
    await it.ask(submitted(it, 'accept E-ID'));
    expect(it.world.chat.answered).toMatchObject([{ answer: { refusal: { reason: 'taken', by: VIKTOR } } }]);
  });
});
