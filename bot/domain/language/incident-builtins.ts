import type { Builtin } from './builtins.ts';

const READERS: Builtin['roles'] = ['operator', 'approver', 'admin', 'on-call'];
const RESPONDERS: Builtin['roles'] = ['operator', 'on-call'];

/** Built-in sentences about incidents. Those without an id are about the incident of the channel in which they are typed. */
export const INCIDENT_BUILTINS: readonly Builtin[] = [
  {
    name: 'incident',
    pattern:
      'incident "<title>" [critical|major|minor] [infrastructure|platform] [hits <whom> [in <environment>]] [from <run>] [drill] [here]',
    summary:
      'Open an incident, in a channel of its own or `here`; the reason is its impact. Or show one: `incident I-7QK2P`',
    examples: [
      'incident "checkout is down" critical',
      'incident "slow logins" hits some customers in production because "every tenth takes 20 s"',
      'incident "restore drill" minor drill here',
      'incident I-7QK2P',
    ],
    roles: RESPONDERS,
    risk: 'decides',
    because: 'may',
  },
  {
    name: 'incidents',
    pattern: 'incidents',
    summary: 'List the open incidents, and the latest that are over',
    examples: ['incidents'],
    roles: READERS,
    risk: 'read',
  },
  {
    name: 'timeline',
    pattern: 'timeline [<kind>|<person>|<host>|last <time>|"<words>"] [before <time>] [in <incident>]',
    summary: 'Show an incident’s timeline, newest first: all, or a kind, a person, a host, a time, words',
    examples: ['timeline', 'timeline alarms', 'timeline host-7 last 2h', 'timeline "worker leak" in I-7QK2P'],
    roles: READERS,
    risk: 'read',
  },
  {
    name: 'severity',
    pattern: 'severity <critical|major|minor> [hits <whom> [in <environment>]] [in <incident>]',
    summary: 'Change how severe an incident is; the reason is its impact',
    examples: ['severity major', 'severity critical because "nobody can pay"', 'severity hits some customers'],
    roles: RESPONDERS,
    risk: 'decides',
    because: 'may',
  },
  {
    name: 'acknowledge',
    pattern: 'acknowledge [in <incident>]',
    summary: 'Say that somebody is at it; `ack` for short',
    examples: ['acknowledge', 'acknowledge in I-7QK2P'],
    roles: RESPONDERS,
    risk: 'decides',
  },
  {
    name: 'mitigated',
    pattern: 'mitigated [in <incident>]',
    summary: 'Say that customers are well again, before the cause is gone',
    examples: ['mitigated', 'mitigated because "nginx restarted"'],
    roles: RESPONDERS,
    risk: 'decides',
    because: 'may',
  },
  {
    name: 'resolve',
    pattern: 'resolve [in <incident>]',
    summary: 'Resolve an incident at once; what its report lacks is asked in the draft',
    examples: ['resolve because "worker leak, fixed by restart, patch in ACME-91"'],
    roles: RESPONDERS,
    risk: 'decides',
    because: 'must',
  },
  {
    name: 'reopen',
    pattern: 'reopen [in <incident>]',
    summary: 'Open an incident again that was mitigated or resolved',
    examples: ['reopen', 'reopen in I-7QK2P because "it is back"'],
    roles: RESPONDERS,
    risk: 'decides',
    because: 'may',
  },
  {
    name: 'take',
    pattern: 'take <lead|scribe|communications|operations> [in <incident>]',
    summary: 'Take a role in an incident',
    examples: ['take lead', 'take scribe in I-7QK2P'],
    roles: RESPONDERS,
    risk: 'decides',
  },
  {
    name: 'leave',
    pattern: 'leave <lead|scribe|communications|operations> [in <incident>]',
    summary: 'Free a role in an incident, yours or that of somebody who is away',
    examples: ['leave lead'],
    roles: RESPONDERS,
    risk: 'decides',
  },
  {
    name: 'note',
    pattern: 'note "<text>" [at <time>] [in <incident>]',
    summary: 'Write on an incident’s timeline, also of what was earlier',
    examples: ['note "the cache was cleared"', 'note "first customer calls" at 14:05'],
    roles: RESPONDERS,
    risk: 'decides',
  },
];
