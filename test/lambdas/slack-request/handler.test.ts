import { describe, expect, it } from 'vitest';
import { createHandler } from '../../../lambdas/slack-request/handler.ts';

const event = { version: '2.0', rawPath: '/slack', headers: { host: 'x' }, body: 'Yg==', isBase64Encoded: true };

describe('the function that answers Slack', () => {
  it('hands what the guard passed to Bolt, and to nobody else', async () => {
    const guarded: unknown[] = [];
    const handler = createHandler({
      guard: async (it) => {
        guarded.push(it);
        return { is: 'passed', event: 'verified' };
      },
      bolt: async (it: string) => ({ statusCode: 200, body: it }),
    });
    expect(await handler(event)).toEqual({ statusCode: 200, body: 'verified' });
    const { version: _version, ...read } = event;
    expect(guarded).toEqual([read]);
  });

  it('answers what the guard answers, without Bolt', async () => {
    const handler = createHandler({
      guard: async () => ({ is: 'answered', answer: { statusCode: 401 } }),
      bolt: () => Promise.reject(new Error('reached')),
    });
    expect(await handler(event)).toEqual({ statusCode: 401 });
  });

  it('throws at an event that is none of an HTTP API', async () => {
    const handler = createHandler({ guard: () => Promise.reject(new Error('reached')), bolt: async () => ({}) });
    await expect(handler({ Records: [] })).rejects.toThrow(/headers/);
  });
});
