import { ok, type Result } from '../result.ts';
import { ENVIRONMENTS, type Kind } from '../target.ts';
import { type Builtin, builtinNamed } from './builtins.ts';
import { type AddHostSentence, type PolicySentence, writeChangeSentence } from './change-sentence.ts';
import { readGroup } from './groups.ts';
import { isName, NAME_ALLOWED, sayBack } from './letters.ts';
import { notUnderstood, suggestion } from './misread.ts';
import { checkReason, not } from './read-act.ts';
import type { Misread } from './sentence.ts';
import { nearest } from './suggest.ts';
import type { Cut, Token } from './tokens.ts';

const WHAT = ['host', 'group', 'region'] as const;

/** Reads what follows `add`: `host …`, `group …` or `region …`, and the reason. */
export function readAdd({ cut }: { cut: Cut }): Result<AddHostSentence | PolicySentence, Misread> {
  const [first, ...tokens] = cut.tokens;
  const said = first?.text.toLowerCase() ?? '';
  const [near] = nearest(said, WHAT);
  const what = WHAT.find((one) => one === said || one === near);
  if (what === undefined) {
    const allowed = WHAT.map((one) => `\`add ${one}\``).join(', ');
    return notUnderstood(`\`add\` does not say what: ${sayBack(said)}`, allowed, 'help add host');
  }
  const builtin = builtinNamed(`add ${what}`);
  if (!builtin) throw new Error(`no built-in sentence is named "add ${what}"`);
  const unsaid = checkReason(builtin, cut.because);
  if (unsaid) return not(unsaid, builtin);
  const because = cut.because ?? '';
  const read = what === 'host' ? readHost(tokens, builtin, because) : readPlace(what, { tokens, builtin, because });
  return read.ok && what !== said ? suggestion(writeChangeSentence(read.value)) : read;
}

type Asked = { tokens: readonly Token[]; builtin: Builtin; because: string };

function readPlace(what: 'group' | 'region', { tokens, builtin, because }: Asked): Result<PolicySentence, Misread> {
  const laid = lay(tokens, what === 'group' ? ['in'] : [], builtin);
  if (!laid.ok) return laid;
  const name = readName('name', laid.value.name, builtin);
  if (!name.ok) return name;
  if (what === 'region') return ok({ is: 'policy-set', edit: { set: 'region', region: name.value }, because });
  const place = laid.value.parts.get('in');
  if (place === undefined) return ok({ is: 'policy-set', edit: { set: 'group', name: name.value }, because });
  const region = readName('region', place, builtin);
  if (!region.ok) return region;
  return ok({ is: 'policy-set', edit: { set: 'group', name: name.value, region: region.value }, because });
}

/** All of it has to be said: there is no environment and no kind that a host has by itself. */
function readHost(tokens: readonly Token[], builtin: Builtin, because: string): Result<AddHostSentence, Misread> {
  const laid = lay(tokens, ['to', 'as', 'in', 'from'], builtin);
  if (!laid.ok) return laid;
  const { parts } = laid.value;
  const name = readName('name', laid.value.name, builtin);
  if (!name.ok) return name;
  const group = readName('group', parts.get('to'), builtin);
  if (!group.ok) return group;
  const kind = readKind(parts.get('as'), builtin);
  if (!kind.ok) return kind;
  const environment = ENVIRONMENTS.find((one) => one === parts.get('in'));
  if (!environment) return wrong('environment', { got: parts.get('in'), allowed: ENVIRONMENTS.join(', '), builtin });
  const instanceId = parts.get('from') ?? '';
  if (!INSTANCE.test(instanceId)) return wrong('instance', { got: instanceId, allowed: INSTANCE_ALLOWED, builtin });
  return ok({
    is: 'add-host',
    ...{ name: name.value, group: group.value, kind: kind.value, environment, instanceId, because },
  });
}

/** Instances of EC2, and nodes of other places that are registered with Systems Manager. */
const INSTANCE = /^(?:i-(?:[0-9a-f]{8}|[0-9a-f]{17})|mi-[0-9a-f]{17})$/;
const INSTANCE_ALLOWED = 'the id of an instance as AWS has it: `i-` or `mi-`, and 17 digits or letters a to f';

function readKind(words: string | undefined, builtin: Builtin): Result<Kind, Misread> {
  const said = words?.split(' ') ?? [];
  const read = readGroup(said);
  const [group, other] = read?.groups ?? [];
  if (group?.kind && !other && read?.length === said.length && !group.environment && !group.tag && !group.group) {
    return ok(group.kind);
  }
  const allowed = 'user host, infrastructure host, infrastructure container, end-user container';
  return wrong('kind', { got: words, allowed, builtin });
}

type Laid = { name: string | undefined; parts: Map<string, string> };

/** What stands before the first keyword, and after each; a keyword that comes twice is refused. */
function lay(tokens: readonly Token[], keywords: readonly string[], builtin: Builtin): Result<Laid, Misread> {
  const laid = new Map<string, string[]>([['', []]]);
  let at = '';
  for (const { is, text } of tokens) {
    const word = text.toLowerCase();
    if (is === 'word' && keywords.includes(word)) {
      if (laid.has(word)) return not(`${sayBack(word)} is there twice`, builtin);
      at = word;
      laid.set(at, []);
    } else laid.get(at)?.push(word);
  }
  const parts = new Map([...laid].map(([keyword, words]) => [keyword, words.join(' ')]));
  return ok({ name: parts.get(''), parts });
}

function readName(field: string, text: string | undefined, builtin: Builtin): Result<string, Misread> {
  return isName(text ?? '') ? ok(text ?? '') : wrong(field, { got: text, allowed: NAME_ALLOWED, builtin });
}

function wrong(
  field: string,
  { got, allowed, builtin }: { got: string | undefined; allowed: string; builtin: Builtin },
): Result<never, Misread> {
  if (got === undefined || got === '') return not(`${sayBack(builtin.name)} does not say which ${field}`, builtin);
  return notUnderstood(`${sayBack(got)} is no ${field}`, allowed, builtin.examples[0] ?? '');
}
