import { createHash } from 'node:crypto';

/** What a target of the local seed is: the four kinds of the responsibility matrix that run processes. */
export type SeedKind = 'infrastructure-host' | 'user-host' | 'infrastructure-container' | 'end-user-container';

export type Platform = 'jca' | 'resources';

/** One target of the local seed, as AWS would know it: an instance id and the tags that the inventory reads. */
export type SeedTarget = {
  readonly name: string;
  readonly instanceId: string;
  readonly services: readonly string[];
  /** Programs that the owner of a platform would bring, as `/etc/remit/<name>`. */
  readonly platform?: readonly Platform[];
  readonly tags: Readonly<Record<string, string>>;
};

const STAGING = ['host-1', 'host-4', 'infra-gate', 'env-101'];
const WEB = ['host-4', 'host-5', 'host-6', 'host-7'];

/**
 * The targets of `npm start`: two environments, every kind, one tag, so that each way to name a target has one to find.
 *
 * Instance ids follow from the names, so that a fleet started again over the same home is the same fleet. Containers
 * are managed nodes (`mi-`), which have SSM tags and no EC2 ones: both ways of the inventory are walked.
 */
export const seedTargets: readonly SeedTarget[] = [
  ...numbered('host', 1, 3).map((name) => target(name, 'infrastructure-host', ['nginx'])),
  ...numbered('host', 4, 10).map((name) => target(name, 'user-host', ['nginx', 'worker'])),
  target('infra-db', 'infrastructure-container', ['nginx', 'database']),
  target('infra-gate', 'infrastructure-container', ['nginx']),
  target('infra-jca', 'infrastructure-container', ['nginx']),
  ...numbered('env', 101, 103).map((name) => target(name, 'end-user-container', ['nginx'])),
];

/** An instance with an agent and without any tag of Remit's: what `add host spare-1 …` lets in. */
export const spareTarget: SeedTarget = {
  name: 'spare-1',
  instanceId: instanceId('spare-1', 'user-host'),
  services: ['nginx'],
  tags: { Name: 'spare-1' },
};

function target(name: string, kind: SeedKind, services: readonly string[]): SeedTarget {
  const tags = WEB.includes(name) ? ['web'] : [];
  return {
    name,
    instanceId: instanceId(name, kind),
    services,
    platform: [
      ...(kind === 'infrastructure-container' ? (['resources'] as const) : []),
      ...(name === 'infra-jca' ? (['jca'] as const) : []),
    ],
    tags: {
      Name: name,
      remit: 'managed',
      'remit:name': name,
      'remit:kind': kind,
      'remit:environment': STAGING.includes(name) ? 'staging' : 'production',
      'remit:services': services.join(' '),
      ...(tags.length > 0 && { 'remit:tags': tags.join(' ') }),
    },
  };
}

function instanceId(name: string, kind: SeedKind): string {
  const hex = createHash('sha256').update(`remit-local:${name}`).digest('hex').slice(0, 17);
  return kind.endsWith('-container') ? `mi-${hex}` : `i-${hex}`;
}

function numbered(word: string, from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => `${word}-${from + index}`);
}
