import type { Prospect, Verdict } from '../../../domain/run/what-can.ts';
import { context, type Press, sections } from './blocks.ts';
import { gatesNowLines } from './gate-words.ts';
import { whereabouts } from './labels.ts';
import { fitting } from './lists.ts';
import { refusalWords } from './refusal-words.ts';
import type { Reading } from './rendered.ts';
import { approvalWords } from './rule-words.ts';
import { profileWords } from './ruling-words.ts';
import type { AnswerOf, Said } from './said.ts';
import { code, inline, listed } from './text.ts';

const TITLE: Record<Verdict, string> = {
  'at-once': '✔ At once',
  'after-approval': '⏸ After approval',
  vendor: '✋ The vendor’s: asked for, a request to it is prepared',
  'not-available': '– Not available there',
  unlisted: '? Not listed: asked for, the vendor says first whether it is safe',
  refused: '✋ Not for you, or not there',
};
const ORDER = Object.keys(TITLE) as Verdict[];

/** Every command by what would become of it if the reader asked now. */
export function sayWhat({ of, policyVersion, targets, prospects, gates }: AnswerOf<'what'>, reading: Reading): Said {
  const names = targets.map(({ name }) => name);
  const groups = ORDER.flatMap((verdict) => {
    const found = prospects.filter((one) => one.verdict === verdict);
    return found.length > 0 ? [`*${TITLE[verdict]}*`, ...found.map((one) => prospectLine(one, reading))] : [];
  });
  const stopped = gates ? [...gatesNowLines(gates, reading), 'What only reads runs at any time'] : [];
  const { shown } = fitting([...stopped, ...groups]);
  return {
    mark: 'information',
    first: `*What you can do on ${listed(
      names.map((name) => inline(name, 64)),
      5,
    )}* · ${whereabouts(targets)}`,
    body: [...sections(shown), context(`${profileWords(of)} · policy v${policyVersion} · nothing was run`)],
    presses: of.inForce ? presses(prospects, names, reading) : [],
  };
}

function prospectLine({ command, verdict, approval, refusal }: Prospect, reading: Reading): string {
  const definition = reading.definitions.find(({ name }) => name === command);
  const what = `• ${code(definition?.pattern ?? command, 100)}`;
  if (refusal) {
    const { why, rule } = refusalWords(refusal, { sentence: command }, reading);
    return `${what} ${why}${rule ? ` · ${rule}` : ''}`;
  }
  const summary = inline(definition?.summary ?? '', 200);
  return verdict === 'at-once' ? `${what} ${summary}` : `${what} ${summary} · ${approvalWords(approval, 'you')}`;
}

/** The forms of what may be asked for, with the targets filled in. */
function presses(prospects: readonly Prospect[], names: readonly string[], { definitions }: Reading): Press[] {
  const may = prospects.filter(({ verdict }) => verdict === 'at-once' || verdict === 'after-approval');
  return may.slice(0, 6).flatMap(({ command }): Press[] => {
    const definition = definitions.find(({ name }) => name === command);
    if (!definition || (names.length > 1 && !definition.pattern.includes('<targets>'))) return [];
    const [, on = ''] = /\b(on |from )<targets?>/.exec(definition.pattern) ?? [];
    return [{ id: `form:${command}`, label: `Form: ${command}`, says: `form ${command} ${on}${names.join(', ')}` }];
  });
}
