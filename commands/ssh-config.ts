import { SSHD } from './ssh.ts';

/**
 * Remit's own file of options: the first that sshd reads, so that it wins. `value` is what sshd itself takes for set;
 * `answers` waits up to five seconds for the greeting of the daemon that runs, on its own port.
 */
export const OPTIONS_FILE = `${SSHD}options=/etc/ssh/sshd_config.d/00-remit.conf
value() { effective nobody | awk -v "option=$1" '$1 == option { sub(/without-password/, "prohibit-password"); print tolower($2) }'; }
answers() {
  local port
  port=$(effective nobody | sed -n 's/^port //p' | tail -n 1)
  timeout 5 bash -c 'until { exec 5<>"/dev/tcp/127.0.0.1/$1" && read -r -t 2 -u 5 hello && [[ "$hello" == SSH-* ]]; } 2>/dev/null; do sleep 0.2; done' _ "$port"
}
`;
