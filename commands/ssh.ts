/**
 * Where Remit's SSH access lies on a host, all of it root's: the public keys on record, and the grants, a file an account.
 * An account that got a grant is in a group whose members sshd lets in by grants only: a key that they add to their own
 * home does not count, so that the end of a grant is the end.
 */
export const GRANTS = `recorded=/etc/remit/ssh/keys/$account.pub
granted=/etc/remit/ssh/granted/$account
`;

/**
 * What reads and checks sshd's configuration. `-C` names a connection, without which a `Match` is not looked at. A
 * daemon that does not run reads the files when it starts, and by socket activation at each connection. `answers` waits up
 * to five seconds for its greeting: while it starts itself anew it is deaf to another reload, and one that dies of what it
 * has read greets nobody.
 */
export const SSHD = `command -v sshd >/dev/null || fail "nothing was changed: no OpenSSH server on this host"
[ -d /run/sshd ] || mkdir -m 755 /run/sshd
complaint() {
  local said
  if ! said=$(sshd -t 2>&1); then printf '%s' "\${said:-sshd -t fails}" | tr '\\r\\n' '  ' | cut -c 1-300; fi
}
effective() { sshd -T -C "user=$1,host=localhost,addr=127.0.0.1" 2>/dev/null; }
answers() {
  local port
  port=$(effective nobody | sed -n 's/^port //p' | tail -n 1)
  timeout 5 bash -c 'until { exec 5<>"/dev/tcp/127.0.0.1/$1" && read -r -t 2 -u 5 hello && [[ "$hello" == SSH-* ]]; } 2>/dev/null; do sleep 0.2; done' _ "$port"
}
reload() {
  local unit answered=
  for unit in ssh sshd; do
    if systemctl is-active --quiet "$unit" 2>/dev/null; then
      if answers; then answered=yes; fi
      systemctl reload "$unit" || return 1
      sleep 0.3
      systemctl is-active --quiet "$unit" && { [ -z "$answered" ] || answers; }
      return
    fi
  done
}
`;

/**
 * What lets members of the group in by grants only; written by the first grant of a host, and kept. `by_grants` checks
 * it with sshd itself, so that a host whose sshd reads no drop-ins is found before anybody relies on it.
 */
export const GATE = `gate=/etc/ssh/sshd_config.d/01-remit-grants.conf
by_grants() { effective "$account" | grep -x 'authorizedkeysfile /etc/remit/ssh/granted/%u' >/dev/null; }
close_gate() {
  mkdir -p -m 755 /etc/remit /etc/remit/ssh /etc/remit/ssh/granted
  getent group remit-ssh >/dev/null || groupadd -r remit-ssh
  local added= why
  case " $(id -nG "$account") " in *' remit-ssh '*) ;; *) added=yes; gpasswd -a "$account" remit-ssh >/dev/null ;; esac
  if by_grants; then return; fi
  [ ! -e "$gate" ] || cp -a "$gate" "$claim/gate"
  printf '%s\\n' '# Remit: who is let in by "ssh grant" is let in by nothing else, until it ends.' 'Match Group remit-ssh' \\
    '  AuthorizedKeysFile /etc/remit/ssh/granted/%u' '  AuthenticationMethods publickey' >"$gate.new"
  mv -- "$gate.new" "$gate"
  why=$(complaint)
  if [ -z "$why" ] && ! by_grants; then why="sshd does not heed $gate: does sshd_config include that folder?"; fi
  if [ -z "$why" ]; then
    reload || why="sshd could not be told to read it"
  fi
  if [ -n "$why" ]; then
    if [ -e "$claim/gate" ]; then mv -- "$claim/gate" "$gate"; else rm -f -- "$gate"; fi
    [ -z "$added" ] || gpasswd -d "$account" remit-ssh >/dev/null
    fail "nothing was changed: $why"
  fi
}
`;
