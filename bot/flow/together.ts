/**
 * Slack out of reach must not hold up the hosts, nor a timeline: both are tried, and a failure of either is tried again. That of the work
 * counts first.
 */
export async function together<T>(beside: Promise<void>, work: Promise<T>): Promise<T> {
  const [shown, done] = await Promise.allSettled([beside, work]);
  if (done.status === 'rejected') throw done.reason;
  if (shown.status === 'rejected') throw shown.reason;
  return done.value;
}
