import type { Execution, ServiceState } from '../host.ts';

/** What the fleet asks of the keeper of its folder hosts, over the channel between parent and child. */
export type Ask =
  | { readonly do: 'open'; readonly host: string; readonly dir: string; readonly services: readonly string[] }
  | { readonly do: 'reboot'; readonly host: string }
  | { readonly do: 'services'; readonly host: string }
  | {
      readonly do: 'execute';
      readonly host: string;
      readonly script: string;
      readonly env: Readonly<Record<string, string>>;
      readonly timeoutMs: number;
    }
  | { readonly do: 'cancel'; readonly execution: number };

export type Question = Ask & { readonly id: number };

/** What the keeper says back: that a script has started, the result, or why there is none. */
export type Reply =
  | { readonly id: number; readonly started: true }
  | { readonly id: number; readonly result: Result }
  | { readonly id: number; readonly fault: string };

export type Result = Execution | ServiceState[] | null;
