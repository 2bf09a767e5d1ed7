/** `stop` waits for the call that is under way. `soon` calls once more, now, and resolves when that call is over. */
export type Schedule = { stop(): Promise<void>; soon(): Promise<void> };

/** Calls at a fixed rate, one call at a time, as a schedule of EventBridge does. */
export function every(seconds: number, call: () => Promise<unknown>): Schedule {
  let running: Promise<unknown> = Promise.resolve();
  const soon = async () => {
    running = running.then(call).catch((error: unknown) => console.error('schedule:', error));
    await running;
  };
  const timer = setInterval(soon, seconds * 1000);
  return {
    soon,
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
