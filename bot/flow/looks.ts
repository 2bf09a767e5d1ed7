export { health } from './health.ts';
export { listScheduled } from './list-scheduled.ts';
export { listRuns, listTargets, listWaiting, showRun } from './look.ts';
export { onceMore } from './once-more.ts';
