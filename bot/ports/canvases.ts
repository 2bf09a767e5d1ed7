import type { Result } from '../domain/result.ts';
import type { RoomLoss } from './rooms.ts';

/** Slack's limits: characters of a canvas, and cells of a table in it. */
export const CANVAS_MOST = 1_048_576;
export const CANVAS_CELLS_MOST = 300;

/**
 * Why there is no canvas. `too-large`: over `CANVAS_MOST` characters. `not-taken`: Slack does not take such content.
 * `none-here`: the organisation has canvases switched off, or none in channels that are shared.
 */
export type CanvasRefusal =
  | RoomLoss
  | { reason: 'too-large'; size: number; most: number }
  | { reason: 'not-taken' }
  | { reason: 'none-here' };

/**
 * The canvas of a channel, in Markdown (headings of three levels, lists, tables, code, people as `![](@U…)`). Everything here may
 * throw `ChatBusy`: the effect is tried again later.
 */
export type Canvases = {
  /** Makes the channel's canvas, or replaces all that stands in it. Answers with its id. Doing it again changes nothing. */
  write(channel: string, canvas: { title: string; markdown: string }): Promise<Result<string, CanvasRefusal>>;
};
