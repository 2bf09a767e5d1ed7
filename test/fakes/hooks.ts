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
    if (typeof act !== 'function') return [method, act];
    return [method, (isPaged(act) ? aroundPages : around)(`${name}.${method}`, act, hooks)];
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

function isPaged(act: object): act is Pages {
  return Object.prototype.toString.call(act) === '[object AsyncGeneratorFunction]';
}

type Pages = (...args: unknown[]) => AsyncIterable<unknown>;

/** What is read page by page: the call is made when the first one is asked for. */
function aroundPages(call: string, pages: Pages, hooks: Hooks): Pages {
  return async function* read(...args) {
    hooks.before(call);
    yield* pages(...args);
    hooks.after(call);
  };
}
