import * as z from 'zod/mini';
import { err, ok, type Result } from '../../domain/result.ts';
import { FILE_MOST, type FileRefusal, type Files, type UploadedFile } from '../../ports/files.ts';
import { asked, fault } from './asked.ts';
import { fetchBytes } from './file-bytes.ts';
import type { FilesDeps } from './files.ts';

/** What of Slack's file is looked at. `mode` is `hosted` or `snippet` of files that Slack keeps: docs.slack.dev, file object. */
const Info = z.object({
  user: z.optional(z.string()),
  user_team: z.optional(z.string()),
  name: z.optional(z.nullable(z.string())),
  mimetype: z.optional(z.string()),
  mode: z.optional(z.string()),
  size: z.optional(z.number()),
  is_external: z.optional(z.boolean()),
  file_access: z.optional(z.string()),
  url_private_download: z.optional(z.string()),
});
type Info = z.infer<typeof Info>;

const GONE = new Set(['file_deleted', 'file_under_review']);
const NOT_SHARED = new Set(['file_not_found', 'access_denied', 'not_visible', 'no_permission', 'channel_not_found']);

/** Nothing but a file that the person uploaded to Slack themselves; and of these, none larger than asked for. */
export async function readUploaded(
  deps: FilesDeps,
  { id, from, most = FILE_MOST }: Parameters<Files['read']>[0],
): Promise<Result<UploadedFile, FileRefusal>> {
  const info = await asked((await deps.web()).files.info({ file: id, count: 0 }));
  if (!info.ok) return err(refusalOf(info.error));
  const file = Info.parse(info.value.file);
  const refusal = refuse(file, from);
  if (refusal) return err(refusal);
  const { size = 0, url_private_download: address, name, mimetype: type = '' } = file;
  if (size > most) return err({ reason: 'too-large', size, most });
  if (address === undefined) return err({ reason: 'not-shared' });
  const read = await fetchBytes(deps.host, address, most);
  if (read.is === 'gone') return err({ reason: 'gone' });
  if (read.is === 'too-large') return err({ reason: 'too-large', size: read.size, most });
  // A page of Slack's, for signing in, is not the file.
  if (read.bytes.length !== size) throw fault('the download', `${read.bytes.length} bytes instead of ${size}`);
  return ok({ name: name ?? id, type, bytes: read.bytes });
}

function refusalOf(code: string): FileRefusal {
  if (GONE.has(code)) return { reason: 'gone' };
  if (NOT_SHARED.has(code)) return { reason: 'not-shared' };
  throw fault('files.info', code);
}

function refuse(file: Info, from: { team: string; user: string }): FileRefusal | undefined {
  const { mode = 'hosted', file_access: access = 'visible' } = file;
  if (mode === 'tombstone' || mode === 'hidden_by_limit') return { reason: 'gone' };
  if (access !== 'visible') return { reason: 'not-shared' };
  if (file.user !== from.user) return { reason: 'not-ours', because: 'another-person' };
  if (file.user_team !== undefined && file.user_team !== from.team) {
    return { reason: 'not-ours', because: 'another-organisation' };
  }
  if (file.is_external || !['hosted', 'snippet'].includes(mode))
    return { reason: 'not-ours', because: 'kept-elsewhere' };
  return undefined;
}
