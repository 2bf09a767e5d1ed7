// systemctl of a folder host: hands its words to the keeper, the parent of the host's services.
// usage: node systemctl.mjs <port> <token> <host> <word>…
// JavaScript and a bare socket, because a script calls it several times: with types and HTTP each call takes twice as long.
import { connect } from 'node:net';

const [port, token, host, ...words] = process.argv.slice(2);
let answer = '';
const socket = connect(Number(port), '127.0.0.1', () => socket.write(`${JSON.stringify({ token, host, words })}\n`));
socket.setEncoding('utf8');
socket.on('data', (chunk) => {
  answer += chunk;
});
socket.once('error', () => {});
socket.once('close', () => {
  const down = { code: 1, stdout: '', stderr: 'Failed to connect to bus: the host is down\n' };
  const { code, stdout, stderr } = answer === '' ? down : JSON.parse(answer);
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  process.exitCode = code;
});
