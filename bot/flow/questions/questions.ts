export { listPeople } from '../change/people.ts';
export { inquire } from '../inquiry/inquire.ts';
export { listVendors } from '../vendor/list-vendors.ts';
export { askMatrix } from './matrix.ts';
export { askPolicy } from './policy.ts';
export { askRunbook } from './runbook.ts';
export { failedHere, pausedHere } from './runs-here.ts';
export { askWhat } from './what.ts';
export { askWho } from './who.ts';
