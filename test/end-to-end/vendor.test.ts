import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { ops } from './shell.ts';
import { card, picture, say, useWindows } from './window.ts';

const open = useWindows();
const TASK = 'ip add 10.77.0.5/24 on infra-gate';

const button = (where: Page | Locator, name: string) => where.getByRole('button', { name, exact: true });
const press = (where: Locator, name: string) => button(where, name).click();

/** Fills the fields of the form that is open, by their labels, and submits it. */
async function fill(page: Page, submit: string, fields: Record<string, string>): Promise<void> {
  const form = page.getByRole('dialog');
  for (const [label, value] of Object.entries(fields)) await form.getByLabel(label).first().fill(value);
  await press(form, submit);
  await form.waitFor({ state: 'detached' });
}

const shows = (where: Locator, words: string | RegExp) =>
  expect.poll(() => where.innerText(), { timeout: 60_000 }).toMatch(words);

it('paid work goes from one organisation to the other and back: estimate, cost, acceptance, our approval, their run, done', async () => {
  const on = await ops('vendor set virtuozzo runs to on because "they know their gateways"', 'admin');
  const change = /C-[0-9A-Z]{5}/.exec(on.text)?.[0];
  expect(on.text).toContain('Risk');
  const confirmed = await ops(`confirm ${change}`, 'admin-2');
  expect(confirmed.code, confirmed.text).toBe(0);

  const us = await open('operator');
  await say(us, `/ops ${TASK} because "the new gateway"`);
  const ours = card(us, `${TASK} is a task of`);
  await ours.waitFor();
  const request = /E-[0-9A-Z]{5}/.exec(await ours.innerText())?.[0] ?? '';
  const asked = us
    .locator('article[data-ts]:not([data-ephemeral])', { hasText: `${TASK}` })
    .filter({ hasText: request })
    .first();
  await press(asked, 'Send for an estimate');
  await picture(us, 'vendor-send-form');
  await fill(us, 'Send for an estimate', { 'A word to them': 'before Friday, please' });

  const them = await open('vendor-1', { channel: 'ext-virtuozzo' });
  const theirs = card(them, request);
  await shows(theirs, 'Acme asks for paid work');
  expect(await theirs.innerText()).toContain('before Friday, please');
  expect(await theirs.innerText()).not.toContain('operator');
  await picture(them, 'vendor-card');
  await press(theirs, 'Estimate…');
  const estimate = them.getByRole('dialog');
  await estimate.getByLabel('How much').fill('1250');
  await estimate.getByRole('combobox').first().click();
  await them.getByRole('option', { name: 'EUR' }).click();
  await picture(them, 'vendor-estimate-form');
  await fill(them, 'Estimate', { 'What is it made of?': 'two hours of work' });

  const budget = await open('budget');
  const costly = budget.locator('article', { hasText: request, has: button(budget, 'Approve the cost…') }).last();
  await shows(costly, '1,250.00 EUR');
  await press(costly, 'Approve the cost…');
  const sum = budget.locator('article[data-ephemeral]', { hasText: request }).last();
  await shows(sum, 'Left after it');
  await picture(budget, 'vendor-cost');
  await press(sum, 'Approve 1,250.00 EUR');

  await shows(theirs, 'is approved');
  await press(theirs, 'Accept…');
  await fill(them, 'Accept', { 'Done by': '2h' });
  await shows(theirs, /accepted by/);
  await shows(asked, /accepted by/);
  await picture(them, 'vendor-accepted');
  await press(theirs, 'Run');

  const approver = await open('approver');
  const run = card(approver, `runs what they accepted in ${request}`);
  await run.waitFor({ timeout: 60_000 });
  await picture(approver, 'vendor-run-to-approve');
  expect(await run.innerText()).toContain('@vendor-1');
  await press(run, 'Approve');
  await shows(theirs, /is over: infra-gate succeeded/);

  await press(theirs, 'Done…');
  await fill(them, 'Done', { 'What was done?': 'the address is there' });
  await shows(theirs, /done, says/);
  await shows(asked, 'the address is there');
  await picture(us, 'vendor-done-ours');
  await picture(them, 'vendor-done-theirs');

  const kept = await ops('vendor virtuozzo');
  expect(kept.text).toMatch(/done +1 kept/);
  expect(kept.text).toContain('1,250.00 EUR of 5,000.00');
  const audit = await ops(`audit ${request}`, 'admin');
  expect(audit.text).toMatch(
    /prepared[\s\S]*sent[\s\S]*estimated[\s\S]*cost-approved[\s\S]*accepted[\s\S]*run-moved[\s\S]*done/,
  );
});
