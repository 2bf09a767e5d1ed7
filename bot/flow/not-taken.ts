import type { Answer } from '../domain/answer.ts';
import type { FilesPosted } from '../ports/files.ts';

type NotTaken = Exclude<FilesPosted, { is: 'posted' }>;

/**
 * What is said of a file that Slack did not take: how large it is, or that nobody may post there; and, in `instead`, where the same can be
 * read, or how to ask for less. `next`: the sentence for that.
 */
export function notTaken(posted: NotTaken, { instead, next }: { instead: string; next: string }): Answer {
  return { is: 'nothing', what: `${whyWords(posted)} ${instead}`, next };
}

function whyWords(posted: NotTaken): string {
  switch (posted.is) {
    case 'too-large':
      return `${posted.name} is ${sizeWords(posted.size)}, more than Slack takes of a file here.`;
    case 'unreachable':
      return 'Slack lets Remit post no file there.';
    default:
      return posted satisfies never;
  }
}

/** `812 bytes`, `64 kB`, `3.2 MB`. */
function sizeWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
