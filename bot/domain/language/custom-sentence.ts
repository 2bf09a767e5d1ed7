import type { Selector } from '../target.ts';
import { writeCustomId } from './run-id.ts';
import { quoted, writeSelector } from './write.ts';

/** Sentences about custom configuration: what no guide describes and an upgrade may overwrite. */
export type CustomSentence =
  | { is: 'custom'; what: string; targets: Selector; agreed: string; because: string }
  | { is: 'custom-list'; targets?: Selector }
  | { is: 'custom-remove'; custom: string; because?: string };

const ENDS: ReadonlySet<string> = new Set(['agreed', 'on']);

export function writeCustomSentence(sentence: CustomSentence): string {
  switch (sentence.is) {
    case 'custom': {
      const { what, targets, agreed, because } = sentence;
      return `custom ${quoted(what)} on ${writeSelector(targets, ENDS)} agreed with ${quoted(agreed)} because "${because}"`;
    }
    case 'custom-list':
      return sentence.targets ? `custom list on ${writeSelector(sentence.targets, ENDS)}` : 'custom list';
    case 'custom-remove': {
      const because = sentence.because === undefined ? '' : ` because "${sentence.because}"`;
      return `custom remove ${writeCustomId(sentence.custom)}${because}`;
    }
    default:
      return sentence satisfies never;
  }
}
