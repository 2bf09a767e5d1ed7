import { CHANGE } from './apt.ts';
import { defineCommand } from './define-command.ts';

/** What every host of the fleet has, unless its own image says otherwise in /etc/remit/baseline.conf. */
export const BASELINE = ['package ca-certificates', 'package logrotate', 'zone UTC', 'journal 500M'];

const READ = `saved=$claim/changes
mkdir -p "$saved"
conf=/etc/remit/baseline.conf
if [ -e "$conf" ]; then
  if [ ! -f "$conf" ] || [ -L "$conf" ]; then fail "nothing was changed: $conf is no file"; fi
  case "$(stat -c '%u %A' "$conf")" in 0\\ -????-??-?) ;; *) fail "nothing was changed: $conf must be root's, and writable by nobody else" ;; esac
  cp -- "$conf" "$claim/baseline"
else printf '%s\\n' ${BASELINE.map((line) => `'${line}'`).join(' ')} >"$claim/baseline"; fi
odd=$(grep -v -x -E '[[:blank:]]*(#.*)?|package [a-z0-9][a-z0-9+.-]*|zone [A-Za-z][A-Za-z0-9_+/-]*|journal [1-9][0-9]{0,5}[MG]|service [A-Za-z0-9][A-Za-z0-9@._-]*' "$claim/baseline" | head -n 1 | cut -c 1-80 || :)
[ -z "$odd" ] || fail "nothing was changed: a line of $conf says none of package, zone, journal (500M, 2G), service: $odd"
wanted() { awk -v "what=$1" '$1 == what { print $2 }' "$claim/baseline"; }
zone=$(wanted zone | tail -n 1)
[ -z "$zone" ] || [ -f "/usr/share/zoneinfo/$zone" ] || fail "nothing was changed: this host knows no zone $zone"
case "/$zone/" in */../*) fail "nothing was changed: that is no zone" ;; esac
size=$(wanted journal | tail -n 1)
`;

/** Step 1, what the host is made of. Everything that can be refused is refused before the first change. */
const INIT = `installed >"$claim/there"
wanted package | sort -u >"$claim/packages"
missing=$(while read -r package; do [ -n "$(version "$package")" ] || echo "$package"; done <"$claim/packages" | paste -s -d ' ')
if [ -n "$missing" ]; then
  whole
  refresh
  apt-cache pkgnames | sort >"$claim/known"
  unknown=$(printf '%s\\n' $missing | grep -v -F -x -f "$claim/known" | paste -s -d ' ' || :)
  [ -z "$unknown" ] || fail "nothing was changed: the repositories of this host do not have $unknown"
  simulate install $missing
  gone=$(planned | awk '$3 == "none"' | names)
  [ -z "$gone" ] || fail "nothing was changed: it would remove $gone"
  change $missing
  echo "installed: $(in_words "$saved/changed")"
else echo "packages: all $(grep -c . "$claim/packages" || :) there"; fi
if [ -z "$zone" ]; then :
elif [ "$(readlink -f /etc/localtime)" = "$(readlink -f "/usr/share/zoneinfo/$zone")" ]; then echo "zone: $zone already"
else
  was=$(readlink -f /etc/localtime | sed 's,^/usr/share/zoneinfo/,,')
  ln -sfn -- "/usr/share/zoneinfo/$zone" /etc/localtime
  printf '%s\\n' "$zone" >/etc/timezone
  echo "zone: \${was:-none} → $zone"
fi
journal=/etc/systemd/journald.conf.d/50-remit.conf
if [ -z "$size" ]; then :
elif printf '[Journal]\\nStorage=persistent\\nSystemMaxUse=%s\\n' "$size" | cmp -s - "$journal"; then echo "journal: at most $size already"
else
  mkdir -p "\${journal%/*}"
  printf '[Journal]\\nStorage=persistent\\nSystemMaxUse=%s\\n' "$size" >"$journal.new"
  mv -- "$journal.new" "$journal"
  echo "journal: kept, at most $size"
  systemctl try-restart systemd-journald.service >/dev/null 2>&1 8>&- || echo "the journal takes it up at the next boot"
fi
for agent in amazon-ssm-agent.service snap.amazon-ssm-agent.amazon-ssm-agent.service; do
  [ "$(systemctl show -p LoadState -- "$agent" 2>/dev/null | sed -n 's/^LoadState=//p')" = loaded ] || continue
  systemctl is-enabled --quiet -- "$agent" && { echo "agent: starts at boot already"; break; }
  systemctl enable -- "$agent" >/dev/null 2>&1 || fail "$agent cannot be made to start at boot"
  echo "agent: starts at boot from now on"
  break
done
`;

/** Step 2, what runs on it: only when all of step 1 stands. */
const START = `wanted service | sort -u >"$claim/services"
while read -r unit; do
  if systemctl is-enabled --quiet -- "$unit" && systemctl is-active --quiet -- "$unit"; then echo "service: $unit runs already"; continue; fi
  systemctl enable -- "$unit" >/dev/null 2>&1 || fail "$unit cannot be made to start at boot"
  systemctl start -- "$unit" >/dev/null 2>&1 8>&- || fail "$unit does not start"
  systemctl is-active --quiet -- "$unit" || fail "$unit does not stay up"
  echo "service: $unit started"
done <"$claim/services"
echo "this host is set up"`;

export const setUp = defineCommand({
  name: 'set up',
  activity: 'adding-new-host',
  summary:
    'Make a host ready as every other one: packages, time zone, journal, agent, then services; again does no harm',
  pattern: 'set up <targets>',
  examples: ['set up host-7', 'set up host-7, host-8 because "they joined today"'],
  fields: {},
  risk: 'change',
  role: 'operator',
  approval: { production: { of: 1, from: 'approver' }, staging: 'none' },
  repeatable: true,
  effect: () =>
    'installs what of the baseline is missing, sets the time zone and the journal’s size, has the agent start at boot, then starts the services of the baseline; removes nothing',
  title: () => ({ ask: 'Set up', doing: 'Setting up', done: 'Set up' }),
  undo: 'It is not taken back: this is what every host has. `remove` takes a package away again, `stop` stops a service.',
  run: {
    document: 'Remit-SetUp',
    parameters: () => ({}),
    timeoutSeconds: 1800, // as an installation
    script: `
      ${CHANGE}${READ}${INIT}${START}`,
  },
});
