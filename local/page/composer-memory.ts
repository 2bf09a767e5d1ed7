/** Drafts by place, and what was sent before, by account. */
import { recall, remember } from './remember.ts';

const SENT_KEPT = 50;

export const readDraft = (key: string): string => recall(`draft:${key}`) ?? '';
export const keepDraft = (key: string, text: string): void => remember(`draft:${key}`, text);

export function readSent(as: string): string[] {
  return JSON.parse(recall(`sent:${as}`) ?? '[]') as string[];
}

/** Newest last; sending the same again moves it there. */
export function keepSent(as: string, text: string): void {
  const sent = [...readSent(as).filter((one) => one !== text), text].slice(-SENT_KEPT);
  remember(`sent:${as}`, JSON.stringify(sent));
}

/** The text one step older or newer than `text`, when `text` is empty or was itself recalled; else undefined. */
export function stepSent(as: string, text: string, by: -1 | 1): string | undefined {
  const sent = readSent(as);
  const here = text === '' ? sent.length : sent.lastIndexOf(text);
  if (here < 0 || (text === '' && by > 0)) return undefined;
  return here + by >= sent.length ? '' : sent[Math.max(0, here + by)];
}
