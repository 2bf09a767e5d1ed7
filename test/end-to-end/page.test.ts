import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { ops } from './shell.ts';
import { answer, card, picture, say, useWindows } from './window.ts';

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const open = useWindows();

/** What is asked once more before something that interrupts is approved. */
const sure = (page: Page) => page.locator('dialog.confirm').getByRole('button', { name: 'Approve', exact: true });

describe('the first command, in the browser', () => {
  it('runs on staging from the composer to the report', async () => {
    const operator = await open('operator');
    await say(operator, '/ops restart nginx on host-4 because “slow answers”');
    const report = card(operator, 'Restarted nginx on host-4');
    await report.waitFor();
    expect(await report.innerText()).toMatch(/pid [0-9]+ → [0-9]+, active/);
    await picture(operator, 'staging');
  });

  it('waits on production, is approved by another person, and the same card becomes the report', async () => {
    const operator = await open('operator');
    const approver = await open('approver');
    await say(operator, '/ops restart nginx on host-7 because “worker leak”');
    const waiting = card(approver, 'Restart nginx on host-7 waits for approval');
    await waiting.waitFor();
    await picture(approver, 'waiting');
    const ts = await waiting.getAttribute('data-ts');
    await card(operator, 'waits for approval').getByRole('button', { name: 'Approve', exact: true }).click();
    await sure(operator).click();
    await answer(operator, 'nobody approves their own request').waitFor();
    await picture(operator, 'own-request');

    await waiting.getByRole('button', { name: 'Approve', exact: true }).click();
    expect(await approver.locator('dialog.confirm').innerText()).toContain('Restart nginx on host-7 · production');
    await sure(approver).click();
    const report = approver.locator(`article[data-ts="${ts}"]`, { hasText: 'Restarted nginx on host-7' });
    await report.waitFor();
    expect(await report.innerText()).toContain('approved by @approver');
    expect(await report.getByRole('button', { name: 'Approve', exact: true }).count()).toBe(0);
    await operator.locator(`article[data-ts="${ts}"]`, { hasText: '1 reply' }).waitFor();
    await picture(operator, 'reported');
  });

  it('is denied with a reason from a form', async () => {
    const { run } = await ops('restart worker on host-6');
    const approver = await open('approver');
    const waiting = card(approver, run);
    await waiting.getByRole('button', { name: 'Deny', exact: true }).click();
    const dialog = approver.getByRole('dialog');
    await dialog.getByRole('textbox').fill('after the sale');
    await picture(approver, 'deny');
    await dialog.getByRole('button', { name: 'Deny', exact: true }).click();
    await card(approver, 'after the sale').waitFor();
    expect(await card(approver, run).innerText()).toContain('denied');
  });
});

describe('refusals and help, in the browser', () => {
  it('says no in three parts to somebody without a role', async () => {
    const guest = await open('guest');
    await say(guest, '/ops restart nginx on host-4');
    const refused = answer(guest, 'role of an operator');
    await refused.waitFor();
    await refused.getByRole('button', { name: 'What you may do' }).click();
    await answer(guest, 'What you may do').waitFor();
    await picture(guest, 'refused');
  });

  it('offers the sentence that was probably meant, and runs it on one press', async () => {
    const operator = await open('operator');
    await say(operator, '/ops restrat ngnix on host-44');
    const suggestion = answer(operator, 'Did you mean');
    await suggestion.waitFor();
    await picture(operator, 'suggestion');
    await suggestion.getByRole('button', { name: 'Yes, that' }).click();
    await card(operator, 'Restarted nginx on host-4').waitFor();
  });

  it('opens the form of commands, and sends what was filled in', async () => {
    const operator = await open('operator');
    await say(operator, '/ops');
    const dialog = operator.getByRole('dialog');
    await dialog.getByRole('combobox').first().click();
    await operator.getByRole('option', { name: /^uptime/ }).click();
    await dialog.getByText('Say how long targets have been up').waitFor();
    await dialog.getByRole('combobox').nth(1).click();
    await operator.getByRole('option', { name: /^host-5\b/ }).click();
    await operator.keyboard.press('Escape');
    await picture(operator, 'form');
    await dialog.getByRole('button', { name: 'Look' }).click();
    await card(operator, 'uptime on host-5').waitFor();
  });

  it('lists what this person may do', async () => {
    const operator = await open('operator');
    await say(operator, '/ops help');
    await answer(operator, 'What you may do').waitFor();
    await picture(operator, 'help');
  });

  it('has a home that says what waits for its reader', async () => {
    const { run } = await ops('restart nginx on host-8');
    const approver = await open('approver', { channel: 'home' });
    await approver.getByText(run).first().waitFor();
    await picture(approver, 'home');
    await ops(`cancel ${run}`);
  });
});

describe('mentions', () => {
  it('takes the same language in a thread', async () => {
    const operator = await open('operator');
    await say(operator, 'is host-5 up?');
    const message = card(operator, 'is host-5 up?');
    await message.hover();
    await message.getByRole('button', { name: /thread/i }).click();
    const reply = operator.getByRole('textbox', { name: 'Reply in the thread' });
    await reply.fill('@ops uptime on host-5');
    await reply.press('Enter');
    const thread = operator.getByRole('log', { name: 'Messages in the thread' });
    await thread.getByText('uptime on host-5', { exact: false }).nth(1).waitFor();
  });

  it('answers the vendor with one fixed sentence in the thread, and nothing else', async () => {
    const vendor = await open('vendor-1', { channel: 'ext-virtuozzo' });
    await say(vendor, '@ops restart nginx on host-4', 'ext-virtuozzo');
    const message = card(vendor, 'restart nginx on host-4');
    await message.getByText('1 reply').click();
    const thread = vendor.getByRole('log', { name: 'Messages in the thread' });
    await thread.getByText('Only people of the organisation that runs Remit').waitFor();
    await picture(vendor, 'vendor');
    await vendor.goto(vendor.url().replace('ext-virtuozzo', 'home'));
    await vendor.waitForTimeout(800);
    expect(await vendor.locator('body').innerText()).not.toContain('host-');
  });
});

describe('on a phone', () => {
  it('fits the card and its buttons into the width', async () => {
    const { run } = await ops('restart nginx on host-9 because “certificate swap, planned with the web team”');
    const approver = await open('approver', PHONE);
    const waiting = card(approver, run);
    await waiting.scrollIntoViewIfNeeded();
    await picture(approver, 'phone');
    const wide = await approver.evaluate<boolean>('document.documentElement.scrollWidth > window.innerWidth');
    expect(wide).toBe(false);
    await waiting.getByRole('button', { name: 'Approve', exact: true }).tap();
    await sure(approver).tap();
    await card(approver, 'Restarted nginx on host-9').waitFor();
    await picture(approver, 'phone-reported');
  });

  it('reads as well in the dark', async () => {
    const operator = await open('operator', { ...PHONE, colorScheme: 'dark' });
    await card(operator, 'Restarted nginx').waitFor();
    await picture(operator, 'phone-dark');
  });
});
