import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { textOf } from '../../local/ops/text.ts';
import type { Message } from '../../local/slack/wire.ts';

const ops = (...args: string[]) =>
  spawnSync(process.execPath, ['local/run.mjs', 'local/ops/main.ts', ...args], { encoding: 'utf8' });

describe('npm run ops', () => {
  it('says how it is called', () => {
    const { stdout, status } = ops('--help');
    expect(stdout).toMatch(/^usage: npm run ops -- \[--as operator\]/);
    expect(status).toBe(0);
  });

  it('refuses a flag that it does not know in two lines, with the flags that there are', () => {
    const { stderr, status } = ops('--ass', 'approver', 'health');
    expect(stderr).toMatch(/^ops: Unknown option '--ass'.*\nusage: npm run ops/);
    expect(stderr.trim().split('\n')).toHaveLength(2);
    expect(status).toBe(1);
  });
});

describe('textOf', () => {
  it('types out each button and each line of a menu', () => {
    const text = (words: string) => ({ type: 'plain_text' as const, text: words });
    const take = {
      type: 'overflow' as const,
      action_id: 'menu',
      options: [{ text: text('Take lead'), value: 'take lead' }],
    };
    const blocks: Message['blocks'] = [
      { type: 'section', text: { type: 'mrkdwn', text: 'Lead: nobody' }, accessory: take },
      { type: 'actions', elements: [{ type: 'button', text: text('Show'), value: 'incidents' }, take] },
    ];
    expect(textOf({ text: '', blocks } as unknown as Message, []).split('\n')).toEqual([
      'Lead: nobody',
      '  [Take lead]  take lead',
      '  [Show]  incidents',
      '  [Take lead]  take lead',
    ]);
  });
});
