import type { Happening } from '../../domain/incident/happening.ts';
import type { Reply } from '../../domain/request.ts';

/** What happens in a channel that is no incident's is nobody's business; only who asked to keep something hears so. */
export async function ignore({ is }: Happening): Promise<Reply> {
  if (is !== 'kept') return { is: 'later' };
  return { is: 'nothing', what: 'No incident is worked on in this channel.', next: 'help' };
}
