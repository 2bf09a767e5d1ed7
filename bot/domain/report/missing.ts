import { PARTS, type Part } from './parts.ts';
import type { ReportStory } from './story.ts';

type Written = Pick<ReportStory, 'parts' | 'actions'>;

/** The parts of which nobody knows anything yet, in the template's order. The timeline is always there. */
export function missingParts({ parts, actions }: Written): Part[] {
  return PARTS.filter((part) => {
    if (part === 'timeline') return false;
    return part === 'actions' ? actions.length === 0 && parts.actions === undefined : parts[part] === undefined;
  });
}

/** Of the seven parts, those that say something. */
export function filledCount(report: Written): number {
  return PARTS.length - missingParts(report).length;
}
