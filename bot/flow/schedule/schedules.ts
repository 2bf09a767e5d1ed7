export { onSchedule } from './act-on-schedule.ts';
export { askForSchedule } from './ask-for-schedule.ts';
