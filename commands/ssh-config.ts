import { SSHD } from './ssh.ts';

/** Remit's own file of options: the first that sshd reads, so that it wins. `value` is what sshd itself takes for set. */
export const OPTIONS_FILE = `${SSHD}options=/etc/ssh/sshd_config.d/00-remit.conf
value() { effective nobody | awk -v "option=$1" '$1 == option { sub(/without-password/, "prohibit-password"); print tolower($2) }'; }
`;
