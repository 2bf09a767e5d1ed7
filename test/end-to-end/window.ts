import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, onTestFinished } from 'vitest';

/** Opens windows of people on the running workspace, in one real Chromium for the file. */
export function useWindows() {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
  });
  afterAll(() => browser?.close());
  return async (as: string, { channel = 'ops', ...context }: { channel?: string } & BrowserContextOptions = {}) => {
    const window = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...context });
    onTestFinished(() => window.close());
    const page = await window.newPage();
    page.on('pageerror', (error) => expect.soft(error).toBeUndefined());
    await page.goto(`${inject('remit').url}/?as=${as}&channel=${channel}`);
    await page
      .getByRole(channel === 'home' ? 'region' : 'log')
      .first()
      .waitFor();
    return page;
  };
}

export async function say(page: Page, text: string, channel = 'ops'): Promise<void> {
  const composer = page.getByRole('textbox', { name: `Message #${channel}` });
  await composer.fill(text);
  await composer.press('Enter');
}

/** The card of a run, by the words of its first line; the newest when there are several. */
export function card(page: Page, words: string): Locator {
  return page.locator('article[data-ts]:not([data-ephemeral])', { hasText: words }).last();
}

/** The newest answer that only this person sees. */
export function answer(page: Page, words: string): Locator {
  return page.locator('article[data-ephemeral]', { hasText: words }).last();
}

/** Keeps a picture when a folder for them is named: how those of the documentation are made. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.REMIT_PICTURES;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.waitForTimeout(400);
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
