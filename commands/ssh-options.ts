/**
 * The options of sshd that `ssh config set` sets, with what each takes. Not here, since one word of them locks everybody
 * out or lets everybody in: ports and addresses, who is allowed, key files, `PermitRootLogin yes`, empty passwords.
 */
const OPTIONS: Record<string, readonly string[] | { from: number; to: number }> = {
  allowagentforwarding: ['yes', 'no'],
  allowtcpforwarding: ['yes', 'no', 'local', 'remote'],
  clientalivecountmax: { from: 1, to: 10 },
  clientaliveinterval: { from: 0, to: 3600 },
  kbdinteractiveauthentication: ['yes', 'no'],
  logingracetime: { from: 10, to: 600 },
  loglevel: ['error', 'info', 'verbose'],
  maxauthtries: { from: 2, to: 10 },
  maxsessions: { from: 1, to: 100 },
  passwordauthentication: ['yes', 'no'],
  permitrootlogin: ['no', 'prohibit-password', 'forced-commands-only'],
  usedns: ['yes', 'no'],
  x11forwarding: ['yes', 'no'],
};

export const SSH_OPTIONS = Object.keys(OPTIONS);

/** Bash: `$takes` is what the option takes, in words; fails for another option or another value. */
export const CHECKING = `option="$SSM_Option" wanted="$SSM_Value"
case "$option" in
${Object.entries(OPTIONS).map(line).join('\n')}
  *) fail "nothing was changed: that option is not one that Remit sets" ;;
esac
whole='^([a-z]+(-[a-z]+)*|[0-9]{1,4})$'
[[ "$wanted" =~ $whole ]] || fail "nothing was changed: $option takes $takes"
case ",\${words:-}," in
  ,,) if [[ ! "$wanted" =~ ^[0-9]+$ ]] || [ "$wanted" -lt "$from" ] || [ "$wanted" -gt "$to" ]; then fail "nothing was changed: $option takes $takes, not $wanted"; fi ;;
  *,"$wanted",*) ;;
  *) fail "nothing was changed: $option takes $takes, not $wanted" ;;
esac
`;

function line([option, takes]: [string, (typeof OPTIONS)[string]]): string {
  if ('from' in takes) {
    return `  ${option}) from=${takes.from} to=${takes.to} takes='a number from ${takes.from} to ${takes.to}' ;;`;
  }
  return `  ${option}) words=${takes.join(',')} takes='${takes.join(', ')}' ;;`;
}
