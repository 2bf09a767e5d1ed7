/**
 * `npm run ops -- [--as operator] [--channel ops] [--json] "<text>"`: one sentence to the running local default.
 *
 * Without a text each line of standard input is one. Ends with 0 (done), 2 (waiting for somebody) or 1 (refused, failed,
 * or a question); of several, the worst.
 */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { type ExitCode, worst } from './outcome.ts';
import { send } from './send.ts';
import { textOf } from './text.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    as: { type: 'string', default: 'operator' },
    channel: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

const url = `http://localhost:${process.env.PORT ?? '3000'}`;
const typed = positionals.join(' ').trim();

process.exitCode = typed ? await one(typed) : await each(createInterface({ input: process.stdin }));

async function each(lines: AsyncIterable<string>): Promise<ExitCode> {
  let code: ExitCode = 0;
  for await (const line of lines) if (line.trim()) code = worst(code, await one(line.trim()));
  return code;
}

async function one(line: string): Promise<ExitCode> {
  const text = line.replace(/^\/ops\s+/, '');
  try {
    return await send({ url, as: values.as, channel: values.channel, text }, (message, { accounts }) => {
      process.stdout.write(`${values.json ? JSON.stringify(message) : textOf(message, accounts)}\n`);
    });
  } catch (error) {
    process.stderr.write(`ops: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}
