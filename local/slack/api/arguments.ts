/** A method's arguments: JSON, or a form whose structured values are JSON strings, as the SDK sends them. */
import { z } from 'zod';
import { type Outcome, refused } from '../outcome.ts';

export type Arguments = Record<string, unknown>;

const STRUCTURED = new Set([
  'blocks',
  'metadata',
  'view',
  'files',
  'document_content',
  'changes',
  'criteria',
  'emails',
]);

export function parseArguments(contentType: string, body: string): Outcome<{ args: Arguments }> {
  const media = contentType.split(';')[0]?.trim();
  if (media === 'application/json') return parseJson(body);
  const args: Arguments = Object.fromEntries(new URLSearchParams(body));
  for (const key of STRUCTURED) {
    const value = args[key];
    if (typeof value !== 'string' || value === '') continue;
    const parsed = jsonOf(value);
    if (parsed === undefined) return refused(key === 'blocks' ? 'invalid_blocks_format' : 'invalid_arguments');
    args[key] = parsed;
  }
  return { ok: true, args };
}

function parseJson(body: string): Outcome<{ args: Arguments }> {
  const parsed = z.record(z.string(), z.unknown()).safeParse(body === '' ? {} : jsonOf(body));
  return parsed.success ? { ok: true, args: parsed.data } : refused('invalid_json');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export function text(args: Arguments, name: string): string | undefined {
  const value = args[name];
  return value === undefined || value === null || value === '' ? undefined : String(value);
}

export function flag(args: Arguments, name: string): boolean {
  return ['true', '1'].includes(String(args[name] ?? ''));
}

/** A page of a list: `limit` and Slack's opaque cursor, which here holds the place to go on from. */
export function page<T>(items: T[], args: Arguments, usual: number) {
  const limit = Math.min(Math.max(Number(args['limit'] ?? usual) || usual, 1), 999);
  const start = Number(Buffer.from(text(args, 'cursor') ?? '', 'base64url').toString()) || 0;
  const more = start + limit < items.length;
  const next = more ? Buffer.from(String(start + limit)).toString('base64url') : '';
  return { items: items.slice(start, start + limit), more, response_metadata: { next_cursor: next } };
}
