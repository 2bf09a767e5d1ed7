import { describe, expect, it, vi } from 'vitest';
import { readerZone } from '../../../../bot/adapters/slack/reader-zone.ts';
import { ChatBusy, type Profile } from '../../../../bot/ports/chat.ts';

const READER = { team: 'T1', user: 'U1' };
const ask = (profile: () => Promise<Profile | undefined>) => readerZone({ chat: { profile }, log: () => {} }, READER);
const of = (zone?: string) => ask(async () => ({ team: 'T1', name: 'x', flags: [], ...(zone && { zone }) }));

describe('the zone of a reader', () => {
  it.each([
    ['the one that Slack has of them', of('Europe/Berlin'), 'Europe/Berlin'],
    ['none, where Slack has none', of(), undefined],
    ['none, where Slack has what is no zone', of('Mars/Olympus'), undefined],
    ['none, where Slack does not show them', ask(async () => undefined), undefined],
    ['none, where Slack is busy', ask(() => Promise.reject(new ChatBusy(1_000))), undefined],
  ])('is %s', async (_what, asked, zone) => {
    expect(await asked).toBe(zone);
  });

  it('is not waited for', async () => {
    vi.useFakeTimers();
    const asked = ask(() => new Promise(() => {}));
    await vi.advanceTimersByTimeAsync(800);
    expect(await asked).toBeUndefined();
    vi.useRealTimers();
  });
});
