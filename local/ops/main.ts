/**
 * `npm run ops -- [--as operator] [--channel ops] [--file path] [--json] "<text>"`: one sentence to the running local default.
 *
 * With `--file` the file goes to the bot first, and `{file}` in the text becomes its id; without a text the id is printed.
 * `matrix export > cells.csv` and `policy export > policy.json` write the file itself; `matrix import cells.csv because …` and
 * `policy import policy.json because …` take a path.
 * Without a text each line of standard input is one. Ends with 0 (done), 2 (waiting for somebody) or 1 (refused, failed,
 * or a question); of several, the worst.
 */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { FILE, handOver } from './hand-over.ts';
import { type ExitCode, worst } from './outcome.ts';
import { contentOf, exportedOf, isExport, withIds } from './record-files.ts';
import { send } from './send.ts';
import { textOf } from './text.ts';

const USAGE = 'npm run ops -- [--as operator] [--channel ops] [--file path] [--json] "<text>"';

const { values, positionals } = readArguments();
const url = `http://localhost:${process.env.PORT ?? '3000'}`;
const typed = positionals.join(' ').trim();

process.exitCode = await run(values.file);

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        as: { type: 'string', default: 'operator' },
        channel: { type: 'string' },
        file: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    failed(`${error instanceof Error ? error.message : error}\nusage: ${USAGE}`);
    process.exit(1);
  }
}

async function run(path: string | undefined): Promise<ExitCode> {
  if (values.help) {
    process.stdout.write(
      `usage: ${USAGE}\nWithout a text each line of standard input is one; the text "help" lists what it may say.\n`,
    );
    return 0;
  }
  if (path !== undefined) return withFile(path);
  return typed ? one(typed) : each(createInterface({ input: process.stdin }));
}

async function withFile(path: string): Promise<ExitCode> {
  try {
    const { id, name, size } = await handOver({ url, as: values.as, path });
    if (typed) return one(typed.replaceAll(FILE, id));
    process.stdout.write(`${id} ${name} (${size} bytes) is in your direct messages with Remit\n`);
    return 0;
  } catch (error) {
    return failed(error);
  }
}

async function each(lines: AsyncIterable<string>): Promise<ExitCode> {
  let code: ExitCode = 0;
  for await (const line of lines) if (line.trim()) code = worst(code, await one(line.trim()));
  return code;
}

async function one(line: string): Promise<ExitCode> {
  const who = { url, as: values.as };
  try {
    const text = await withIds(who, line.replace(/^\/ops\s+/, ''));
    return await send({ ...who, channel: values.channel, text }, async (message, { accounts }) => {
      const file = isExport(text) ? exportedOf(message) : undefined;
      if (file) return void process.stdout.write(await contentOf(who, file));
      const said = `${values.json ? JSON.stringify(message) : textOf(message, accounts)}\n`;
      (isExport(text) ? process.stderr : process.stdout).write(said);
    });
  } catch (error) {
    return failed(error);
  }
}

function failed(error: unknown): ExitCode {
  process.stderr.write(`ops: ${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
}
