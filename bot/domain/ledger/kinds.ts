/** What streams there are: `run#8C2MX` is of the kind `run`. The audit goes through all of them. */
export const STREAM_KINDS = [
  'run',
  'change',
  'escalation',
  'heard',
  'channel',
  'deployment',
  'incident',
  'report',
  'schedule',
  'picture',
  'inquiry',
  'custom',
  'person',
  'group',
  'members',
  'matrix',
  'policy',
  'vendors',
  'budget',
  'freezes',
  'staged',
  'host',
  'tracked',
] as const;

export type StreamKind = (typeof STREAM_KINDS)[number];
