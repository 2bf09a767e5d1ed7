import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { BUILTINS } from '../../bot/domain/language/builtins.ts';
import { commands } from '../../commands/index.ts';
import { reasonsPage } from '../../commands/reasons.ts';
import { reference } from '../../commands/reference.ts';
import { readProfiles } from '../../data/read-profile.ts';

const matrices = readProfiles({ owner: [], vendor: [] }).map((profile) => ({ ...profile, version: 0 }));

describe('docs/reasons.md', () => {
  it('says what the lists of reasons say (else: node docs/write-commands.ts)', async () => {
    expect(await readFile(new URL('../../docs/reasons.md', import.meta.url), 'utf8')).toBe(reasonsPage());
  });
});

describe('docs/commands.md', () => {
  it('says what the definitions say (else: node docs/write-commands.ts)', async () => {
    expect(await readFile(new URL('../../docs/commands.md', import.meta.url), 'utf8')).toBe(reference(matrices));
  });

  it('has a section and every example of every sentence', () => {
    const text = reference(matrices);
    for (const { name, examples } of [...commands, ...BUILTINS]) {
      expect(text).toContain(`### ${name}\n`);
      for (const example of examples) expect(text.split('\n')).toContain(example);
    }
    expect(text).not.toMatch(/undefined/);
  });
});
