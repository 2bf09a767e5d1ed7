import { writeFile } from 'node:fs/promises';
import { reasonsPage } from '../commands/reasons.ts';
import { reference } from '../commands/reference.ts';
import { readProfiles } from '../data/read-profile.ts';

/** Writes `docs/commands.md` and `docs/reasons.md` anew; run it after a definition has changed: `node docs/write-commands.ts`. */
const matrices = readProfiles({ owner: [], vendor: [] }).map((profile) => ({ ...profile, version: 0 }));
await writeFile(new URL('./commands.md', import.meta.url), reference(matrices));
await writeFile(new URL('./reasons.md', import.meta.url), reasonsPage());
