import { readdir } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EXECUTION_PARAMETERS, parameterName } from '../../commands/document.ts';
import { commands } from '../../commands/index.ts';
import { createHost, execution, type Host, program, removeHost, runDocument } from './run-document.ts';

/** Each would make the file `canary` if any part of it reached a shell; the characters are those that bit others. */
const CANARIES = [
  '$(touch canary)',
  '`touch canary`',
  ';touch canary',
  '; touch canary;',
  '|touch canary',
  '||touch canary',
  '&touch canary',
  '&&touch canary',
  '\ntouch canary',
  '\ntouch canary\n',
  '\r\ntouch canary',
  '>canary',
  '>>canary',
  '2>canary',
  '<>canary',
  '<(touch canary)',
  '>(touch canary)',
  '{touch,canary}',
  "';touch canary;'",
  '";touch canary;"',
  'a[$(touch canary)]',
  '$((a[$(touch canary)]))',
  '$\u007bx:-$(touch canary)}',
  '$\u007bx:=$(touch canary)}',
  '$\u007b!x}$(touch canary)',
  '$[$(touch canary)]',
  '\\$(touch canary)',
  "$'\\n'touch canary",
  '#\ntouch canary',
  '*;touch canary',
  '!touch canary',
  '--help;touch canary',
  '--root=/;touch canary',
  '-H root@evil;touch canary',
  '../../$(touch canary)',
  '{{ x }}$(touch canary)',
  '%s$(touch canary)',
  '\u2028touch canary',
  '\u001b[2J;touch canary',
  '~/$(touch canary)',
  '(touch canary)',
  '() { :;}; touch canary',
];
const BEFORE = ['', 'nginx', 'nginx ', '"', '-'];
const HOSTILE = BEFORE.flatMap((before) => CANARIES.map((canary) => `${before}${canary}`));

type Case = [command: string, parameter: string, pattern: string, content: string];
const own = commands.flatMap(({ name, fields, documentContent }): Case[] =>
  Object.entries(fields).map(([field, { allowedPattern }]) => [
    name,
    parameterName(field),
    allowedPattern,
    documentContent,
  ]),
);
const [first] = commands;
const common = Object.entries(EXECUTION_PARAMETERS).map(
  ([parameter, pattern]): Case => ['any command', parameter, pattern, first?.documentContent ?? ''],
);

let host: Host;
beforeEach(async () => {
  host = await createHost();
  await program(host, 'journalctl', '#!/bin/sh\necho "-- No entries --"\n');
});
afterEach(() => removeHost(host));

describe('a hostile value', () => {
  it('is one of at least 200', () => {
    expect(new Set(HOSTILE).size).toBeGreaterThanOrEqual(200);
  });

  it('would make the canary in a script that trusted it', async () => {
    const content = JSON.stringify({ mainSteps: [{ inputs: { runCommand: ['eval "echo $SSM_Service"'] } }] });
    await runDocument({ host, content, parameters: { Service: '$(touch canary)' } });
    expect(await readdir(host.work)).toEqual(['canary']);
  });

  it.each([...own, ...common])('is refused by the pattern of %s, parameter %s', (_command, _parameter, pattern) => {
    const test = new RegExp(pattern);
    expect(HOSTILE.filter((value) => test.test(value))).toEqual([]);
  });

  it.each([...own, ...common])(
    'runs nothing in %s as %s, though nobody checked it',
    async (_command, parameter, _pattern, content) => {
      const outside = await readdir(host.dir);
      const values = [...HOSTILE.entries()];
      const runNext = async (): Promise<void> => {
        const [index, value] = values.pop() ?? [];
        if (value === undefined) return;
        const parameters = { Service: 'nginx', Lines: '50', ...execution(`R-${index}`), [parameter]: value };
        await runDocument({ host, content, parameters });
        return runNext();
      };
      await Promise.all([runNext(), runNext(), runNext(), runNext()]);
      expect(await readdir(host.work)).toEqual([]);
      const made = (await readdir(host.dir)).filter((name) => !name.startsWith('script-') && name !== 'exec');
      expect(made).toEqual(outside);
    },
    120_000,
  );
});
