import type { Instant } from '../domain/instant.ts';
import type { HostStatus } from '../domain/run/outcome.ts';

/** One SendCommand: at most 50 instances. `mark` is the comment by which an ambiguous send is found again. */
export type Order = {
  mark: string;
  documentName: string;
  parameters: Record<string, string[]>;
  instanceIds: string[];
  timeoutSeconds: number;
};

/**
 * `accepted`: SSM answered with an id. `rejected`: SSM said no, nothing runs. `busy`: throttled, nothing runs, try
 * again. `ambiguous`: nobody knows; there must be no second send before the first one's deadline.
 */
export type SendOutcome =
  | { is: 'accepted'; commandId: string }
  | { is: 'rejected'; detail: string }
  | { is: 'busy' }
  | { is: 'ambiguous' };

/** What SSM says of one instance. `output` is not redacted yet and may be cut at 2,500 characters. */
export type Invocation = {
  instanceId: string;
  status: HostStatus;
  detail: string;
  exitCode?: number;
  startedAt?: Instant;
  endedAt?: Instant;
  output: string;
};

export type AgentState = { instanceId: string; online: boolean; version: string; lastPing: Instant };

/** The hosts, as SSM Run Command reaches them. */
export type Hosts = {
  send(order: Order): Promise<SendOutcome>;
  /** The command that carries `mark`, sent since `since`. */
  find(ask: { mark: string; documentName: string; since: Instant }): Promise<string | undefined>;
  /** What became of a command on each instance. `mark` is its comment: absent as long as SSM knows no invocation. */
  invocations(commandId: string): Promise<{ mark?: string; invocations: Invocation[] }>;
  /** What one host printed: at most 24,000 characters of stdout and 8,000 of stderr, SSM's own limit. */
  output(commandId: string, instanceId: string): Promise<{ text: string; cut: boolean }>;
  cancel(commandId: string): Promise<void>;
  agents(instanceIds: string[]): Promise<AgentState[]>;
  /** Whether a document of that name exists and is active. */
  hasDocument(name: string): Promise<boolean>;
};
