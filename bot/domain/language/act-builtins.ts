import type { Role } from '../actor.ts';
import type { Builtin } from './builtins.ts';
import type { ActName } from './read-act.ts';

export const READERS: readonly Role[] = ['operator', 'approver', 'admin', 'developer', 'freeze-approver'];

/** The sentences that are read from their pattern, by name: the request path carries these alone. */
export const ACT_BUILTINS: Record<ActName, Builtin> = {
  approve: {
    name: 'approve',
    pattern: 'approve <run> [plan <digest>] [typed <host>] [only <targets>]',
    summary: 'Approve a run that somebody else asked for, or what is left of it on fewer hosts',
    examples: ['approve R-8C2MX', 'approve R-8C2MX plan 9af3', 'approve R-8C2MX only host-4, host-5'],
    roles: ['approver', 'admin'],
    risk: 'decides',
  },
  except: {
    name: 'except',
    pattern: 'except <run> [plan <digest>]',
    summary: 'Let one run past a freeze or the hours of changes; who has to approve it still has to',
    examples: [
      'except R-8C2MX because "the fix ends the outage"',
      'except R-8C2MX plan 9af3 because "agreed in the call"',
    ],
    roles: ['freeze-approver'],
    risk: 'decides',
    because: 'must',
  },
  deny: {
    name: 'deny',
    pattern: 'deny <run>',
    summary: 'Deny a run, or a proposed change, and say why',
    examples: ['deny R-8C2MX because "not during the sale"', 'deny C-4KQ7M because "not agreed"'],
    roles: ['approver', 'admin'],
    risk: 'decides',
    because: 'may',
  },
  cancel: {
    name: 'cancel',
    pattern: 'cancel <run>',
    summary: 'Take back a run, or ask its hosts to stop',
    examples: ['cancel R-8C2MX', 'cancel R-8C2MX because "wrong host"'],
    roles: ['operator', 'developer'],
    risk: 'decides',
    because: 'may',
  },
  settle: {
    name: 'settle',
    pattern: 'settle <run> <host> as [not] done',
    summary: 'Say what became of a host whose outcome is unknown, after looking at it',
    examples: [
      'settle R-8C2MX host-7 as done because "nginx runs with a new pid"',
      'settle R-8C2MX host-7 as not done because "same pid as before"',
    ],
    roles: ['approver'],
    risk: 'decides',
    because: 'must',
  },
  show: {
    name: 'show',
    pattern: 'show <run>',
    summary: 'Show a run: what it did on each host; a request to a vendor; a proposed change; or what repeats',
    examples: ['show R-8C2MX', 'show C-4KQ7M', 'show E-4KQ7M', 'show S-4KQ7M'],
    roles: READERS,
    risk: 'read',
  },
  why: {
    name: 'why',
    pattern: 'why <run>',
    summary: 'Show why a run was decided as it was',
    examples: ['why R-8C2MX'],
    roles: READERS,
    risk: 'read',
  },
  again: {
    name: 'again',
    pattern: 'again <run>',
    summary: 'Ask for the same once more',
    examples: ['again R-8C2MX'],
    roles: ['operator', 'developer'],
    risk: 'decides',
  },
  undo: {
    name: 'undo',
    pattern: 'undo <run>',
    summary: 'Take back what a run changed, where that can be',
    examples: ['undo R-8C2MX', 'undo R-8C2MX because "wrong package"'],
    roles: ['operator', 'developer'],
    risk: 'decides',
    because: 'may',
  },
  review: {
    name: 'review',
    pattern: 'review <run> as [not] fine',
    summary: 'Say, of a break-glass run that is over, whether it was right; who asked for it does not',
    examples: [
      'review R-8C2MX as fine because "the shop was down, and it helped"',
      'review R-8C2MX as not fine because "an approver was on call"',
    ],
    roles: ['approver'],
    risk: 'decides',
    because: 'must',
  },
  runs: {
    name: 'runs',
    pattern: 'runs',
    summary: 'List the latest runs',
    examples: ['runs'],
    roles: READERS,
    risk: 'read',
  },
  waiting: {
    name: 'waiting',
    pattern: 'waiting',
    summary:
      'List what waits for you: runs, changes and costs to approve, and what a vendor asks; and runs of yours that wait',
    examples: ['waiting'],
    roles: [...READERS, 'budget-holder'],
    risk: 'read',
  },
  scheduled: {
    name: 'scheduled',
    pattern: 'scheduled',
    summary: 'List the runs that have a time and the commands that repeat, the next one first',
    examples: ['scheduled'],
    roles: READERS,
    risk: 'read',
  },
  health: {
    name: 'health',
    pattern: 'health',
    summary: 'Say whether Remit itself is well',
    examples: ['health'],
    roles: READERS,
    risk: 'read',
  },
};
