import type { Builtin } from './builtins.ts';

/** Whoever may ask for commands, and who decides for others. */
const OWNERS: Builtin['roles'] = ['operator', 'developer', 'approver', 'admin'];

/** Built-in sentences about what repeats. */
export const SCHEDULE_BUILTINS: readonly Builtin[] = [
  {
    name: 'pause schedule',
    pattern: 'pause schedule <schedule>',
    summary: 'Let a command that repeats rest, until somebody lets it go on',
    examples: ['pause schedule S-4KQ7M', 'pause schedule S-4KQ7M because "the host is being rebuilt"'],
    roles: OWNERS,
    risk: 'decides',
    because: 'may',
  },
  {
    name: 'resume schedule',
    pattern: 'resume schedule <schedule>',
    summary: 'Let a command go on repeating, from its next time',
    examples: ['resume schedule S-4KQ7M'],
    roles: OWNERS,
    risk: 'decides',
  },
  {
    name: 'end schedule',
    pattern: 'end schedule <schedule>',
    summary: 'Have a command repeat no more; a run of it that waits already is taken back with `cancel`',
    examples: ['end schedule S-4KQ7M', 'end schedule S-4KQ7M because "fixed in version 2"'],
    roles: OWNERS,
    risk: 'decides',
    because: 'may',
  },
];
