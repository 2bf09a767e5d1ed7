/**
 * What the documents about packages begin with. `simulate` says what apt would do and `planned` reads it, `act` does it,
 * `changes` says what became of it; all of them as lines `name version-before version-after`, with `none` for not there.
 *
 * Configuration files that were changed on the host stay (confold). apt runs in a session of its own: a time-out ends
 * the document, and never dpkg in the middle of a package. It waits two minutes for a lock that somebody else holds.
 */
export const APT = `export LC_ALL=C DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=l APT_LISTCHANGES_FRONTEND=none UCF_FORCE_CONFFOLD=1
command -v apt-get >/dev/null || fail "nothing was changed: no apt-get here; this host gets its packages in another way"
native=$(dpkg --print-architecture)
installed() {
  dpkg-query -W -f '\${db:Status-Status} \${binary:Package} \${Version}\\n' | awk -v "native=:$native\\$" '
    $1 ~ /^(not-installed|config-files)$/ { next }
    { sub(native, "", $2); print $2, $3 ($1 ~ /^(installed|triggers-.*)$/ ? "" : "/" $1) }' | sort
}
version() { installed | awk -v "name=$1" '$1 == name { print $2 }'; }
reasons() {
  local held
  held=$(grep -o 'Could not get lock .* held by process [0-9]* ([^)]*)' "$1" | head -n 1 || :)
  [ -z "$held" ] || { echo "$held"; return 0; }
  grep -E '^(E: | [a-z0-9].* : | .* returned error exit status)' "$1" | head -n 3 | sed -e 's/^E: //' -e 's/^ *//' | paste -s -d ';' | sed 's/;/; /g' || :
}
simulate() { apt-get -s -q -o APT::Get::AutomaticRemove=false "$@" >"$claim/simulated" 2>&1 || fail "nothing was changed: $(reasons "$claim/simulated")"; }
planned() {
  awk '$1 == "Inst" || $1 == "Remv" {
    has = $3 ~ /^\\[/
    print $2, (has ? substr($3, 2, length($3) - 2) : "none"), ($1 == "Remv" ? "none" : substr(has ? $4 : $3, 2))
  }' "$claim/simulated" | sort
}
act() {
  setsid -w apt-get -q -y -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=120 -o APT::Get::AutomaticRemove=false \\
    -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold "$@" >"$claim/apt" 2>&1 </dev/null
}
changes() { installed | join -a 1 -a 2 -e none -o 0,1.2,2.2 "$claim/before" - | awk '$2 != $3'; }
of() { awk -v "name=$1" '$1 == name' "$2"; }
besides() { awk -v "name=$1" '$1 != name' "$2"; }
names() { awk '{ print $1 }' "$@" | paste -s -d ' '; }
in_words() { awk '{ printf "%s%s %s → %s", (NR > 1 ? ", " : ""), $1, ($2 == "none" ? "not installed" : $2), ($3 == "none" ? "gone" : $3) } END { if (NR) print "" }' "$@"; }
backward() { while read -r name was is; do if [ "$was" != none ] && [ "$is" != none ] && dpkg --compare-versions "$is" lt "$was"; then echo "$name"; fi; done; }
halfway() {
  dpkg-query -W -f '\${db:Status-Status} \${binary:Package}\\n' | awk '$1 ~ /^(half-|unpacked)/ { print $2 }'
  find /var/lib/dpkg/updates -type f -name '[0-9]*' -printf 'its journal\\n' 2>/dev/null | head -n 1
}
whole() {
  local half
  half=$(halfway | paste -s -d ' ')
  [ -z "$half" ] || fail "nothing was changed: dpkg is in the middle of $half. If nothing works on that now, it was interrupted: update software finishes it first"
}
refresh() {
  timeout 120 apt-get -q update >"$claim/lists" 2>&1 || stale=1
  if [ -n "\${stale:-}" ] || grep -q '^[WE]: ' "$claim/lists"; then echo "the lists of packages may be old: $(grep '^[WE]: ' "$claim/lists" | head -n 1 | cut -c 4-200)"; fi
}
reboot_asked() {
  [ -e /var/run/reboot-required ] || return 0
  local by
  by=$(sort -u /var/run/reboot-required.pkgs 2>/dev/null | paste -s -d ' ' || :)
  echo "a reboot is asked for\${by:+ by $by}; nothing was rebooted"
}
`;

/** The package that the sentence names, and its version if it names one; checked once more, so that nothing rests on SSM alone. */
export const PACKAGE = `package="\${SSM_Package%%=*}"
wanted=
case "$SSM_Package" in *=*) wanted="\${SSM_Package#*=}" ;; esac
case "$package" in '' | [!a-z0-9]* | *[!a-z0-9+.-]*) fail "nothing was changed: that is no name of a package" ;; esac
case "$wanted" in *[!A-Za-z0-9.+:~-]*) fail "nothing was changed: that is no version" ;; esac
`;

/**
 * `give_back FILE` brings packages back to the versions in the second column, in one transaction; it refuses where that
 * would change any other package, or one that has another version by now than the third column's.
 */
export const GIVE_BACK = `give_back() {
  local name was is now
  installed >"$claim/before"
  set --
  while read -r name was is; do
    now=$(awk -v "name=$name" '$1 == name { print $2 }' "$claim/before")
    [ "\${now:-none}" = "$is" ] || fail "nothing was changed: $name is \${now:-gone} by now, not $is, and stays so"
    if [ "$was" = none ]; then set -- "$@" "$name-"; else set -- "$@" "$name=$was"; fi
  done <"$back"
  simulate install --allow-downgrades --no-install-recommends "$@"
  others=$(planned | awk 'NR == FNR { own[$1]; next } !($1 in own)' "$back" - | names)
  [ -z "$others" ] || fail "nothing was changed: going back would change others as well: $others"
  act install --allow-downgrades --no-install-recommends "$@" || fail "not wholly taken back: $(reasons "$claim/apt"); it stands at: $(changes | in_words)"
  while read -r name was is; do
    now=$(version "$name")
    [ "\${now:-none}" = "$was" ] || fail "not taken back: $name is \${now:-gone}"
  done <"$back"
  changes | in_words
}
`;

/** The undo of what left `$saved/changed`. */
export const TAKE_BACK = `${APT}${GIVE_BACK}
back=$saved/changed
if [ ! -s "$back" ]; then echo "$SSM_Undone changed no package here: nothing to take back"; exit 0; fi
whole
`;

/**
 * `change ARGUMENTS` has apt install what was simulated, and keeps in `$saved/changed` what became of it. Where apt
 * fails, the packages go back to what they were at once.
 */
export const CHANGE = `${APT}${GIVE_BACK}change() {
  local why
  installed >"$claim/before"
  if act install --no-remove "$@"; then
    changes >"$saved/changed"
    return 0
  fi
  why=$(reasons "$claim/apt")
  changes >"$claim/half"
  [ -s "$claim/half" ] || fail "nothing was changed: $why"
  back=$claim/half
  (give_back) >"$claim/given-back" || fail "it failed half-way ($why), and the way back, too: $(cat "$claim/given-back")"
  fail "nothing was changed in the end: $why; taken back: $(cat "$claim/given-back")"
}
`;
