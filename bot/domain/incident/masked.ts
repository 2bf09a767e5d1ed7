import { redact } from '../redact.ts';

type Said = { is?: string; text?: string; because?: string; impact?: string; title?: string };

/** What somebody typed for everybody to read, as it may be on record: without secrets. */
export function masked<T extends Said>(said: T): T {
  const { text, because, impact, title } = said;
  return {
    ...said,
    ...(text !== undefined && { text: redact(text) }),
    ...(because !== undefined && { because: redact(because) }),
    ...(impact !== undefined && { impact: redact(impact) }),
    ...(title !== undefined && { title: redact(title) }),
  };
}
