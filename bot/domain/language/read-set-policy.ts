import type { Risk } from '../command.ts';
import type { PolicyEdit } from '../policy/edit.ts';
import { APPROVERS, HOSTS_FROM, RISKS, WINDOW_MINUTES } from '../policy/policy.ts';
import { ok, type Result } from '../result.ts';
import { ENVIRONMENTS, type Environment } from '../target.ts';
import { type Builtin, builtinNamed } from './builtins.ts';
import { type PolicySentence, writeChangeSentence } from './change-sentence.ts';
import { sayBack } from './letters.ts';
import { meant, notUnderstood } from './misread.ts';
import { checkReason, not } from './read-act.ts';
import { readSetHours } from './read-set-hours.ts';
import type { Misread } from './sentence.ts';
import { nearest } from './suggest.ts';
import { type Cut, says, type Token } from './tokens.ts';

/** Reading never stops a run of this kind, so that nobody sets approvals for it by leaving the kind out. */
const ALTERING: Risk[] = ['change', 'disruptive'];

/** Reads what follows `policy set`: `approval window`, `approvals [for …] [in …]` or what there is of hours, `to`, a value, and the reason. */
export function readSetPolicy({ tokens, because }: Cut): Result<PolicySentence, Misread> {
  const builtin = builtinNamed('policy set');
  if (!builtin) throw new Error('no built-in sentence is named "policy set"');
  const to = tokens.findIndex((token) => says(token, 'to'));
  const [what, value] = [words(tokens.slice(0, Math.max(to, 0))), words(tokens.slice(to + 1))];
  if (to < 1 || value.length === 0) return not('`policy set` does not say what, and to what', builtin);
  const unsaid = checkReason(builtin, because);
  if (unsaid) return not(unsaid, builtin);
  const typed = (some: readonly Token[]) => some.filter(({ is }) => is !== 'comma').map(({ text }) => text);
  const hours = readSetHours({ what, value: typed(tokens.slice(to + 1)) });
  if (hours) return hours.ok ? ok({ is: 'policy-set', edit: hours.value, because: because ?? '' }) : hours;
  const edit = isWindow(what) ? readWindow(value, builtin) : readApprovals(what, { value, because, builtin });
  return edit.ok ? ok({ is: 'policy-set', edit: edit.value, because: because ?? '' }) : edit;
}

function words(tokens: readonly Token[]): string[] {
  return tokens.filter(({ is }) => is !== 'comma').map(({ text }) => text.toLowerCase());
}

function isWindow(what: readonly string[]): boolean {
  return ['window', 'approval window', 'the approval window'].includes(what.join(' '));
}

const UNITS: Record<string, number> = { m: 1, min: 1, minute: 1, minutes: 1, h: 60, hour: 60, hours: 60 };

function readWindow(value: readonly string[], { examples: [example = ''] }: Builtin): Result<PolicyEdit, Misread> {
  const said = value.join(' ');
  const [, count, unit = ''] = /^([0-9]{1,6}) ?([a-z]+)$/.exec(said) ?? [];
  const minutes = Number(count) * (UNITS[unit] ?? Number.NaN);
  const { least, most } = WINDOW_MINUTES;
  if (minutes >= least && minutes <= most) return ok({ set: 'window', minutes });
  const allowed = `a number and \`minutes\` or \`hours\`, from ${least} minute to ${most / 60} hours`;
  return notUnderstood(`${sayBack(said)} is no window for approvals`, allowed, example);
}

type Asked = { value: readonly string[]; because: string | undefined; builtin: Builtin };

function readApprovals(what: readonly string[], asked: Asked): Result<PolicyEdit, Misread> {
  const [first, ...rest] = what;
  const scope: Scope = { risks: ALTERING, environments: [...ENVIRONMENTS] };
  if (first !== 'approvals' && first !== 'approval') {
    const allowed =
      '`approval window`, `approvals` with `for …` and `in …`, `zone`, `business hours`, `on call`, `change hours`, `closed`, `staging first`';
    return notUnderstood(`${sayBack(what.join(' '))} is nothing that the policy has`, allowed, exampleOf(asked));
  }
  const wants = readWanted(asked);
  if (!wants.ok) return wants;
  const said = rest.filter((word) => !FILLERS.includes(word));
  for (let at = 0; at < said.length; at += 2) {
    const read = readPart(scope, [said[at] ?? '', said[at + 1] ?? ''], { ...asked, wants: wants.value });
    if (!read.ok) return read;
  }
  return ok({ set: 'approvals', ...scope, wants: wants.value });
}

/** Words that make the sentence read well, and say nothing: `for disruptive commands on 10 hosts or more`. */
const FILLERS = ['commands', 'hosts', 'or', 'more'];

type Scope = { risks: Risk[]; environments: Environment[]; hosts?: number };
type Wants = Extract<PolicyEdit, { set: 'approvals' }>['wants'];

/** `for disruptive`, `in production`, or `on 10`. */
function readPart(
  scope: Scope,
  [keyword, name]: [string, string],
  asked: Asked & { wants: Wants },
): Result<void, Misread> {
  const risk = RISKS.find((one) => one === name);
  const environment = ENVIRONMENTS.find((one) => one === name);
  if (keyword === 'for' && risk) scope.risks = [risk];
  else if (keyword === 'in' && environment) scope.environments = [environment];
  else if (keyword === 'on' && isHosts(name)) scope.hosts = Number(name);
  else return notAPart(scope, [keyword, name], asked);
  return ok(undefined);
}

function isHosts(count: string): boolean {
  return /^[0-9]{1,3}$/.test(count) && Number(count) >= HOSTS_FROM.least && Number(count) <= HOSTS_FROM.most;
}

function notAPart(
  scope: Scope,
  [keyword, name]: [string, string],
  asked: Asked & { wants: Wants },
): Result<never, Misread> {
  const known: readonly string[] = keyword === 'for' ? RISKS : ENVIRONMENTS;
  const near = nearest(name, known).map((one) => {
    const meantScope =
      keyword === 'for'
        ? { risks: RISKS.filter((risk) => risk === one) }
        : { environments: ENVIRONMENTS.filter((it) => it === one) };
    const edit: PolicyEdit = { set: 'approvals', ...scope, ...meantScope, wants: asked.wants };
    return writeChangeSentence({ is: 'policy-set', edit, because: asked.because ?? '' });
  });
  const hosts = `\`on\` ${HOSTS_FROM.least} to ${HOSTS_FROM.most} \`hosts or more\``;
  const allowed = `\`for\` ${RISKS.join(', ')}; \`in\` ${ENVIRONMENTS.join(', ')}; ${hosts}`;
  const no = notUnderstood(
    `I do not know what to do with ${sayBack(`${keyword} ${name}`.trim())}`,
    allowed,
    exampleOf(asked),
  );
  return (keyword === 'for' || keyword === 'in' ? meant('Which one did you mean?', near) : undefined) ?? no;
}

const NUMBERS = ['none', 'one', 'two', 'three', 'four', 'five'];

/** `2 approvers`, `one admin`, `none`. */
function readWanted({ value, ...asked }: Asked): Result<Wants, Misread> {
  const said = value.join(' ');
  if (said === 'none' || said === 'no approval') return ok('none');
  const [, number = '', role = ''] = /^([0-9]{1,3}|[a-z]+) (approver|admin)s?$/.exec(said) ?? [];
  const of = NUMBERS.includes(number) ? NUMBERS.indexOf(number) : Number(number || Number.NaN);
  const { least, most } = APPROVERS;
  if (of >= least && of <= most) return ok({ of, from: role === 'admin' ? 'admin' : 'approver' });
  const allowed = `\`none\`, or a number from ${least} to ${most} and \`approvers\` or \`admins\``;
  return notUnderstood(`${sayBack(said)} is no approval`, allowed, exampleOf({ value, ...asked }));
}

function exampleOf({ builtin: { examples } }: Asked): string {
  return examples[1] ?? '';
}
