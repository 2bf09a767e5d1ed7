import type { Field } from '../bot/domain/command.ts';
import { serviceName } from './fields.ts';

/**
 * Units that a host is reached, guarded and kept alive by: the SSM agent, SSH, the host's own systemd, its network and
 * firewall, what carries its containers. Stopped, nothing of ours could start them again. `*` stands for any characters.
 */
export const NEEDED = [
  'amazon-ssm-agent',
  'snap.amazon-ssm-agent*',
  'snapd*',
  'ssh',
  'ssh@*',
  'sshd',
  'sshd@*',
  'systemd-*',
  'init*',
  'dbus*',
  'polkit*',
  'udev*',
  'user@*',
  'getty@*',
  'serial-getty@*',
  'network*',
  'ifup@*',
  'nftables',
  'firewalld',
  'ufw',
  'iptables',
  'cloud-*',
  'lvm2-*',
  'vz',
  'vcmmd',
  'prl-disp',
] as const;

/** Of other types than a service: a target or a slice may hold everything that runs. */
const TYPES = ['target', 'slice', 'scope', 'mount', 'automount', 'swap', 'device', 'socket', 'path', 'timer'];

export const WHY = 'the host needs it to be reached and to stay up';

/** A service that may be stopped. */
export function stoppableService(): Field {
  const service = serviceName();
  return {
    ...service,
    allowed: `${service.allowed}; none that the host itself needs (the SSM agent, SSH, systemd, network, firewall)`,
    except: {
      names: [...NEEDED, ...NEEDED.map((name) => `${name}.service`), ...TYPES.map((type) => `*.${type}`)],
      why: WHY,
    },
  };
}
