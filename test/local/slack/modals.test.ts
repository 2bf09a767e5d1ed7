import type { ModalView } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { CHANNELS, TEAMS, USERS } from '../../../local/slack/seed.ts';
import { answer, type Bot, formOf, openWorkbench, payloadOf, plain, refusal } from './workbench.ts';

const form = (over: Partial<ModalView> = {}): ModalView => ({
  type: 'modal',
  title: plain('Restart'),
  submit: plain('Ask'),
  private_metadata: 'R-8C2MX',
  blocks: [
    {
      type: 'input',
      block_id: 'service',
      label: plain('Service'),
      element: { type: 'plain_text_input', action_id: 'v', max_length: 5 },
    },
    {
      type: 'input',
      block_id: 'why',
      label: plain('Why'),
      optional: true,
      element: { type: 'plain_text_input', action_id: 'v', initial_value: 'leak' },
    },
  ],
  ...over,
});
const inputs = { service: { v: 'nginx' } };

/** A slash command of `operator` has just been typed: its trigger is fresh. */
async function withTrigger(bot: Bot = () => answer()) {
  const bench = await openWorkbench({ bot });
  await bench.say('operator', CHANNELS.ops, '/ops');
  const trigger_id = formOf(bench.deliveries[0])['trigger_id'] ?? '';
  bench.deliveries.length = 0;
  const page = await bench.watch('operator');
  return { ...bench, page, trigger_id };
}

async function withForm(bot: Bot, view = form()) {
  const bench = await withTrigger(bot);
  const opened = await bench.client.views.open({ trigger_id: bench.trigger_id, view });
  const id = opened.view?.id ?? '';
  return {
    ...bench,
    id,
    submit: (given: object = inputs) => bench.post('submit', { as: 'operator', view: id, inputs: given }),
  };
}

describe('a trigger_id', () => {
  it('opens one modal, for whoever caused it, and no second', async () => {
    const { client, trigger_id, page } = await withTrigger();
    await client.views.open({ trigger_id, view: form() });
    expect((await page.next('view-opened')).view).toMatchObject({ forUser: USERS.operator, view: { type: 'modal' } });
    expect(await refusal(client.views.open({ trigger_id, view: form() }))).toMatchObject({
      error: 'exchanged_trigger_id',
    });
    expect(await page.next('refusal')).toMatchObject({ error: 'exchanged_trigger_id', method: 'views.open' });
  });

  it.each([
    [3000, undefined],
    [3001, 'trigger_expired'],
  ])('after %i ms gives %s', async (later, error) => {
    const clock = { at: 1_800_000_000_000 };
    const { client, say, deliveries } = await openWorkbench({ now: () => clock.at });
    await say('operator', CHANNELS.ops, '/ops');
    clock.at += later;
    const call = client.views.open({ trigger_id: formOf(deliveries[0])['trigger_id'] ?? '', view: form() });
    if (error === undefined) expect(await call).toMatchObject({ ok: true });
    else expect(await refusal(call)).toMatchObject({ error });
  });

  it('is not spent by a view that is refused', async () => {
    const { client, trigger_id } = await withTrigger();
    const wrong = form({ title: plain('x'.repeat(25)) });
    expect(await refusal(client.views.open({ trigger_id, view: wrong }))).toMatchObject({
      error: 'invalid_arguments',
      response_metadata: {
        messages: [
          '[ERROR] failed to match all allowed schemas [json-pointer:/view]',
          '[ERROR] must be less than 25 characters [json-pointer:/view/title/text]',
        ],
      },
    });
    expect(await client.views.open({ trigger_id, view: form() })).toMatchObject({ ok: true });
  });
});

describe('a submitted form', () => {
  it('tells every input, and closes on an empty answer', async () => {
    const { submit, deliveries, page, id } = await withForm(() => answer());
    expect(await submit()).toEqual({ ok: true });
    expect(payloadOf(deliveries[0])).toMatchObject({
      type: 'view_submission',
      team: { id: TEAMS.acme },
      user: { id: USERS.operator, team_id: TEAMS.acme },
      view: {
        id,
        app_installed_team_id: TEAMS.acme,
        private_metadata: 'R-8C2MX',
        hash: expect.any(String),
        state: {
          values: {
            service: { v: { type: 'plain_text_input', value: 'nginx' } },
            why: { v: { type: 'plain_text_input', value: 'leak' } },
          },
        },
      },
    });
    expect(await page.next('view-closed')).toMatchObject({ id });
  });

  it.each([
    ['empty', {}, 'This field is required.'],
    ['too long', { service: { v: 'apache' } }, 'Use at most 5 characters.'],
  ])('with a required field %s stays, and the bot hears nothing', async (_what, given, error) => {
    const { submit, deliveries, page } = await withForm(() => answer());
    expect(await submit(given)).toMatchObject({ ok: false, error: 'missing_input' });
    expect((await page.next('view-updated')).view.errors).toEqual({ service: error });
    expect(deliveries).toEqual([]);
  });

  it("shows the bot's errors, and may be submitted again", async () => {
    const errors = { service: 'No such service.' };
    const { submit, page } = await withForm((_request, index) =>
      answer(index === 0 ? { response_action: 'errors', errors } : ''),
    );
    // The command before this form was the first delivery, and was forgotten: this is the first again.
    await submit();
    expect((await page.next('view-updated')).view.errors).toEqual(errors);
    expect(await submit()).toEqual({ ok: true });
  });

  it.each([
    ['errors of a block that is no input', { response_action: 'errors', errors: { nowhere: 'x' } }, 'invalid_payload'],
    ['a view that Slack refuses', { response_action: 'update', view: form({ title: plain('') }) }, 'invalid_arguments'],
    ['an unknown action', { response_action: 'dance' }, 'invalid_payload'],
  ])('is refused visibly when the bot answers with %s', async (_what, body, error) => {
    const { submit, page } = await withForm(({ body: sent }) => answer(sent.startsWith('payload') ? body : ''));
    expect(await submit()).toMatchObject({ ok: false, error });
    expect(await page.next('refusal')).toMatchObject({ error });
  });

  it('follows update, push up to three deep, and clear', async () => {
    const answers = [
      { response_action: 'update', view: form({ title: plain('Second') }) },
      { response_action: 'push', view: form({ title: plain('Third') }) },
    ];
    const { submit, page, client, id, post } = await withForm(({ body }) =>
      answer(body.startsWith('payload') ? (answers.shift() ?? { response_action: 'clear' }) : ''),
    );
    await submit();
    expect((await page.next('view-updated')).view.view).toMatchObject({ title: { text: 'Second' } });
    await page.next('view-opened');
    await submit();
    const pushed = (await page.next('view-opened')).view;
    expect(pushed).toMatchObject({ view: { title: { text: 'Third' } } });
    expect(await client.views.update({ view_id: pushed.id, view: form() })).toMatchObject({
      view: { previous_view_id: id, root_view_id: id },
    });
    await post('submit', { as: 'operator', view: pushed.id, inputs });
    expect([(await page.next('view-closed')).id, (await page.next('view-closed')).id]).toEqual([pushed.id, id]);
  });

  it('belongs to its person', async () => {
    const { post, id } = await withForm(() => answer());
    expect(await post('submit', { as: 'approver', view: id, inputs })).toMatchObject({ error: 'view_not_found' });
  });
});

describe('views.update', () => {
  it('refuses a hash that is not the latest', async () => {
    const { client, id, page } = await withForm(() => answer());
    const { view } = await client.views.update({ view_id: id, view: form({ title: plain('Two') }) });
    expect((await page.next('view-updated')).view.view).toMatchObject({ title: { text: 'Two' } });
    expect(await refusal(client.views.update({ view_id: id, hash: 'old', view: form() }))).toMatchObject({
      error: 'hash_conflict',
    });
    expect(await client.views.update({ view_id: id, hash: view?.hash ?? '', view: form() })).toMatchObject({
      ok: true,
    });
  });
});

describe('a closed form', () => {
  it.each([
    [true, ['view_closed']],
    [false, []],
  ])('with notify_on_close %s sends %j', async (notify, types) => {
    const { post, deliveries, id } = await withForm(() => answer(), form({ notify_on_close: notify }));
    await post('close', { as: 'operator', view: id });
    expect(deliveries.map((request) => payloadOf(request).type)).toEqual(types);
  });
});

describe("a vendor's form", () => {
  it("names the vendor's workspace outside and ours as the installed one", async () => {
    const { client, press, deliveries, post } = await openWorkbench();
    const channel = CHANNELS['ext-virtuozzo'];
    const blocks = [
      {
        type: 'actions' as const,
        block_id: 'b',
        elements: [{ type: 'button' as const, action_id: 'go', text: plain('Accept') }],
      },
    ];
    const { ts = '' } = await client.chat.postMessage({ channel, text: 'offer', blocks });
    await press('vendor-1', { kind: 'message', channel, ts });
    const { view } = await client.views.open({ trigger_id: payloadOf(deliveries[0]).trigger_id, view: form() });
    await post('submit', { as: 'vendor-1', view: view?.id, inputs });
    expect(payloadOf(deliveries[1])).toMatchObject({
      team: { id: TEAMS.virtuozzo },
      user: { team_id: TEAMS.virtuozzo },
      view: { app_installed_team_id: TEAMS.acme },
    });
  });
});
