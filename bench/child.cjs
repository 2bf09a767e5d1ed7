/**
 * A cold start: loads one handler, gives it one event, says what came back and the CPU time until then, and ends.
 * `node child.cjs <handler.js>`, the event on standard input.
 */
const { readFileSync } = require('node:fs');

const event = JSON.parse(readFileSync(0, 'utf8'));
const { handler } = require(process.argv[2]);
handler(event, {}).then((answer) => {
  const { user, system } = process.cpuUsage();
  process.stdout.write(JSON.stringify({ status: answer.statusCode, body: answer.body, cpu: (user + system) / 1_000 }));
  process.exit(0);
});
