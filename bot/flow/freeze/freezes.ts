export { actOnFreeze } from './act-on-freeze.ts';
export { actOnStop } from './act-on-stop.ts';
