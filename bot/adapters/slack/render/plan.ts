import type { KnownBlock } from '@slack/types';
import type { Plan, PlannedHost } from '../../../domain/run/plan.ts';
import { formOf } from './answer-misread.ts';
import { context, type Press, section, sections } from './blocks.ts';
import { customBlocks } from './escalation-words.ts';
import { endWords, stopWords, untriedLines } from './gate-words.ts';
import { cellLine, kindTitle, whereabouts } from './labels.ts';
import { IN_PLAN, previewBlocks } from './preview.ts';
import type { Reading } from './rendered.ts';
import { approvalWords, wantedWords } from './rule-words.ts';
import { runbookPress } from './runbook-press.ts';
import type { AnswerOf, Said } from './said.ts';
import { code, counted, inline, preformatted } from './text.ts';
import { rolloutLines } from './wave-lines.ts';
import { when } from './when.ts';
import { unlistedLines } from './word-lines.ts';

/** `/ops plan …`: the decision and the plan as a run would get them now. */
export function sayPlan({ sentence, plan, custom }: AnswerOf<'plan'>, reading: Reading): Said {
  const ask: Press = { id: 'ask', label: plan.approval === 'none' ? 'Run it' : 'Ask for it', says: sentence };
  return {
    mark: 'information',
    first: `*Plan of ${inline(sentence, 300)}* · nothing was run`,
    body: [...planBlocks(plan, reading), ...customBlocks(custom)],
    presses: [ask, formOf(sentence, reading.definitions), runbookPress(plan.command)],
  };
}

/** The plan word for word: everything that an approval is bound to, and nothing else. */
export function planBlocks(plan: Plan, reading: Reading): KnownBlock[] {
  const { hosts, cells, approval, documentName, timeoutSeconds, effect, undo, repeatable, policyVersion, digest } =
    plan;
  return [
    ...sections([`*Effect*: ${inline(effect, 300)}`, `*Undo*: ${inline(undo, 300)}`, `*Where*: ${whereabouts(hosts)}`]),
    ...previewBlocks(plan, reading, IN_PLAN),
    ...tables(hosts.slice(0, MOST_ROWS)).map((table) => section(table)),
    ...sections([...restOf(hosts), ...rolloutLines(plan)]),
    ...sections([
      `*Runs*: document ${code(documentName, 130)}, at most ${timeoutSeconds} s on each host; ${repeatable ? 'safe to repeat' : 'not safe to repeat'}`,
      ...guardLines(plan),
      ...parameterLines(plan, reading),
      ...cells.map((cell) => `*Right*: ${cellLine(cell)}`),
      ...unlistedLines(plan),
      ...untriedLines(plan.exception),
      ...(plan.stops ?? []).map((stop) => `🧊 *Stopped*: ${stopWords(stop, reading)}. ${endWords(stop, reading)}`),
      ...(plan.breakGlass
        ? [`‼ *Break-glass*: nobody is asked first, instead of ${wantedWords(plan.breakGlass.instead)}`]
        : []),
      `*Approval*: ${approvalWords(approval, 'whoever asks')} · policy v${policyVersion}`,
    ]),
    context(
      `plan ${code(digest, 64)}${approval === 'none' ? '' : ` · to be approved until ${when(plan.expiresAt, reading.now)}`}`,
    ),
  ];
}

function guardLines({ guard }: Plan): string[] {
  if (!guard) return [];
  const { documentName, seconds } = guard;
  return [
    `*Guard*: each host takes the change back by itself after ${seconds} s, unless it can be reached then to keep it (document ${code(documentName, 130)})`,
  ];
}

/** What is encoded on its way to the host is read in the preview, not here. */
function parameterLines({ command, parameters }: Plan, { definitions }: Reading): string[] {
  const { fields = {} } = definitions.find(({ name }) => name === command) ?? {};
  const encoded = new Set(Object.keys(fields).filter((name) => fields[name]?.sent !== undefined));
  const pairs = Object.entries(parameters).map(([name, values]) => {
    const isEncoded = encoded.has(`${name.charAt(0).toLowerCase()}${name.slice(1)}`);
    return `${inline(name, 60)} = ${isEncoded ? 'as shown above' : code(values.join(', '), 200)}`;
  });
  return pairs.length === 0 ? [] : [`*With*: ${pairs.join('; ')}`];
}

/** Rows that a message has room for; the file below the card has them all. */
const MOST_ROWS = 100;

function restOf(hosts: readonly PlannedHost[]): string[] {
  const more = hosts.length - MOST_ROWS;
  return more > 0 ? [`… and ${counted(more, 'more host')}: a run’s card has all of them in a file below it`] : [];
}

const ROWS = 25;

/** The hosts with the ids that SSM gets, in tables of a section each. */
function tables(hosts: readonly PlannedHost[]): string[] {
  const width = Math.max(...hosts.map(({ name }) => name.length));
  const rows = hosts.map(
    ({ name, instanceId, environment, kind }) =>
      `${name.padEnd(width)}  ${instanceId}  ${environment}  ${kindTitle(kind)}`,
  );
  const parts = Array.from({ length: Math.ceil(rows.length / ROWS) }, (_, part) =>
    rows.slice(part * ROWS, (part + 1) * ROWS),
  );
  return parts.map((part) => preformatted(part.join('\n')));
}
