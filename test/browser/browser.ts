/** One Chromium for a file of browser tests, the page built once, and a window per person. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import { buildPage } from '../../local/page/build.mjs';
import { type Bot, openWorkbench } from '../local/slack/workbench.ts';

export const DESKTOP = { viewport: { width: 1280, height: 800 } };
export const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

/** Registers the hooks of a test file, and returns how a test opens a workspace with this bot behind it. */
export function useBrowser() {
  const staticDir = mkdtempSync(join(tmpdir(), 'page-'));
  let browser: Browser;
  beforeAll(async () => {
    await buildPage(staticDir);
    browser = await chromium.launch({
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
  });
  afterAll(() => browser?.close());
  return async (options: { bot?: Bot; home?: string; port?: number } = {}) => {
    const bench = await openWorkbench({ ...options, staticDir });
    const enter = async (
      as: string,
      { channel = 'ops', ...context }: { channel?: string } & BrowserContextOptions = {},
    ) => {
      const window = await browser.newContext({ ...DESKTOP, ...context });
      onTestFinished(() => window.close());
      const page = await window.newPage();
      // A fault in the page itself fails the test that caused it.
      page.on('pageerror', (error) => expect.soft(error).toBeUndefined());
      await page.goto(`${bench.slack.url}/?as=${as}&channel=${channel}`);
      await page.getByRole('log').waitFor();
      return page;
    };
    return { ...bench, enter };
  };
}

export const composer = (page: Page, channel = 'ops') => page.getByRole('textbox', { name: `Message #${channel}` });

export async function send(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press('Enter');
}
