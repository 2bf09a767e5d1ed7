export { actOnChange, showChange } from './act-on-change.ts';
export { propose } from './propose.ts';
