import type { ContextBlock, KnownBlock } from '@slack/types';
import { writeRequestId } from '../../../domain/language/run-id.ts';
import type { Story } from '../../../domain/run/apply.ts';
import { context, type Press } from './blocks.ts';
import { exceptionLines } from './gate-words.ts';
import type { Look } from './hosts.ts';
import { cellLine, person, whereabouts } from './labels.ts';
import { narrowedLines } from './moved-words.ts';
import type { Reading } from './rendered.ts';
import { scheduleName } from './schedule-words.ts';
import { inline } from './text.ts';
import { duration } from './when.ts';
import { wordLines } from './word-lines.ts';

/**
 * A card before it is put into blocks. `what` and `how` make the first line, which alone says what, where and how it
 * stands: it is all that a phone's notification shows. Everything is escaped already.
 */
export type Card = { what: string; how: string; body: KnownBlock[]; presses: Press[] };

/** How much of the outputs a card shows; as on the channel's card, when absent. */
export type Shown = Reading & { look?: Look };

/** Longest part of a reason that a card shows; `why` shows it whole. */
const REASON = 500;

/** `<@U1> asks: “worker leak”`. */
export function askedBy({ by, asked }: Story, reading: Reading): string {
  const { because } = asked.command;
  if (asked.forVendor) {
    return `${person(by, reading)} of the vendor runs what they accepted in *${writeRequestId(asked.forVendor.request)}*`;
  }
  return because ? `${person(by, reading)} asks: ${quoted(because)}` : `${person(by, reading)} asks`;
}

export function quoted(words: string, most = REASON): string {
  return `“${inline(words, most)}”`;
}

/** On whose right: a line for each cell of the matrix that the plan rests on. */
export function rights({ plan }: Story): string[] {
  return (plan?.cells ?? []).map((cell) => `Matrix: ${cellLine(cell)}`);
}

/** The small print below a card that is decided: who asked, where, who approved, on whose right. */
export function byline(story: Story, reading: Reading): ContextBlock {
  const { plan, by, asked } = story;
  const { because } = asked.command;
  const parts = [
    `by ${person(by, reading)}${because ? `: ${quoted(because, 200)}` : ''}`,
    ...(asked.forVendor ? [`for *${writeRequestId(asked.forVendor.request)}*`] : []),
    ...(asked.schedule === undefined ? [] : [`one of ${scheduleName(asked.schedule)}`]),
    ...(plan ? [whereabouts(plan.hosts)] : []),
    ...wordLines(story, reading),
    ...exceptionLines(story, reading),
    ...narrowedLines(story, reading),
    ...approvedBy(story, reading),
    ...(plan?.cells ?? []).slice(0, 4).map((cell) => `matrix: ${cellLine(cell)}`),
  ];
  return context(parts.join(' · '));
}

/** `approved by <@U2> after 40 s`: how long it was waited for. */
export function approvedBy({ state, at }: Story, reading: Reading): string[] {
  if (!('approvals' in state)) return [];
  return state.approvals.map(
    (approval) => `approved by ${person(approval.by, reading)} after ${duration(approval.at - at)}`,
  );
}

/** The first four digits are enough to say aloud; the button carries more. */
export function planName(digest: string): string {
  return `plan ${digest.slice(0, 4)}`;
}
