export { actOnFreeze } from './act-on-freeze.ts';
