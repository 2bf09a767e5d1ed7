/** The page's built files. Paths that would leave the folder, or name nothing, are the page's own routes. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join, normalize, sep } from 'node:path';
import type { Reply } from './answer.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.woff2': 'font/woff2',
};
const POLICY =
  "default-src 'self'; img-src 'self' https: data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'";

export function pageFile(folder: string, path: string): Reply {
  const index = join(folder, 'index.html');
  const wanted = join(folder, normalize(path));
  const inside = wanted.startsWith(folder + sep) && existsSync(wanted) && statSync(wanted).isFile();
  if (!inside && (extname(path) !== '' || !existsSync(index))) return { status: 404, body: 'not found' };
  const file = inside ? wanted : index;
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  return {
    status: 200,
    body: readFileSync(file),
    headers: { 'Content-Type': type, 'Content-Security-Policy': POLICY },
  };
}
