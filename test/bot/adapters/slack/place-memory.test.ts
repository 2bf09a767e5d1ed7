import { describe, expect, it } from 'vitest';
import { recall, remember } from '../../../../bot/adapters/slack/place-memory.ts';

const PLACE = { team: 'T1', channel: 'C1', thread: '1795262400.000100', answerPath: `/${'a'.repeat(200)}` };
const ABOUT = { ts: '1795262400.000200', thread: '1795262400.000100', text: 'nobody can pay' };

describe('what a form remembers', () => {
  it.each([
    ['nothing but its place', undefined],
    ['the message that it was opened on', ABOUT],
    ['its author of another organisation', { ...ABOUT, author: { team: 'T2', user: 'U2' } }],
    ['its author whose organisation Slack does not name', { ...ABOUT, author: { user: 'U2' } }],
  ])('comes back as it was: %s', (_what, about) => {
    const back = { place: PLACE, form: 'message 1', ...(about && { about }) };
    expect(recall(remember(PLACE, 'message 1', about), 'T1', 'U1')).toEqual(back);
  });

  it.each([
    ['x'.repeat(5_000)],
    ['"\n'.repeat(3_000)],
    ['\u0007'.repeat(5_000)],
    ['🧨'.repeat(4_000)],
    [`${'a'.repeat(1_197)}🧨`],
  ])('fits into what Slack keeps, and begins as the message does (%#)', (text) => {
    const memory = remember(PLACE, 'message 1795262400.000200', { ...ABOUT, text });
    expect(memory.length).toBeLessThanOrEqual(3_000);
    const kept = recall(memory, 'T1', 'U1').about?.text ?? '';
    expect(kept.length).toBeGreaterThan(150);
    expect(text.startsWith(kept.replace(/\ufffd$/, ''))).toBe(true);
  });
});
