import { CHANGE, PACKAGE, TAKE_BACK } from './apt.ts';
import { defineCommand } from './define-command.ts';
import { packageName } from './fields.ts';

export const install = defineCommand({
  name: 'install',
  activity: 'additional-software',
  summary: 'Install a package, or another version of it; never at the cost of other packages',
  pattern: 'install <package> on <targets>',
  examples: ['install htop on host-7', 'install htop=3.2.2-2 on host-7, host-8 because "the fix for ACME-91"'],
  fields: { package: packageName() },
  risk: 'change',
  role: 'operator',
  approval: { production: { of: 1, from: 'approver' }, staging: 'none' },
  repeatable: true,
  effect: ({ package: name }) =>
    `installs ${name} and what it needs; removes and downgrades no other package; a service in it starts or restarts`,
  title: ({ package: name }) => ({ ask: `Install ${name}`, doing: `Installing ${name}`, done: `Installed ${name}` }),
  undo: {
    words:
      'Every package that it changed goes back to its version of before, or away again, while the repositories have that version.',
    script: `${TAKE_BACK}give_back`,
  },
  run: {
    document: 'Remit-Install',
    parameters: ({ package: name }) => ({ Package: [name] }),
    timeoutSeconds: 1800, // a large package over a slow line, and two minutes for somebody else's lock
    // apt takes a name that it does not know for a pattern, or `name-` for a removal: only names that it knows get there.
    script: `${CHANGE}${PACKAGE}
      whole
      was=$(version "$package")
      if [ -n "$was" ] && { [ -z "$wanted" ] || [ "$wanted" = "$was" ]; }; then
        echo "$package $was is installed already"
        exit 0
      fi
      refresh
      apt-cache pkgnames "$package" | grep -Fx -- "$package" >/dev/null || fail "nothing was changed: the repositories of this host have no package $package"
      if [ -n "$wanted" ]; then
        there=$(apt-cache madison "$package" | awk '{ print $3 }' | sort -u -V)
        printf '%s\\n' "$there" | grep -Fx -- "$wanted" >/dev/null || fail "nothing was changed: the repositories of this host have no $package $wanted. They have: $(printf '%s\\n' "\${there:-none}" | paste -s -d ' ')"
      fi
      simulate install --allow-downgrades "$package\${wanted:+=$wanted}"
      planned >"$claim/planned"
      [ -n "$(of "$package" "$claim/planned")" ] || fail "nothing was changed: apt would not install $package itself: $(in_words "$claim/planned")"
      gone=$(awk '$3 == "none"' "$claim/planned" | names)
      [ -z "$gone" ] || fail "nothing was changed: it would remove $gone"
      lower=$(besides "$package" "$claim/planned" | backward | names)
      [ -z "$lower" ] || fail "nothing was changed: it would downgrade $lower"
      change --allow-downgrades "$package\${wanted:+=$wanted}"
      is=$(version "$package")
      if [ -z "$is" ] || [ "$is" != "\${wanted:-$is}" ]; then fail "not installed: $package is \${is:-not there}"; fi
      of "$package" "$saved/changed" | in_words
      more=$(besides "$package" "$saved/changed" | in_words)
      [ -z "$more" ] || echo "with it: $more"
      reboot_asked`,
  },
});
