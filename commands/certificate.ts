import type { Field } from '../bot/domain/command.ts';

/** The name that a server of nginx has, by which its certificate is known. */
export function certificateName(): Field {
  return {
    allowedPattern: '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?([.][a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?){1,8}$',
    allowed: 'the name of a server: parts of lower-case letters, digits and `-`, with `.` between them',
    example: 'shop.acme.example',
    label: 'Server name',
  };
}

/**
 * What is read of certificates. `servers` gives a line for each certificate that a server of nginx has, with tabs:
 * certificate, key, where it listens, its names; as nginx itself reads its configuration, so nothing where it refuses that.
 * `nginx -T` prints one file after the other: `configuration` puts each where it is included, as most servers and shared
 * certificates are.
 */
export const READING = `export LC_ALL=C
configuration() {
  nginx -T 2>/dev/null | awk '
    function place(pattern,    one) {
      gsub(/[\\042\\047]/, "", pattern)
      if (pattern !~ /^\\//) pattern = "/etc/nginx/" pattern
      gsub(/[.+]/, "[&]", pattern)
      gsub(/[*]/, "[^/]*", pattern)
      gsub(/[?]/, "[^/]", pattern)
      for (one = 1; one <= files; one++) if (file[one] ~ "^" pattern "$") put(one)
    }
    function put(one,    lines, count, at, line, wanted) {
      if (++depth > 50) return
      count = split(text[one], lines, "\\n")
      for (at = 1; at <= count; at++) {
        line = " " lines[at]
        sub(/[ \\t]#.*/, "", line)
        while (match(line, /[{}; \\t]include[ \\t]+[^;]+;/)) {
          wanted = substr(line, RSTART + 1, RLENGTH - 2)
          print substr(line, 1, RSTART)
          line = " " substr(line, RSTART + RLENGTH)
          sub(/^include[ \\t]+/, "", wanted)
          place(wanted)
        }
        print line
      }
      depth--
    }
    /^# configuration file .*:$/ { file[++files] = substr($0, 22, length($0) - 22); next }
    { text[files] = text[files] $0 "\\n" }
    END { if (files) put(1) }'
}
servers() {
  configuration | awk '
    function ends(    i, pair) {
      if (block[depth] == "server" && (block[depth - 1] == "http" || block[depth - 1] == "stream")) {
        if (words[1] == "listen" && (at[server] == "" || (!secure[server] && $0 ~ /ssl/))) { at[server] = words[2]; secure[server] = ($0 ~ /ssl/) }
        if (words[1] == "server_name") for (i = 2; i <= count; i++) named[server] = named[server] " " words[i]
        if (words[1] == "ssl_certificate") certificates[server] = certificates[server] words[2] "\\n"
        if (words[1] == "ssl_certificate_key") keys[server] = keys[server] words[2] "\\n"
      } else if (words[1] == "ssl_certificate") common = common words[2] "\\n"
      else if (words[1] == "ssl_certificate_key") commonkeys = commonkeys words[2] "\\n"
      count = 0
    }
    function whole(path) { return path ~ /^[\\/$]/ ? path : "/etc/nginx/" path }
    {
      sub(/(^|[ \\t])#.*/, "")
      while (match($0, /\\042[^\\042]*\\042|\\047[^\\047]*\\047/)) {
        inside = substr($0, RSTART + 1, RLENGTH - 2)
        gsub(/[{}; \\t]/, "_", inside)
        $0 = substr($0, 1, RSTART - 1) inside substr($0, RSTART + RLENGTH)
      }
      gsub(/[{};]/, " & ")
      for (part = 1; part <= NF; part++) {
        if ($part == ";") ends()
        else if ($part == "{") { block[++depth] = words[1]; if (words[1] == "server") server++; count = 0; words[1] = "" }
        else if ($part == "}") { depth--; count = 0 }
        else words[++count] = $part
      }
    }
    END {
      for (one = 1; one <= server; one++) {
        if (certificates[one] == "" && secure[one]) { certificates[one] = common; keys[one] = commonkeys }
        total = split(certificates[one], certificate, "\\n")
        split(keys[one], key, "\\n")
        for (each = 1; each < total; each++) printf "%s\\t%s\\t%s\\t%s\\n", whole(certificate[each]), whole(key[each]), at[one], substr(named[one], 2)
      }
    }'
}
fingerprint_of() { openssl x509 -in "$1" -noout -fingerprint -sha256 2>/dev/null | cut -d= -f2; }
ends_at() { date -d "$(openssl x509 -in "$1" -noout -enddate 2>/dev/null | cut -d= -f2)" +%s; }
names_of() {
  local names
  names=$(openssl x509 -in "$1" -noout -ext subjectAltName 2>/dev/null | tr ',' '\\n' | sed -n -e 's/^ *DNS://p' -e 's/^ *IP Address://p' | paste -s -d ' ')
  [ -n "$names" ] || names=$(openssl x509 -in "$1" -noout -subject -nameopt multiline 2>/dev/null | sed -n 's/^ *commonName *= //p')
  printf '%s' "\${names:-no name}" | tr -d '\\000-\\037\\177' | cut -c 1-300
}
until_when() {
  local ends days
  ends=$(ends_at "$1")
  days=$(((ends - $(date +%s)) / 86400))
  if [ "$ends" -le "$(date +%s)" ]; then echo "EXPIRED on $(date -u -d "@$ends" +%F)"
  else echo "until $(date -u -d "@$ends" +%F), $days days left"; fi
}
`;

/**
 * What the commands about one server's certificate begin with. `site` finds what nginx has for the name; `sound` fails
 * unless the pair that was placed fits it; `activate` has nginx take what lies there, and looks that it is served.
 */
export const SITE = `${READING}name="$SSM_Server"
case "$name" in '' | [!a-z0-9]* | *[!a-z0-9.-]* | *..*) fail "nothing was changed: that is no name of a server" ;; esac
dir=/etc/remit/certificates/$name
new=$dir/fullchain.pem
new_key=$dir/privkey.pem
refused() { nginx -t 2>&1 | grep -m 1 -F '[emerg]' | cut -c 1-300; }
site() {
  local pairs
  command -v nginx >/dev/null || fail "nothing was changed: no nginx here"
  nginx -t >/dev/null 2>&1 || fail "nothing was changed: nginx refuses its configuration as it is: $(refused)"
  servers >"$claim/servers"
  awk -F '\\t' -v "name=$name" 'index(" " $4 " ", " " name " ") { print $1 "\\t" $2 }' "$claim/servers" | sort -u >"$claim/pairs"
  pairs=$(wc -l <"$claim/pairs")
  [ "$pairs" != 0 ] || fail "nothing was changed: no server of nginx here is called $name and has a certificate; it has: $(cut -f 4 "$claim/servers" | tr ' ' '\\n' | sort -u | paste -s -d ' ')"
  [ "$pairs" = 1 ] || fail "nothing was changed: nginx has $pairs certificates for $name: $(cut -f 1 "$claim/pairs" | paste -s -d ' ')"
  IFS=$'\\t' read -r cert key <"$claim/pairs"
  case "$cert$key" in *'$'*) fail "nothing was changed: nginx chooses the certificate of $name at run time: $cert" ;; esac
  served_names=$(awk -F '\\t' -v "cert=$cert" '$1 == cert { print $4 }' "$claim/servers" | tr ' ' '\\n' | sort -u)
  at=$(awk -F '\\t' -v "cert=$cert" -v "name=$name" '$1 == cert && index(" " $4 " ", " " name " ") { print $3; exit }' "$claim/servers")
  case "$at" in
    unix:*) fail "nothing was changed: $name listens on a socket; what it serves cannot be looked at" ;;
    '[::]:'*) at="[::1]:\${at##*:}" ;;
    '*:'* | 0.0.0.0:*) at=127.0.0.1:\${at##*:} ;;
    *:*) ;;
    *[!0-9]*) at=$at:443 ;;
    *) at=127.0.0.1:\${at:-443} ;;
  esac
}
matches() { [ "$(openssl x509 -in "$1" -noout -pubkey 2>/dev/null)" = "$(openssl pkey -in "$2" -passin pass: -pubout 2>/dev/null || echo none)" ]; }
covers() {
  local host
  case "$2" in
    '' | _ | '~'*) return 0 ;;
    '*.'*) host=any\${2#'*'} ;;
    .*) host=\${2#.} ;;
    *) host=$2 ;;
  esac
  openssl x509 -in "$1" -noout -checkhost "$host" 2>/dev/null | grep -q 'does match'
}
chain() {
  local roots
  roots=()
  if [ -f "$dir/ca.pem" ]; then roots=(-CAfile "$dir/ca.pem"); fi
  openssl verify -purpose sslserver "\${roots[@]}" -untrusted "$1" "$1" 2>&1
}
sound() {
  local file said host missing
  for file in "$new" "$new_key"; do
    if [ ! -f "$file" ] || [ -L "$file" ]; then fail "nothing was changed: no file $file; place fullchain.pem and privkey.pem in $dir first"; fi
  done
  said=$(find /etc/remit/certificates -maxdepth 0 \\( ! -user root -o -perm /022 \\); find "$dir" \\( ! -user root -o -perm /022 \\))
  [ -z "$said" ] || fail "nothing was changed: others than root may change $(printf '%s' "$said" | paste -s -d ' ')"
  [ -z "$(find "$new_key" -perm /077)" ] || fail "nothing was changed: others than root may read $new_key; chmod 600 it, and think of a new key"
  openssl x509 -in "$new" -noout 2>/dev/null || fail "nothing was changed: $new holds no certificate"
  openssl pkey -in "$new_key" -passin pass: -noout 2>/dev/null || fail "nothing was changed: $new_key holds no key that nginx can read without a passphrase"
  matches "$new" "$new_key" || fail "nothing was changed: the key is another one's: $new_key does not fit the first certificate in $new"
  openssl x509 -in "$new" -noout -checkend 0 >/dev/null || fail "nothing was changed: the placed certificate is $(until_when "$new")"
  said=$(openssl x509 -in "$new" -noout -startdate | cut -d= -f2)
  [ "$(date -d "$said" +%s)" -le "$(date +%s)" ] || fail "nothing was changed: the placed certificate holds only from $said"
  missing=
  for host in $served_names; do covers "$new" "$host" || missing="$missing $host"; done
  [ -z "$missing" ] || fail "nothing was changed: the placed certificate is for $(names_of "$new"), and nginx serves with it$missing, too"
  said=$(chain "$new") || fail "nothing was changed: its chain does not end at an authority that this host knows: $(printf '%s' "$said" | sed -n 's/^error [0-9]* at [0-9]* depth lookup: //p' | head -n 1). A private authority's root goes beside it as ca.pem"
}
served() {
  timeout 10 openssl s_client -connect "$at" -servername "$name" </dev/null 2>/dev/null | openssl x509 -noout -fingerprint -sha256 2>/dev/null | cut -d= -f2 || :
}
answers() { [ -n "$(served)" ] || fail "nothing was changed: nothing answers for $name on $at; does nginx run?"; }
activate() {
  local try wanted
  nginx -t >/dev/null 2>&1 || { refused; return 1; }
  systemctl reload nginx >/dev/null 2>&1 || { echo "nginx does not reload"; return 1; }
  wanted=$(fingerprint_of "$cert")
  for try in $(seq 40); do
    [ "$(served)" != "$wanted" ] || return 0
    sleep 0.25
  done
  echo "nginx serves another certificate for $name on $at"
  return 1
}
`;
