import { readdir } from 'node:fs/promises';

/**
 * Loads whatever the flow loads only when it is needed: in whose turn that is would change in which order processes go on, and so what a
 * seed lives depended on the worlds before it.
 */
export async function loadAll(): Promise<void> {
  for (const part of ['flow', 'domain']) {
    const folder = new URL(`../../bot/${part}/`, import.meta.url);
    const files = await readdir(folder, { recursive: true });
    for (const file of files.filter((name) => name.endsWith('.ts'))) await import(new URL(file, folder).href);
  }
}
