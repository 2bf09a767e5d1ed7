import { AxeBuilder } from '@axe-core/playwright';
import type { KnownBlock, ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { CHANNELS, USERS } from '../../local/slack/seed.ts';
import { answer, type Bot, formOf, newHome, payloadOf, plain } from '../local/slack/workbench.ts';
import { composer, PHONE, send, useBrowser } from './browser.ts';

const open = useBrowser();
const ops = CHANNELS.ops;
const mrkdwn = (text: string) => ({ type: 'mrkdwn' as const, text });
const section = (text: string): KnownBlock => ({ type: 'section', text: mrkdwn(text) });
const option = (value: string) => ({ text: plain(value), value });
const last = (page: Page) => page.getByRole('log').getByRole('article').last();
/** The scrolling list, in the page's own words: these tests are checked without the browser's types. */
const LOG = "document.querySelector('[role=log]')";
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const card: KnownBlock[] = [
  section('*Restart nginx on host-7* waits for approval'),
  {
    type: 'actions',
    block_id: 'b',
    elements: [
      { type: 'button', action_id: 'approve', text: plain('Approve'), style: 'primary' },
      {
        type: 'button',
        action_id: 'deny',
        text: plain('Deny'),
        style: 'danger',
        confirm: {
          title: plain('Deny it?'),
          text: plain('It ends here.'),
          confirm: plain('Deny it'),
          deny: plain('Back'),
        },
      },
      {
        type: 'static_select',
        action_id: 'only',
        placeholder: plain('Only one host'),
        options: ['host-7', 'host-8'].map(option),
      },
    ],
  },
];
const form: ModalView = {
  type: 'modal',
  callback_id: 'form',
  title: plain('Restart a service'),
  submit: plain('Plan it'),
  blocks: [
    {
      type: 'input',
      block_id: 'targets',
      label: plain('Targets'),
      element: { type: 'multi_static_select', action_id: 'v', options: ['host-4', 'host-7'].map(option) },
    },
    {
      type: 'input',
      block_id: 'reason',
      label: plain('Reason'),
      optional: true,
      element: { type: 'plain_text_input', action_id: 'v' },
    },
  ],
};

/** A message that is kept at hand, a link and a canvas. */
async function furnish(client: WebClient, channel: string): Promise<void> {
  const { ts = '' } = await client.chat.postMessage({ channel, text: 'the status card' });
  await client.pins.add({ channel, timestamp: ts });
  await client.bookmarks.add({ channel_id: channel, title: 'Runbook', type: 'link', link: 'https://example.com' });
  const markdown = '## Today\n\n| Time | What |\n|---|---|\n| 12:04 | alarm |\n\n![](@U0OPERATOR) leads';
  const document_content = { type: 'markdown' as const, markdown };
  await client.conversations.canvases.create({ channel_id: channel, title: 'Timeline', document_content });
}

describe('messages', () => {
  it('shows one person’s message to another at once, with mrkdwn drawn and HTML left as text', async () => {
    const { enter } = await open();
    const [operator, approver] = [await enter('operator'), await enter('approver')];
    await send(operator, '*bold* `code` <b>not html</b> @approver see https://example.com/a_b_c');
    const article = last(approver);
    await article.getByText('<b>not html</b>').waitFor();
    expect(await article.locator('strong').textContent()).toBe('bold');
    expect(await article.locator('.mention-me').textContent()).toBe('@approver');
    expect(await article.getByRole('link').getAttribute('href')).toBe('https://example.com/a_b_c');
    expect(await article.getAttribute('data-from')).toBe('operator');
  });

  it('keeps the reader’s place when news arrive, and offers to go there', async () => {
    const { enter, say } = await open();
    for (let index = 0; index < 40; index += 1) await say('admin', ops, `line ${index}`);
    const page = await enter('operator');
    await page.getByText('line 39').waitFor();
    await page.evaluate(`${LOG}.scrollTo(0, 0)`);
    await page.getByRole('button', { name: 'Latest messages' }).waitFor();
    await say('admin', ops, 'the news');
    await page.getByRole('button', { name: '1 new message' }).waitFor();
    expect(await page.evaluate(`${LOG}.scrollTop`)).toBe(0);
    await page.getByRole('button', { name: '1 new message' }).click();
    await expect
      .poll(() => page.evaluate(`${LOG}.scrollHeight - ${LOG}.scrollTop - ${LOG}.clientHeight`))
      .toBeLessThan(2);
  });

  it('draws the last 200 of 2,000 messages, and earlier ones when asked', async () => {
    const { enter, say } = await open();
    for (let index = 0; index < 2000; index += 1) await say('admin', ops, `line ${index}`);
    const page = await enter('operator');
    await page.getByText('line 1999').waitFor();
    const articles = page.getByRole('log').getByRole('article');
    expect(await articles.count()).toBe(200);
    await page.getByRole('button', { name: 'Load earlier messages (1800)' }).click();
    await expect.poll(() => articles.count()).toBe(400);
  });

  it('toggles a reaction, and answers in a thread', async () => {
    const { enter, say, messages } = await open();
    await say('admin', ops, 'keep this');
    const page = await enter('operator');
    await last(page).hover();
    await last(page).getByRole('button', { name: 'React with pushpin' }).click();
    await last(page).getByRole('button', { name: 'pushpin, 1: you' }).click();
    await expect.poll(async () => (await messages('operator', ops)).at(-1)?.reactions).toEqual([]);
    await last(page).getByRole('button', { name: 'Reply in thread' }).click();
    await page.getByRole('textbox', { name: 'Reply in the thread' }).fill('kept');
    await page.keyboard.press('Enter');
    await page.getByRole('log', { name: 'Messages in the thread' }).getByText('kept').waitFor();
    await page.getByRole('button', { name: '1 reply' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('complementary', { name: 'Thread' }).count()).toBe(0);
  });

  it('changes and deletes one’s own, and hands one to the app', async () => {
    const { enter, say, messages, deliveries } = await open();
    await say('admin', ops, 'not mine');
    await say('operator', ops, 'firts, @admin');
    const page = await enter('operator');
    const menu = async (text: string) => {
      const article = page.getByRole('article').filter({ hasText: text });
      await article.hover();
      await article.getByRole('button', { name: 'More actions' }).click();
    };
    await menu('not mine');
    await page.getByRole('menuitem', { name: 'Add to timeline' }).click();
    await expect
      .poll(() => payloadOf(deliveries[0]))
      .toMatchObject({ type: 'message_action', message: { text: 'not mine' } });
    await menu('not mine');
    expect(await page.getByRole('menuitem', { name: /Edit|Delete/ }).count()).toBe(0);
    await page.keyboard.press('Escape');
    await menu('firts');
    await page.getByRole('menuitem', { name: 'Edit the message' }).click();
    const field = page.getByRole('textbox', { name: 'Edit the message' });
    expect(await field.inputValue()).toBe('firts, @admin');
    await field.fill('first, @admin');
    await field.press('Enter');
    await page.getByText('(edited)').waitFor();
    expect((await messages('operator', ops)).at(-1)?.text).toBe(`first, <@${USERS.admin}>`);
    await menu('first');
    await page.getByRole('menuitem', { name: 'Delete the message…' }).click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await expect.poll(async () => (await messages('operator', ops)).length).toBe(1);
  });

  it('of a channel that the bot makes arrive with all that it keeps, until it is archived', async () => {
    const { enter, client, say } = await open();
    const page = await enter('operator');
    const { channel } = await client.conversations.create({ name: 'inc-7qk2p-checkout' });
    const id = channel?.id ?? '';
    await page.getByRole('button', { name: 'Join a channel' }).click();
    await page.getByRole('menuitem', { name: 'inc-7qk2p-checkout' }).click();
    await composer(page, 'inc-7qk2p-checkout').waitFor();
    await client.conversations.setTopic({ channel: id, topic: 'Critical' });
    await page.locator('.head-topic').getByText('Critical').waitFor();
    await furnish(client, id);
    expect(await page.getByRole('link', { name: 'Runbook' }).getAttribute('href')).toBe('https://example.com');
    await page.getByRole('button', { name: '1 pinned' }).click();
    await page.getByRole('log', { name: 'Pinned in #inc-7qk2p-checkout' }).getByText('the status card').waitFor();
    await page.getByRole('button', { name: 'Timeline' }).click();
    await page.getByText('@operator leads').waitFor();
    const tabs = page.getByRole('navigation', { name: 'In #inc-7qk2p-checkout' });
    await tabs.getByRole('button', { name: 'Messages' }).click();
    await say('operator', id, 'about to end');
    await page.getByText('about to end').waitFor();
    await page.getByRole('button', { name: '#inc-7qk2p-checkout: more' }).click();
    await page.getByRole('menuitem', { name: 'Archive the channel…' }).click();
    await page.getByRole('button', { name: 'Archive', exact: true }).click();
    await page.getByText('is archived').waitFor();
    expect(await composer(page, 'inc-7qk2p-checkout').count()).toBe(0);
  });

  it('names the type of a block it does not know', async () => {
    const { enter, slack, client } = await open();
    await client.chat.postMessage({ channel: ops, text: 'card', blocks: card });
    const page = await enter('operator');
    await page.route('**/local/messages**', async (route) => {
      const body = (await (await route.fetch()).text()).replaceAll('"section"', '"hologram"');
      await route.fulfill({ body });
    });
    await page.goto(`${slack.url}/?as=operator`);
    await page.getByRole('alert').getByText('hologram').waitFor();
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });
});

describe('commands', () => {
  it('says that a command is on its way, then shows the answer to this person alone', async () => {
    const bot: Bot = async (request) => {
      await wait(300);
      return answer({ text: `heard ${formOf(request)['text']}` });
    };
    const { enter } = await open({ bot });
    const page = await enter('operator');
    await send(page, '/ops targets');
    await page.getByRole('status').getByText('Sending').waitFor();
    await page.locator('article[data-ephemeral]').getByText('heard targets').waitFor();
    await page.getByText('Only visible to you').waitFor();
    expect(await composer(page).inputValue()).toBe('');
    await composer(page).press('ArrowUp');
    expect(await composer(page).inputValue()).toBe('/ops targets');
  });

  it('gives a refused command back, with Slack’s own code for the refusal', async () => {
    const { enter } = await open({ bot: () => answer('', 500) });
    const page = await enter('operator');
    await send(page, '/ops targets');
    await page.getByRole('alert').locator('code').waitFor();
    await expect.poll(() => composer(page).inputValue()).toBe('/ops targets');
    await page.getByRole('button', { name: 'Dismiss' }).click();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('completes a mention with the keyboard', async () => {
    const { enter } = await open();
    const page = await enter('operator');
    await page.keyboard.press('/');
    await page.getByRole('option', { name: '/ops' }).waitFor();
    await composer(page).fill('');
    await composer(page).pressSequentially('hello @approver-');
    await page.getByRole('listbox', { name: 'People' }).waitFor();
    await page.keyboard.press('Enter');
    expect(await composer(page).inputValue()).toBe('hello @approver-2 ');
  });
});

describe('elements', () => {
  it('sends one press while the first is not answered, and a danger only after its confirmation', async () => {
    const bot: Bot = async () => {
      await wait(200);
      return answer();
    };
    const { enter, client, deliveries } = await open({ bot });
    await client.chat.postMessage({ channel: ops, text: 'card', blocks: card });
    const page = await enter('approver');
    await page.getByRole('button', { name: 'Approve', exact: true }).dblclick();
    await expect
      .poll(() => page.getByRole('button', { name: 'Approve', exact: true }).getAttribute('aria-busy'))
      .toBe('false');
    expect(deliveries).toHaveLength(1);
    await page.getByRole('button', { name: 'Deny', exact: true }).click();
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByRole('button', { name: 'Deny', exact: true }).click();
    await page.getByRole('button', { name: 'Deny it' }).click();
    await expect.poll(() => deliveries.map((one) => payloadOf(one).actions[0].action_id)).toEqual(['approve', 'deny']);
  });

  it('walks a select with the arrows and tells the bot what was chosen', async () => {
    const { enter, client, deliveries } = await open();
    await client.chat.postMessage({ channel: ops, text: 'card', blocks: card });
    const page = await enter('operator');
    const select = page.getByRole('combobox', { name: 'Only one host' });
    await select.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => payloadOf(deliveries[0])?.actions[0].selected_option?.value).toBe('host-8');
    await expect.poll(() => select.inputValue()).toBe('host-8');
  });

  it('shows a form’s errors at their fields, keeps what was typed, and closes when it is taken', async () => {
    let openForm = async (_trigger: string): Promise<unknown> => undefined;
    const bot: Bot = (request) => {
      const { command, trigger_id: trigger } = formOf(request) as Record<string, string>;
      if (command && trigger) void openForm(trigger);
      const reason = command ? '' : payloadOf(request).view?.state.values.reason.v.value;
      if (command || reason) return answer();
      return answer({ response_action: 'errors', errors: { reason: 'Production needs a reason.' } });
    };
    const { enter, client, deliveries } = await open({ bot });
    openForm = (trigger) => client.views.open({ trigger_id: trigger, view: form });
    const page = await enter('operator');
    await send(page, '/ops');
    const dialog = page.getByRole('dialog', { name: 'Restart a service' });
    await dialog.getByRole('button', { name: 'Plan it' }).click();
    await dialog.getByText('Please complete this required field.').waitFor();
    expect(deliveries).toHaveLength(1);
    await dialog.getByRole('combobox', { name: 'Targets' }).fill('7');
    await page.getByRole('option', { name: 'host-7' }).click();
    await page.keyboard.press('Escape');
    await dialog.getByRole('button', { name: 'Plan it' }).click();
    await dialog.getByText('Production needs a reason.').waitFor();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('worker leak');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    const { targets, reason } = payloadOf(deliveries.at(-1)).view.state.values;
    expect([targets.v.selected_options[0].value, reason.v.value]).toEqual(['host-7', 'worker leak']);
  });
});

describe('a list within a form', () => {
  it('stays open while messages arrive behind the form, so that Escape closes the list alone', async () => {
    let openForm = async (_trigger: string): Promise<unknown> => undefined;
    const bot: Bot = (request) => {
      const { command, trigger_id: trigger } = formOf(request) as Record<string, string>;
      if (command && trigger) void openForm(trigger);
      return answer('');
    };
    const { enter, client, say } = await open({ bot });
    openForm = (trigger) => client.views.open({ trigger_id: trigger, view: form });
    const page = await enter('operator');
    const scrolled = async () => page.evaluate<number>(`${LOG}.scrollTop`);
    for (let line = 0; line < 30; line += 1) await say('approver', ops, `line ${line}`);
    await expect.poll(scrolled).toBeGreaterThan(0);
    await send(page, '/ops');
    const dialog = page.getByRole('dialog', { name: 'Restart a service' });
    await dialog.getByRole('combobox', { name: 'Targets' }).click();
    await page.getByRole('option', { name: 'host-7' }).click();
    const before = await scrolled();
    await say('approver', ops, 'one more');
    await expect.poll(scrolled).toBeGreaterThan(before);
    await page.getByRole('option', { name: 'host-4' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('option').first().waitFor({ state: 'detached' });
    expect(await dialog.isVisible()).toBe(true);
    await dialog.getByRole('button', { name: 'Remove host-7' }).waitFor();
  });
});

describe('a form that the bot does not take', () => {
  it('stays open as it was filled, and says why in front of the person', async () => {
    let openForm = async (_trigger: string): Promise<unknown> => undefined;
    const bot: Bot = (request) => {
      const { command, trigger_id: trigger } = formOf(request) as Record<string, string>;
      if (command && trigger) void openForm(trigger);
      return answer('', command ? 200 : 500);
    };
    const { enter, client } = await open({ bot });
    openForm = (trigger) => client.views.open({ trigger_id: trigger, view: { ...form, blocks: form.blocks.slice(1) } });
    const page = await enter('operator');
    await send(page, '/ops');
    const dialog = page.getByRole('dialog', { name: 'Restart a service' });
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('worker leak');
    await dialog.getByRole('button', { name: 'Plan it' }).click();
    await dialog.getByRole('alert').locator('code').waitFor();
    expect(await dialog.getByRole('textbox', { name: 'Reason' }).inputValue()).toBe('worker leak');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });
});

describe('places and people', () => {
  it('marks what is unread, and goes there by keyboard', async () => {
    const { enter, say } = await open();
    const page = await enter('operator');
    await say('approver', CHANNELS.general, 'hello @operator');
    await page.getByRole('button', { name: /general 1 unread/ }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Jump to' }).fill('gen');
    await page.keyboard.press('Enter');
    await page.getByRole('log', { name: 'Messages in #general' }).getByText('hello').waitFor();
    expect(page.url()).toContain('channel=general');
    await page.keyboard.press('Alt+ArrowUp');
    await page.getByRole('log', { name: 'Messages in #ops' }).waitFor();
  });

  it('becomes somebody of another organisation, who sees the shared channel alone', async () => {
    const { enter } = await open();
    const page = await enter('operator', { channel: 'ext-virtuozzo' });
    await page.getByRole('button', { name: /You are operator of Acme/ }).click();
    await page.getByRole('menuitemradio', { name: /vendor-1/ }).click();
    await page.getByRole('button', { name: /You are vendor-1 of Virtuozzo/ }).waitFor();
    const sidebar = page.getByRole('navigation', { name: 'Channels' });
    await sidebar.getByText('with Acme').waitFor();
    expect(await sidebar.getByRole('button', { name: 'general' }).count()).toBe(0);
  });

  it('shows the App Home that the bot publishes for this person', async () => {
    const { enter, client } = await open();
    const page = await enter('operator');
    await page.getByRole('navigation', { name: 'Channels' }).getByRole('button', { name: 'Home' }).click();
    await page.getByText('Remit has put nothing here').waitFor();
    await client.views.publish({ user_id: USERS.operator, view: { type: 'home', blocks: [section('Two runs wait')] } });
    await page.getByRole('region', { name: 'App Home' }).getByText('Two runs wait').waitFor();
  });

  it('says that the connection is lost, and misses nothing once the workspace is back', async () => {
    const home = newHome();
    const first = await open({ home });
    const page = await first.enter('operator');
    await first.say('admin', ops, 'before');
    await page.getByText('before').waitFor();
    await first.slack.close();
    await page.getByRole('status').getByText('reconnecting').waitFor();
    const { say } = await open({ home, port: Number(new URL(first.slack.url).port) });
    await say('admin', ops, 'meanwhile');
    await page.getByText('meanwhile').waitFor();
    await expect.poll(() => page.getByText('reconnecting').count()).toBe(0);
    await say('admin', ops, 'after');
    await page.getByText('after').waitFor();
  });
});

/** A dialog that fades in has pale text for a moment. In the page's own words; what turns for ever is not waited for. */
const STILL = `Promise.allSettled(document.getAnimations()
  .filter((one) => one.effect.getTiming().iterations !== Infinity)
  .map((one) => one.finished.then(() => true)))`;

describe('everybody can use it', () => {
  const problems = async (page: Page) => {
    await page.evaluate(STILL);
    const { violations } = await new AxeBuilder({ page }).analyze();
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  };

  it.each(['light', 'dark'] as const)('has nothing for axe to report in the %s theme', async (colorScheme) => {
    const { enter, client, say } = await open();
    await say('vendor-1', CHANNELS['ext-virtuozzo'], 'hello');
    await say('admin', ops, '@operator see `code` and <b> in #general');
    await client.chat.postMessage({
      channel: ops,
      text: 'card',
      blocks: [...card, { type: 'context', elements: [mrkdwn('asked by _operator_')] }],
    });
    await client.chat.postEphemeral({ channel: ops, user: USERS.operator, text: 'Only for you' });
    await furnish(client, ops);
    const page = await enter('operator', { colorScheme });
    await page.getByText('Only for you').waitFor();
    await page.getByRole('button', { name: 'Behind the scenes' }).click();
    expect(await page.evaluate('getComputedStyle(document.body).colorScheme')).toBe('light dark');
    const background = await page.evaluate('getComputedStyle(document.body).backgroundColor');
    expect(background).toBe(colorScheme === 'dark' ? 'rgb(22, 25, 29)' : 'rgb(255, 255, 255)');
    expect(await problems(page)).toEqual([]);
    await page.getByRole('combobox', { name: 'Only one host' }).click();
    expect(await problems(page)).toEqual([]);
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'Jump to' }).waitFor();
    expect(await problems(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Timeline' }).click();
    await page.getByRole('cell', { name: 'alarm' }).waitFor();
    expect(await problems(page)).toEqual([]);
  });

  it('fits a phone: a drawer for channels, and nothing wider than the screen', async () => {
    const { enter, client, say } = await open();
    await say('admin', ops, `a long word ${'x'.repeat(200)} and \`\`\`${'wide '.repeat(80)}\`\`\``);
    await client.chat.postMessage({ channel: ops, text: 'card', blocks: card });
    const page = await enter('operator', PHONE);
    await page.getByRole('button', { name: 'Approve', exact: true }).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    expect(await page.evaluate(`${LOG}.scrollWidth - ${LOG}.clientWidth`)).toBe(0);
    await page.getByRole('button', { name: 'Channels', exact: true }).click();
    await page.getByRole('navigation', { name: 'Channels' }).getByRole('button', { name: 'general' }).click();
    await page.getByRole('log', { name: 'Messages in #general' }).waitFor();
    await expect.poll(() => page.getByRole('navigation', { name: 'Channels' }).isVisible()).toBe(false);
  });
});
