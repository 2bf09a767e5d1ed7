/** How one call goes wrong. `…-after-accept`: SSM has done it, and the caller does not hear of it. */
export type CallFault = '500' | 'throttle' | 'reset' | 'reset-after-accept' | '500-after-accept' | 'hang-after-accept';

/** How EventBridge, which promises little, delivers. `reversed` holds a command's events until its last. */
export type EventFault = 'lost' | 'doubled' | 'reversed';

/** The faults that a test asks for. None of it happens by itself. */
export type Faults = {
  /** The next call of an action ("SendCommand") goes wrong this way; several are used up in order. */
  readonly next: (action: string, fault: CallFault) => void;
  /** The next command to a host (its name) ends there with these StatusDetails, known or not, without running. */
  readonly outcome: (host: string, details: string) => void;
  /** For so long after SendCommand, SSM does not know the invocations of its own command. */
  invisibleMs: number;
  /** For so long after SendCommand, ListCommands does not list it. */
  unlistedMs: number;
  events: EventFault | undefined;
};

/** The stand-in's side of it: takes what was asked for. */
export type FaultPlan = Faults & {
  readonly takeCall: (action: string) => CallFault | undefined;
  readonly takeOutcome: (host: string) => string | undefined;
};

export function createFaults(): FaultPlan {
  const calls = new Map<string, CallFault[]>();
  const outcomes = new Map<string, string>();
  return {
    invisibleMs: 0,
    unlistedMs: 0,
    events: undefined,
    next: (action, fault) => void calls.set(action, [...(calls.get(action) ?? []), fault]),
    outcome: (host, details) => void outcomes.set(host, details),
    takeCall: (action) => calls.get(action)?.shift(),
    takeOutcome: (host) => {
      const details = outcomes.get(host);
      outcomes.delete(host);
      return details;
    },
  };
}
