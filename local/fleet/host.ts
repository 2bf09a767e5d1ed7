import type { SeedTarget } from '../seed-targets.ts';

/** How hosts are made here: namespaces over the machine's own file system, or one directory each. */
export type HostKind = 'isolated' | 'folder';

/** What to run on a host: a whole script, what it finds in its environment, and when to give up. */
export type Order = {
  readonly script: string;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** Ends the script early; its whole process group is killed, as the SSM agent does on a cancel. */
  readonly signal?: AbortSignal;
  readonly onStart?: () => void;
};

/** How a script ended. A killed script has exit code 137; at most `OUTPUT_LIMIT` bytes a stream are kept. */
export type Execution = {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly timedOut: boolean;
  readonly cancelled: boolean;
  readonly ms: number;
};

/** One service of a host: its main process as the host numbers it, and whether its port takes a connection. */
export type ServiceState = {
  readonly service: string;
  readonly pid: number | null;
  readonly port: number;
  readonly answers: boolean;
};

/** One running host of the local fleet. */
export type Host = Pick<SeedTarget, 'name' | 'instanceId'> & {
  /** As the cloud has them; a host may get more. */
  tags: SeedTarget['tags'];
  readonly kind: HostKind;
  readonly bootedAt: () => number;
  /** Whether the agent is heard. A switch for tests and the page: an offline host gets no command until it is back. */
  online: boolean;
  readonly execute: (order: Order) => Promise<Execution>;
  readonly reboot: () => Promise<void>;
  readonly services: () => Promise<ServiceState[]>;
};

/** The hosts, what they are, and why they are that: one sentence for the ready line. */
export type Fleet = {
  readonly kind: HostKind;
  readonly why: string;
  readonly hosts: readonly Host[];
  readonly stop: () => Promise<void>;
};

/** Where each service listens on an isolated host, which has a network of its own. */
export const SERVICE_PORTS: Readonly<Record<string, number>> = { nginx: 80, worker: 8081, database: 5432 };

/** The port of a service on an isolated host. Throws for a service that the local fleet has no program for. */
export function portOf(service: string): number {
  const port = SERVICE_PORTS[service];
  if (port === undefined)
    throw new Error(`no local program for the service "${service}": use ${Object.keys(SERVICE_PORTS).join(', ')}`);
  return port;
}
