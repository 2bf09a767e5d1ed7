import { context } from './blocks.ts';
import { incidentName } from './incident-words.ts';
import type { AnswerOf, Said } from './said.ts';

const AS_WORDS = { csv: 'CSV', json: 'JSON', markdown: 'Markdown' } as const;

/** Where the file comes, and why not here. */
export function sayTimelineFile({ as, id, here }: AnswerOf<'timeline-file'>): Said {
  const what = as === 'picture' ? '🖼 *A picture* of the timeline' : `📄 *The timeline as ${AS_WORDS[as]}*`;
  const where = here
    ? 'It comes into this channel, for everybody in it; where another organisation shares it, into your direct messages.'
    : 'It comes into your direct messages with Remit: a file in a channel would be seen by everybody there.';
  return {
    mark: 'information',
    first: `${what} is being made${here ? '' : ' for you'} · ${incidentName(id)}`,
    body: [context(where)],
    incident: id,
  };
}
