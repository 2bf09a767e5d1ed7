import { APT, PACKAGE, TAKE_BACK } from './apt.ts';
import { defineCommand } from './define-command.ts';
import { packageName } from './fields.ts';

/** What a host is reached, started, updated and connected by; nothing of ours could bring it back. `*` stands for any characters. */
const NEEDED = [
  ...[
    'openssh-server',
    'openssh-sftp-server',
    'amazon-ssm-agent',
    'remit*',
    'sudo',
    'bash',
    'coreutils',
    'apt',
    'dpkg',
  ],
  ...['systemd', 'systemd-sysv', 'systemd-resolved', 'init', 'udev', 'dbus', 'grub*', 'shim-signed', 'initramfs-tools'],
  ...['ifupdown', 'netplan.io', 'network-manager', 'isc-dhcp-client', 'dhcpcd*', 'iproute2', 'cloud-init', 'chrony'],
  ...['systemd-timesyncd', 'ca-certificates'],
];
const WHY = 'the host is reached, started or kept by it';

const REFUSED = `needed() {
  case "$1" in
    ${NEEDED.join(' | ')}) echo '${WHY}' ;;
    "linux-image-$(uname -r)"*) echo "it is the kernel that runs" ;;
    *)
      case "$(dpkg-query -W -f '\${Essential} \${Protected} \${Priority} ' -- "$1")" in
        *yes* | *required*) echo "Debian calls it essential" ;;
      esac ;;
  esac
}
`;

export const remove = defineCommand({
  name: 'remove',
  activity: 'additional-software',
  summary: 'Remove a package that no other one needs; its configuration stays',
  pattern: 'remove <package> on <targets>',
  examples: ['remove htop on host-7', 'remove htop on all user hosts because "not needed any more"'],
  fields: { package: { ...packageName(), ...plain() } },
  risk: 'change',
  role: 'operator',
  approval: { production: { of: 1, from: 'approver' }, staging: 'none' },
  repeatable: true,
  effect: ({ package: name }) =>
    `stops and removes ${name}; its configuration stays. Refused where other packages need it, or the host itself`,
  title: ({ package: name }) => ({ ask: `Remove ${name}`, doing: `Removing ${name}`, done: `Removed ${name}` }),
  undo: {
    words:
      'The version of before is installed again, with the configuration that stayed, while the repositories have that version.',
    script: `${TAKE_BACK}give_back
      if [ -s "$saved/auto" ]; then apt-mark auto "$(cat "$saved/auto")" >/dev/null; fi`,
  },
  run: {
    document: 'Remit-Remove',
    parameters: ({ package: name }) => ({ Package: [name] }),
    timeoutSeconds: 900, // a service that stops slowly, and two minutes for somebody else's lock
    script: `${APT}${REFUSED}${PACKAGE}
      whole
      was=$(version "$package")
      if [ -z "$was" ]; then echo "$package is not installed: nothing to remove"; exit 0; fi
      why=$(needed "$package")
      [ -z "$why" ] || fail "nothing was changed: $package stays, $why"
      simulate remove "$package"
      planned >"$claim/planned"
      others=$(besides "$package" "$claim/planned" | names)
      [ -z "$others" ] || fail "nothing was changed: $others would go, too; remove what needs $package first"
      apt-mark showauto "$package" >"$saved/auto"
      installed >"$claim/before"
      act remove "$package" || why=$(reasons "$claim/apt")
      changes >"$saved/changed"
      is=$(version "$package")
      [ -z "$is" ] || fail "not removed, $package is $is: $why"
      in_words "$saved/changed"`,
  },
});

/** Without a version: there is only one that can be removed. */
function plain() {
  return {
    allowedPattern: '^[a-z0-9][a-z0-9+.-]{1,62}$',
    allowed: "a package's name: lower-case letters, digits, `+`, `.` and `-`, beginning with a letter or digit",
    except: { names: NEEDED, why: `${WHY}; nothing of ours could bring it back` },
  };
}
