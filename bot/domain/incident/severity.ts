import type { Environment } from '../target.ts';
import type { Severity } from './state.ts';

/** Whom an incident hits, the most first. */
export const WHOM = ['all-customers', 'some-customers', 'ourselves', 'nobody'] as const;
export type Whom = (typeof WHOM)[number];

/** Whom it hits, and in which environment. */
export type Hits = { whom: Whom; environment: Environment };

/** Of production. What hits staging alone keeps nobody from buying anything: it is minor. */
const IN_PRODUCTION: Record<Whom, Severity> = {
  'all-customers': 'critical',
  'some-customers': 'major',
  ourselves: 'major',
  nobody: 'minor',
};

/** The severity that follows from whom and what it hits; what somebody says it is goes before. */
export function severityOf({ whom, environment }: Hits): Severity {
  return environment === 'production' ? IN_PRODUCTION[whom] : 'minor';
}
