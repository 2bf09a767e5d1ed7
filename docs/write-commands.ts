import { writeFile } from 'node:fs/promises';
import { reference } from '../commands/reference.ts';

/** Writes `docs/commands.md` anew; run it after a definition has changed: `node docs/write-commands.ts`. */
await writeFile(new URL('./commands.md', import.meta.url), reference());
