import { describe, expect, it } from 'vitest';
import { renderAnswer } from '../../../../bot/adapters/slack/render/answer.ts';
import { parse } from '../../../../bot/domain/language/parse.ts';
import { commands } from '../../../../commands/index.ts';
import { checkBlocks } from '../../../../local/slack/blocks/check.ts';
import { foreignMarkup, pressesOf, sizeOf, textsOf } from '../../adapters/slack/render/look.ts';
import { reading } from '../../adapters/slack/render/stories.ts';
import { createWorld } from '../world.ts';

const world = await createWorld();
const ask = (text: string) => world.say('operator', text);
/** The runbook as it is read, or why there is none. */
async function read(text: string) {
  const answer = await ask(text);
  if (answer.is !== 'runbook') throw new Error(`no runbook: ${JSON.stringify(answer)}`);
  return renderAnswer(answer, reading);
}

describe('a runbook', () => {
  it('of an activity says whose it is, how its commands run, what an end means and what to look with', async () => {
    const shown = await read('runbook restarting processes');
    const text = textsOf(shown.blocks).join('\n');
    expect(shown.text).toBe('📖 Runbook: Restarting Processes');
    expect(text).toContain('*Whose it is*');
    expect(text).toContain('Platform Owner');
    expect(text).toContain('*When it fails*');
    expect(text).toMatch(/\*To look with\*: .*status/);
    for (const { name } of commands.filter(({ activity }) => activity === 'restarting-processes')) {
      expect(text).toContain(`*${name}*`);
    }
    expect(pressesOf(shown)).toMatchObject({ 'Form: restart': 'form restart' });
  });

  it('of one command says all of it, and leads to the whole activity', async () => {
    const shown = await read('runbook RESTART');
    const text = textsOf(shown.blocks).join('\n');
    expect(text).toContain('restart &lt;service&gt; on &lt;targets&gt; [because …]');
    expect(text).toContain('brings nginx down for about 2 s; nothing else');
    expect(text).toContain('*Approval*: production one approver; staging none');
    expect(text).toContain('*Undo*: A restart cannot be taken back');
    expect(text).toContain('at most 120 s; safe to repeat');
    expect(pressesOf(shown)).toMatchObject({ 'The whole activity': 'runbook "restarting-processes"' });
  });

  it('can be had of every command, within Slack’s limits, and each of its buttons is a sentence', async () => {
    const named = [...new Set(commands.flatMap(({ name, activity }) => [name, activity]))];
    for (const about of named) {
      const shown = await read(`runbook "${about}"`);
      expect(checkBlocks(shown.blocks), about).toMatchObject({ ok: true });
      expect(foreignMarkup(shown), about).toEqual([]);
      expect(sizeOf(shown)).toBeLessThan(13_000);
      const says = Object.values(pressesOf(shown));
      expect(says.filter((one) => !parse(one, { commands }).ok)).toEqual([]);
    }
  });

  it('says with which words the vendor is asked where a cell is theirs', async () => {
    const text = textsOf((await read('runbook host firewall configuration')).blocks).join('\n');
    expect(text).toContain('*Where it is the vendor’s*: type it as if it were ours (`firewall');
    expect(text).toContain('`send E-…` sends it');
  });

  it('of an activity without a command says that people do it by hand, or whom to ask', async () => {
    const answer = await ask('runbook host firewall configuration');
    if (answer.is !== 'runbook') throw new Error('no runbook');
    const text = textsOf(renderAnswer({ ...answer, commands: [], readings: [] }, reading).blocks).join('\n');
    expect(text).toContain('People do it by hand');
    expect(text).toContain('no command prepares that request yet');
    expect(text).not.toContain('*When it fails*');
  });

  it.each([
    ['runbook restarting proceses', 'runbook "Restarting Processes"'],
    ['runbok restart', 'runbook "restart"'],
  ])('only suggests what %s may have meant', async (typed, sentence) => {
    expect(await ask(typed)).toMatchObject({ is: 'suggestion', sentence });
  });

  it.each([
    ['runbook', '`runbook` does not say of what'],
    ['runbook of nothing at all', 'is no activity of virtuozzo'],
    ['runbook restart because x', '`runbook` takes no reason'],
  ])('says what is wrong with %s', async (typed, why) => {
    expect(await ask(typed)).toMatchObject({ is: 'not-understood', why: expect.stringContaining(why) });
  });

  it('is for whoever may read the matrix', async () => {
    expect(await world.say('budget', 'runbook restart')).toMatchObject({
      is: 'refused',
      refusal: { reason: 'no-role' },
    });
  });
});
