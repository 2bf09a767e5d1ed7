import type { Story } from '../../../domain/run/apply.ts';
import type { Plan } from '../../../domain/run/plan.ts';
import { requestName } from './escalation-words.ts';
import { kindTitle, person } from './labels.ts';
import type { Reading } from './rendered.ts';
import { activityWords } from './rule-words.ts';
import { inline, listed } from './text.ts';

/** What the matrix does not list, and so waits for the vendor's word. */
export function unlistedLines({ unlisted }: Pick<Plan, 'unlisted'>): string[] {
  if (!unlisted) return [];
  const { activity, kind, kinds = [kind], profile, version = 0 } = unlisted;
  const what = `${activityWords(activity)} × ${listed(kinds.map(kindTitle))}`;
  return [
    `*Right*: ${what} is not listed in ${inline(profile, 60)} v${version}: the vendor says first whether it is safe`,
  ];
}

/** `Virtuozzo Team says that it is safe: “…” · recorded by <@U1> · E-4KQ7M`; `said by` where their own people said it. */
export function wordLines({ plan, cleared }: Story, reading: Reading): string[] {
  if (!cleared) return [];
  const { because, condition, by, request, heard } = cleared;
  const who = inline(plan?.unlisted?.vendor ?? 'The vendor', 80);
  const how = heard === 'given' ? 'said' : 'recorded';
  const only = condition === undefined ? '' : `, *only if* “${inline(condition, 300)}”`;
  return [
    `${who} says that it is safe${only}: “${inline(because, 300)}” · ${how} by ${person(by, reading)} · ${requestName(request)}`,
  ];
}
