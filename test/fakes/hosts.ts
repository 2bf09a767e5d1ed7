import { statusOf } from '../../bot/adapters/ssm/status.ts';
import type { Instant } from '../../bot/domain/instant.ts';
import { isOver } from '../../bot/domain/run/outcome.ts';
import type { Clock } from '../../bot/ports/clock.ts';
import type { AgentState, Hosts, Invocation, Order } from '../../bot/ports/hosts.ts';

/** How SSM takes the next send. `lost-before` and `lost-after`: no answer came, and it has not the command, or it has. */
export type SendFault = 'rejected' | 'busy' | 'lost-before' | 'lost-after';

/** What a host makes of a command, in SSM's words. `silent`: it ran, and SSM hears no more of it. */
export type Ending = { details: string; exitCode?: number; output?: string } | 'silent';

type Sent = Order & { id: string; sentAt: Instant; invocations: Map<string, Invocation> };

export type FakeHosts = Hosts & {
  /** One line for each time that a document's body ran: `<execution> on <instance>`. */
  effects: string[];
  commands: Map<string, Sent>;
  /** Taken by the next sends, one each. */
  faults: SendFault[];
  /** By instance, read when the document begins; `Success` for the others. */
  endings: Map<string, Ending>;
  /** The same, of the document that tells a host to keep what a guarded command changed. */
  telling: Map<string, Ending>;
  agentsKnown: Map<string, AgentState>;
  documents: Set<string>;
  /** Seconds after which a host takes back by itself what a guarded command applied, unless it is told to keep it. */
  guard: { seconds: number };
  /** Instances that a command locks out: until they have taken it back, nothing reaches them. */
  lockedOut: Set<string>;
  /** What became of each execution on each instance whose host was told: `R-8C2MX on i-1` → kept, rolled back. */
  verdicts: Map<string, 'kept' | 'rolled back'>;
  /** Milliseconds from the send to the beginning, and from there to the end. */
  pace: { begins: number; ends: number };
  /** The command of each change since the last call, as SSM's events carry it. */
  takeEvents(): string[];
  /** When the next host begins or ends. */
  nextChange(): Instant | undefined;
};

const SUCCESS: Exclude<Ending, 'silent'> = { details: 'Success', exitCode: 0, output: 'pid 1 → 2, active\n' };
const KEPT: Ending = { details: 'Success', exitCode: 0, output: 'kept: the agent answered\n' };
const ROLLED_BACK: Ending = { details: 'Failed', exitCode: 94, output: 'rolled back: all is as it was before\n' };
const LATE = { details: 'Failed', exitCode: 92, output: 'too late\n' };
/** The real adapter looks back one more minute too, since the clocks are two. */
const SKEW = 60_000;

/**
 * SSM and its hosts in memory, on the test's clock. The hosts keep the documents' fence: one execution has one effect, is
 * refused after its `NotAfter`, and answers a repeat as it answered first.
 */
export function createFakeHosts(made: { now: Clock; instanceIds: string[]; documents: string[] }): FakeHosts {
  const { now } = made;
  const commands = new Map<string, Sent>();
  const effects: string[] = [];
  const faults: SendFault[] = [];
  const endings: FakeHosts['endings'] = new Map();
  const telling: FakeHosts['telling'] = new Map();
  const agentsKnown = new Map(
    made.instanceIds.map((instanceId) => {
      return [instanceId, { instanceId, online: true, version: '3.3.2746.0', lastPing: now() }];
    }),
  );
  const documents = new Set(made.documents);
  const pace = { begins: 500, ends: 1_000 };
  const fence = new Map<string, Exclude<Ending, 'silent'>>();
  const reports = new Map<Invocation, Ending>();
  const events: string[] = [];
  const guard = { seconds: 60 };
  const lockedOut = new Set<string>();
  const verdicts: FakeHosts['verdicts'] = new Map();
  const appliedAt = new Map<string, Instant>();

  const executionOf = ({ parameters }: Order, instanceId: string) => `${parameters.ExecId?.[0]} on ${instanceId}`;
  /** A host that is locked out gets what was sent when it has taken the change back: the agent keeps asking. */
  const beginOf = (sent: Sent, instanceId: string) => {
    const applied = appliedAt.get(`${sent.parameters.Kept?.[0]} on ${instanceId}`) ?? 0;
    const reachable = lockedOut.has(instanceId) ? applied + guard.seconds * 1_000 : 0;
    return Math.max(sent.sentAt, reachable) + pace.begins;
  };
  const endOf = ({ startedAt = 0 }: Invocation) => startedAt + pace.ends;

  function take(order: Order): string {
    const id = `00000000-0000-4000-8000-${String(commands.size + 1).padStart(12, '0')}`;
    const invocations = order.instanceIds.map((instanceId): [string, Invocation] => {
      return [instanceId, { instanceId, status: 'waiting', detail: 'Pending', output: '' }];
    });
    commands.set(id, { ...structuredClone(order), id, sentAt: now(), invocations: new Map(invocations) });
    return id;
  }

  /** What the agent will report, decided as the script's fence does. */
  function begin(sent: Sent, invocation: Invocation): Ending {
    const startedAt = beginOf(sent, invocation.instanceId);
    Object.assign(invocation, { status: 'running', detail: 'InProgress', startedAt });
    if (sent.parameters.Kept) return tell(sent, invocation.instanceId, startedAt);
    const execution = executionOf(sent, invocation.instanceId);
    const before = fence.get(execution);
    if (before) return before;
    const ending = endings.get(invocation.instanceId) ?? SUCCESS;
    const delivered = ending === 'silent' || ending.exitCode !== undefined;
    if (!delivered) return ending;
    if (startedAt / 1_000 >= Number(sent.parameters.NotAfter?.[0])) return LATE;
    effects.push(execution);
    appliedAt.set(execution, startedAt);
    fence.set(execution, ending === 'silent' ? SUCCESS : ending);
    return ending;
  }

  /** The host decides once: it keeps the change, or it has taken it back. */
  function tell({ parameters }: Sent, instanceId: string, at: Instant): Ending {
    const execution = `${parameters.Kept?.[0]} on ${instanceId}`;
    const ending = telling.get(instanceId);
    if (ending) return ending;
    const inTime = at < (appliedAt.get(execution) ?? 0) + guard.seconds * 1_000;
    const wanted = inTime && parameters.Verdict?.[0] === 'keep' ? 'kept' : 'rolled back';
    const verdict = verdicts.get(execution) ?? wanted;
    verdicts.set(execution, verdict);
    return verdict === 'kept' ? KEPT : ROLLED_BACK;
  }

  function end(invocation: Invocation, { details, exitCode, output = '' }: Exclude<Ending, 'silent'>): void {
    const code = exitCode === undefined ? {} : { exitCode };
    Object.assign(invocation, { ...statusOf(details, exitCode), ...code, output, endedAt: endOf(invocation) });
  }

  function step(sent: Sent, invocation: Invocation): void {
    const before = invocation.status;
    if (before === 'waiting' && now() >= beginOf(sent, invocation.instanceId))
      reports.set(invocation, begin(sent, invocation));
    const report = reports.get(invocation) ?? 'silent';
    if (report !== 'silent' && invocation.status === 'running' && now() >= endOf(invocation)) end(invocation, report);
    if (invocation.status !== before) events.push(sent.id);
  }

  function advance(): void {
    for (const sent of commands.values()) for (const invocation of sent.invocations.values()) step(sent, invocation);
  }

  function changesOf(sent: Sent): Instant[] {
    return [...sent.invocations.values()].flatMap((invocation) => {
      if (isOver(invocation.status)) return [];
      if (invocation.status === 'waiting') return [beginOf(sent, invocation.instanceId)];
      return reports.get(invocation) === 'silent' ? [] : [endOf(invocation)];
    });
  }

  return {
    effects,
    commands,
    faults,
    endings,
    telling,
    guard,
    lockedOut,
    verdicts,
    agentsKnown,
    documents,
    pace,

    takeEvents() {
      advance();
      return events.splice(0);
    },

    nextChange() {
      const times = [...commands.values()].flatMap(changesOf);
      return times.length === 0 ? undefined : Math.min(...times);
    },

    async send(order) {
      const fault = faults.shift();
      if (fault === 'busy') return { is: 'busy' };
      if (fault === 'lost-before') return { is: 'ambiguous' };
      if (fault === 'rejected' || order.instanceIds.some((id) => !agentsKnown.has(id))) {
        return { is: 'rejected', detail: 'SSM refused: InvalidInstanceId' };
      }
      if (!documents.has(order.documentName)) return { is: 'rejected', detail: 'SSM refused: InvalidDocument' };
      const commandId = take(order);
      return fault === 'lost-after' ? { is: 'ambiguous' } : { is: 'accepted', commandId };
    },

    async find({ mark, documentName, since }) {
      return [...commands.values()].find((sent) => {
        return sent.mark === mark && sent.documentName === documentName && sent.sentAt >= since - SKEW;
      })?.id;
    },

    async invocations(commandId) {
      advance();
      const sent = commands.get(commandId);
      if (!sent) return { invocations: [] };
      const listed = [...sent.invocations.values()].map((one) => ({ ...one, output: one.output.slice(0, 2_500) }));
      return { mark: sent.mark, invocations: listed };
    },

    async output(commandId, instanceId) {
      const text = commands.get(commandId)?.invocations.get(instanceId)?.output ?? '';
      return { text: text.slice(0, 24_000), cut: text.length > 24_000 };
    },

    async cancel(commandId) {
      for (const invocation of commands.get(commandId)?.invocations.values() ?? []) {
        if (isOver(invocation.status)) continue;
        end(invocation, { details: 'Cancelled' });
        events.push(commandId);
      }
    },

    agents: async (instanceIds) => structuredClone(instanceIds.flatMap((id) => agentsKnown.get(id) ?? [])),
    hasDocument: async (name) => documents.has(name),
  };
}
