import { editable } from '../../../domain/edit/editable.ts';
import { FORM_TEXT } from '../../../domain/edit/file-read.ts';
import type { Story } from '../../../domain/run/apply.ts';
import type { Press } from './blocks.ts';
import { runName } from './labels.ts';
import type { Reading } from './rendered.ts';
import { code, counted } from './text.ts';

/** What follows a run that read a file: the form that holds it, or why there is none, and what there is instead. */
export function rewriting(story: Story, { definitions }: Reading): { presses: Press[]; lines: string[] } {
  const definition = definitions.find(({ rewrites }) => rewrites?.read === story.asked.command.name);
  const read = editable(story);
  if (!definition || (!read.ok && read.error.reason === 'not-read')) return { presses: [], lines: [] };
  if (read.ok) {
    const says = `form ${definition.name} from ${runName(story.id)}`;
    return { presses: [{ id: 'edit', label: 'Edit', says, style: 'primary' }], lines: [] };
  }
  const why =
    read.error.reason === 'too-long'
      ? `${counted(read.error.length, 'character')} are too many for a form (${FORM_TEXT.toLocaleString('en')})`
      : 'No form: what is shown is not the whole file (it is too long, a secret in it is hidden, or characters are not shown)';
  const [host = 'host-7'] = story.plan?.hosts.map(({ name }) => name) ?? [];
  const instead = `replace "a" with "b" in ${story.asked.command.fields['file'] ?? '<file>'} on ${host}`;
  return { presses: [], lines: [`${why}. Instead: ${code(`/ops ${instead}`, 250)}`] };
}
