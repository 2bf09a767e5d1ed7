import type { Story } from '../../../domain/run/apply.ts';
import type { Press } from './blocks.ts';
import { quoted } from './card-lines.ts';
import { oneWithRole, person, runName } from './labels.ts';
import type { Reading } from './rendered.ts';
import { wantedWords } from './rule-words.ts';
import { when } from './when.ts';

/** In front of all else: in capitals, since a colour or a sign alone tells nobody. */
export function breakGlassTitle({ asked }: Story): string {
  return asked.command.breakGlass ? 'BREAK-GLASS: ' : '';
}

/** That nobody was asked, why, what would have been wanted, and what came of the review. */
export function breakGlassLines(story: Story, reading: Reading): string[] {
  const { plan, by, asked } = story;
  if (!asked.command.breakGlass) return [];
  const instead = plan?.breakGlass ? `; it would have wanted ${wantedWords(plan.breakGlass.instead)}` : '';
  return [
    `‼ *Break-glass by ${person(by, reading)}*: ${quoted(asked.command.because ?? '')}. Nobody was asked first${instead}`,
    ...reviewLines(story, reading),
  ];
}

export function reviewLines({ state, review, by }: Story, reading: Reading): string[] {
  if (review) {
    const { fine, because, at } = review;
    const found = fine ? '✔ *Reviewed, and fine*' : '✖ *Reviewed, and not fine*';
    return [`${found}: ${person(review.by, reading)} ${when(at, reading.now)}: ${quoted(because)}`];
  }
  if (!('reviewBy' in state) || state.reviewBy === undefined) return [];
  return [
    `*Review* by ${oneWithRole('approver')} other than ${person(by, reading)}: ${dueWords(state.reviewBy, reading)}`,
  ];
}

/** `due tomorrow 14:00`, `OVERDUE since yesterday 14:00`. */
export function dueWords(reviewBy: number, { now }: Pick<Reading, 'now'>): string {
  return now < reviewBy ? `due ${when(reviewBy, now)}` : `*OVERDUE* since ${when(reviewBy, now)}`;
}

export function reviewPresses({ id, state }: Story): Press[] {
  return 'reviewBy' in state && state.reviewBy !== undefined ? [reviewPress(id)] : [];
}

export function reviewPress(id: string): Press {
  return { id: `review:${id}`, label: `Review ${runName(id)}`, says: `form review ${runName(id)}`, style: 'primary' };
}
