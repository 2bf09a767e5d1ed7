/** Calls at a fixed rate, one call at a time, as a schedule of EventBridge does. Returns how to stop it. */
export function every(seconds: number, call: () => Promise<unknown>): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(call).catch((error: unknown) => console.error('schedule:', error));
  }, seconds * 1000);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
