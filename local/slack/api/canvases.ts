import { z } from 'zod';
import { isTaken, type Section, sectionsOf } from '../canvas.ts';
import type { Slack } from '../context.ts';
import { newId } from '../ids.ts';
import { type Outcome, refused } from '../outcome.ts';
import { changeRoom } from '../rooms.ts';
import { BOT, type Room } from '../seed.ts';
import type { Canvas } from '../wire.ts';
import { type Arguments, text } from './arguments.ts';
import { type Methods, roomForBot } from './method.ts';

const content = z.object({ type: z.literal('markdown'), markdown: z.string() });
const change = z.discriminatedUnion('operation', [
  z.object({ operation: z.literal('insert_at_start'), document_content: content }),
  z.object({ operation: z.literal('insert_at_end'), document_content: content }),
  z.object({ operation: z.literal('insert_before'), section_id: z.string(), document_content: content }),
  z.object({ operation: z.literal('insert_after'), section_id: z.string(), document_content: content }),
  z.object({ operation: z.literal('replace'), section_id: z.string().optional(), document_content: content }),
  z.object({ operation: z.literal('delete'), section_id: z.string() }),
  z.object({ operation: z.literal('rename'), title_content: content }),
]);
type Change = z.infer<typeof change>;
/** Slack takes one change a call, whatever the list promises. */
const changes = z.tuple([change]);
/** The canvas of a channel. */
export const canvases: Methods = {
  'conversations.canvases.create': (slack, args) => {
    const found = roomForBot(slack, { channel: args['channel_id'] });
    if (!found.ok) return found;
    if (found.room.canvas) return refused('channel_canvas_already_exists');
    const given = content.optional().safeParse(args['document_content']);
    if (!given.success) return refused('invalid_arguments');
    const sections = sectionsOf(given.data?.markdown ?? '');
    if (!isTaken(sections)) return refused('canvas_creation_failed');
    const canvas: Canvas = { id: newId('F', 10), title: text(args, 'title') ?? '', sections };
    changeRoom(slack, { ...found.room, canvas });
    return { ok: true, canvas_id: canvas.id };
  },

  'canvases.edit': (slack, args) => {
    const found = canvasOf(slack, args);
    if (!found.ok) return found;
    const given = changes.safeParse(args['changes']);
    if (!given.success) return refused('invalid_arguments', [z.prettifyError(given.error)]);
    const canvas = changed(found.canvas, given.data[0]);
    if (!canvas || !isTaken(canvas.sections)) return refused('canvas_editing_failed');
    changeRoom(slack, { ...found.room, canvas });
    return { ok: true };
  },
};

/** A canvas that the bot may write to: of a channel that it is in. */
function canvasOf(slack: Slack, args: Arguments): Outcome<{ room: Room; canvas: Canvas }> {
  const id = text(args, 'canvas_id');
  const room = [...slack.workspace.rooms.values()].find(({ canvas }) => canvas !== undefined && canvas.id === id);
  if (!room?.canvas || !room.members.includes(BOT.user)) return refused('canvas_not_found');
  return room.archived ? refused('restricted_action') : { ok: true, room, canvas: room.canvas };
}

function changed(canvas: Canvas, it: Change): Canvas | undefined {
  if (it.operation === 'rename') return { ...canvas, title: it.title_content.markdown };
  const added = it.operation === 'delete' ? [] : sectionsOf(it.document_content.markdown);
  const sections = placed(canvas.sections, it, added);
  return sections && { ...canvas, sections };
}

function placed(
  standing: readonly Section[],
  it: Exclude<Change, { operation: 'rename' }>,
  added: Section[],
): Section[] | undefined {
  if (it.operation === 'insert_at_start') return [...added, ...standing];
  if (it.operation === 'insert_at_end') return [...standing, ...added];
  const { section_id: section } = it;
  if (section === undefined) return added;
  const at = standing.findIndex(({ id }) => id === section);
  if (at < 0) return undefined;
  const from = it.operation === 'insert_after' ? at + 1 : at;
  const taken = it.operation === 'replace' || it.operation === 'delete' ? 1 : 0;
  return standing.toSpliced(from, taken, ...added);
}
