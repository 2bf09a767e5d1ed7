/**
 * A service of a folder host: answers HTTP on its port and writes its log. `node service.ts <name> <port> <log file>`.
 *
 * It ends at the end of its input, which its keeper holds, so that it never outlives the keeper.
 */
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';

const [name = 'service', port, log = '/dev/null'] = process.argv.slice(2);
const note = (text: string) => appendFileSync(log, `${new Date().toISOString()} ${name}[${process.pid}]: ${text}\n`);

const server = createServer((request, response) => {
  note(`answered ${request.method} ${request.url}`);
  response.end(`${name} ${process.pid}\n`);
});
server.listen(Number(port), '127.0.0.1', () => note(`started, listening on port ${port}`));
process.stdin.resume().once('end', () => process.exit(0));
process.once('SIGTERM', () => {
  note('stopping');
  process.exit(0);
});
