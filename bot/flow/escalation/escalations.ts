export { actOnCost } from '../budget/approve-cost.ts';
export { showBudget } from '../budget/show-budget.ts';
export { actOnCustom } from '../custom/act-on-custom.ts';
export { actOnEscalation, listEscalations, showEscalation } from './act-on-escalation.ts';
export { actOnInner } from './act-on-inner.ts';
export { escalate, escalateForm } from './escalate.ts';
export { sendEscalation, sendForm } from './send-escalation.ts';
