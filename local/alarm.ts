/** `npm run alarm -- <name> alarm|ok`: what EventBridge would tell of that alarm, to the running local default. */
const USAGE = 'npm run alarm -- <name> alarm|ok';
const [name, state, ...more] = process.argv.slice(2);
const url = `http://localhost:${process.env['PORT'] ?? '3000'}`;

if (name === undefined || (state !== 'alarm' && state !== 'ok') || more.length > 0) {
  process.stderr.write(
    `usage: ${USAGE}\nName an alarm that the policy names (\`/ops policy\`), such as checkout-errors.\n`,
  );
  process.exitCode = 1;
} else {
  process.exitCode = await send({ as: 'operator', name, state });
}

async function send(body: { as: string; name: string; state: string }): Promise<number> {
  try {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${url}/local/alarm`, { method: 'POST', headers, body: JSON.stringify(body) });
    const said = (await answer.json()) as { ok: boolean; detail?: string };
    process.stdout.write(said.ok ? `${body.name} is in state ${body.state}\n` : `${said.detail}\n`);
    return said.ok ? 0 : 1;
  } catch {
    process.stderr.write(`nothing answers at ${url}: start it with npm start\n`);
    return 1;
  }
}
