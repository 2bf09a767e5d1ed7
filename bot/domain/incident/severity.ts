import type { Environment } from '../target.ts';
import type { Severity } from './state.ts';

/** Whom an incident hits, the most first. */
export const WHOM = ['all-customers', 'some-customers', 'ourselves', 'nobody'] as const;
export type Whom = (typeof WHOM)[number];

/** Whom it hits, and in which environment. */
export type Hits = { whom: Whom; environment: Environment };

/** How severe it is where all that the rule names holds. The first rule that fits decides. */
export type ImpactRule = { whom?: Whom; environment?: Environment; severity: Severity };

/** As ships, and where no rule of the policy fits. What hits staging alone keeps nobody from buying anything: it is minor. */
const AS_SHIPPED: Record<Whom, Severity> = {
  'all-customers': 'critical',
  'some-customers': 'major',
  ourselves: 'major',
  nobody: 'minor',
};

/** The severity that follows from whom and what it hits; what somebody says it is goes before. */
export function severityOf(hits: Hits, { impact = [] }: { impact?: readonly ImpactRule[] }): Severity {
  const rule = impact.find((one) => fits(one, hits));
  return rule?.severity ?? (hits.environment === 'production' ? AS_SHIPPED[hits.whom] : 'minor');
}

function fits(rule: ImpactRule, { whom, environment }: Hits): boolean {
  return (rule.whom ?? whom) === whom && (rule.environment ?? environment) === environment;
}
