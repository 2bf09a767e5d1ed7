import { AxeBuilder } from '@axe-core/playwright';
import type { ModalView } from '@slack/types';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { CHANNELS } from '../../local/slack/seed.ts';
import { answer, formOf, payloadOf, plain } from '../local/slack/workbench.ts';
import { composer, PHONE, send, useBrowser } from './browser.ts';

const open = useBrowser();
const last = (page: Page) => page.getByRole('log').getByRole('article').last();

/** One red dot. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);
const CSV = Buffer.from('section,activity\n,Restarting Processes\n');

type Client = Awaited<ReturnType<typeof open>>['client'];

async function post(client: Client, name: string, { bytes, alt }: { bytes: Buffer; alt?: string }): Promise<void> {
  const ask = { filename: name, length: bytes.length, ...(alt !== undefined && { alt_txt: alt }) };
  const { upload_url = '', file_id = '' } = await client.files.getUploadURLExternal(ask);
  await fetch(upload_url, { method: 'POST', body: new Uint8Array(bytes) });
  const files: [{ id: string; title: string }] = [{ id: file_id, title: `The ${name}` }];
  await client.files.completeUploadExternal({ channel_id: CHANNELS.ops, initial_comment: 'look', files });
}

describe.each([
  ['a window', {}],
  ['a phone', PHONE],
  ['a phone at night', { ...PHONE, colorScheme: 'dark' as const }],
])('a picture in %s', (_where, context) => {
  it('stands small in its message, in words for who does not see it, and is enlarged by a press', async () => {
    const { client, enter } = await open();
    await post(client, 'matrix.png', { bytes: PNG, alt: 'Who does what: 32 activities' });
    const page = await enter('operator', context);
    const small = last(page).getByRole('img', { name: 'Who does what: 32 activities' });
    await small.waitFor();
    expect(await small.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth)).toBe(1);
    await last(page).getByRole('button', { name: 'Enlarge The matrix.png' }).click();
    const large = page.getByRole('dialog', { name: 'The matrix.png' });
    const width = (await large.getByRole('img').boundingBox())?.width ?? 0;
    expect(width).toBeGreaterThan(Math.min(380, (page.viewportSize()?.width ?? 0) - 20));
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes.length])).toEqual(
      [],
    );
    await page.keyboard.press('Escape');
    await large.waitFor({ state: 'detached' });
  });
});

describe('another file', () => {
  it('is a row with its name and size, to preview and to download', async () => {
    const { client, enter } = await open();
    await post(client, 'cells.csv', { bytes: CSV });
    const page = await enter('operator');
    const row = last(page);
    await row.getByText('cells.csv').waitFor();
    expect(await row.innerText()).toContain(`${CSV.length} B`);
    await row.getByRole('button', { name: 'Preview' }).click();
    await row.getByText('Restarting Processes').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      row.getByRole('link', { name: 'Download cells.csv' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('cells.csv');
  });
});

describe('a person', () => {
  it('attaches a file, takes one back, and sends the other without a word', async () => {
    const { client, enter, messages } = await open();
    const page = await enter('operator', PHONE);
    const given = ['cells.csv', 'other.csv'].map((name) => ({ name, mimeType: 'text/csv', buffer: CSV }));
    await page.getByLabel('Attach files').setInputFiles(given);
    const chosen = page.getByRole('list', { name: 'Chosen files' });
    await chosen.getByRole('button', { name: 'Remove other.csv' }).click();
    expect(await chosen.getByRole('listitem').count()).toBe(1);
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes.length])).toEqual(
      [],
    );
    await page.getByRole('button', { name: 'Send' }).click();
    await last(page).getByText('cells.csv').waitFor();
    await chosen.waitFor({ state: 'detached' });
    const [sent] = await messages('operator', CHANNELS.ops);
    expect(sent).toMatchObject({ text: '', files: [{ name: 'cells.csv', size: CSV.length }] });
    const { file } = await client.files.info({ file: sent?.files?.[0]?.id ?? '' });
    expect(file).toMatchObject({ name: 'cells.csv', mode: 'hosted', user: sent?.user });
  });

  it('is told that a slash command carries no file, and keeps both', async () => {
    const { enter } = await open();
    const page = await enter('operator');
    await page.getByLabel('Attach files').setInputFiles({ name: 'cells.csv', mimeType: 'text/csv', buffer: CSV });
    await page.getByRole('button', { name: 'Remove cells.csv' }).waitFor();
    await send(page, '/ops matrix');
    await page.getByText('A slash command cannot carry a file').waitFor();
    expect(await page.getByRole('button', { name: 'Remove cells.csv' }).count()).toBe(1);
    expect(await composer(page).inputValue()).toBe('/ops matrix');
  });
});

const form: ModalView = {
  type: 'modal',
  callback_id: 'import',
  title: plain('Import'),
  submit: plain('Import'),
  blocks: [
    {
      type: 'input',
      block_id: 'table',
      label: plain('Table'),
      element: { type: 'file_input', action_id: 'v', filetypes: ['csv'], max_files: 1 },
    },
  ],
};

describe('a form with a field of files', () => {
  it('wants one, and hands it to the bot, who may read it then', async () => {
    const bot = await open({
      bot: async (request) => {
        const { trigger_id } = formOf(request);
        if (trigger_id !== undefined) await bot.client.views.open({ trigger_id, view: form });
        return answer();
      },
    });
    const page = await bot.enter('operator', PHONE);
    await send(page, '/ops import');
    const dialog = page.getByRole('dialog', { name: 'Import' });
    await dialog.getByRole('button', { name: 'Import' }).click();
    await dialog.getByText('Please complete this required field.').waitFor();
    const field = dialog.getByLabel('Table');
    expect(await field.getAttribute('accept')).toBe('.csv');
    await field.setInputFiles({ name: 'cells.csv', mimeType: 'text/csv', buffer: CSV });
    await dialog.getByRole('button', { name: 'Remove cells.csv' }).waitFor();
    expect(await field.isDisabled()).toBe(true);
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes.length])).toEqual(
      [],
    );
    await dialog.getByRole('button', { name: 'Import' }).click();
    await dialog.waitFor({ state: 'detached' });
    const submitted = payloadOf(bot.deliveries.find((one) => payloadOf(one)?.type === 'view_submission'));
    const [file] = submitted.view.state.values.table.v.files;
    expect(file).toMatchObject({ name: 'cells.csv', size: CSV.length, user: submitted.user.id });
    const read = await fetch(file.url_private_download, { headers: { authorization: 'Bearer xoxb-local' } });
    expect(Buffer.from(await read.arrayBuffer()).equals(CSV)).toBe(true);
  });
});
