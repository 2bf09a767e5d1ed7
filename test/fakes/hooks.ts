/** Called around each call of a wrapped port, with its name (`ledger.append`). What it throws, the caller gets. */
export type Hooks = { before(call: string): void; after(call: string): void };

type Act = (...args: unknown[]) => unknown;

/**
 * A port, or a port that is one function, with hooks around each call. When `after` throws, the call has been made: its
 * effect is there and its answer is lost.
 */
export function hooked<Port extends object>(name: string, port: Port, hooks: Hooks): Port {
  if (typeof port === 'function') return around(name, port as unknown as Act, hooks) as unknown as Port;
  const entries = Object.entries(port).map(([method, act]) => {
    return [method, typeof act === 'function' ? around(`${name}.${method}`, act, hooks) : act];
  });
  return Object.fromEntries(entries);
}

function around(call: string, act: Act, hooks: Hooks): Act {
  return async (...args) => {
    hooks.before(call);
    const answer = await act(...args);
    hooks.after(call);
    return answer;
  };
}
