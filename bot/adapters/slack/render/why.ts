import type { Story } from '../../../domain/run/apply.ts';
import { context, sections } from './blocks.ts';
import { breakGlassLines } from './break-glass-words.ts';
import { quoted } from './card-lines.ts';
import { requestName } from './escalation-words.ts';
import { exceptionLines, gateLines } from './gate-words.ts';
import { cellLine, person, runName, whereabouts } from './labels.ts';
import { refusalWords } from './refusal-words.ts';
import type { Reading } from './rendered.ts';
import { approvalWords } from './rule-words.ts';
import { signOf, stateWords, whatAndWhere } from './run-words.ts';
import { runbookPress } from './runbook-press.ts';
import type { AnswerOf, Said } from './said.ts';
import { code, inline, listed } from './text.ts';
import { rolloutLines } from './wave-lines.ts';
import { when } from './when.ts';
import { unlistedLines, wordLines } from './word-lines.ts';

/** The whole decision, in the order in which it was taken: who asked, whose task it is, who said yes, what ran. */
export function sayWhy({ story, request }: AnswerOf<'why'>, reading: Reading): Said {
  const { state, id } = story;
  const how = stateWords(state.is === 'finished' ? state.verdict : state.is);
  return {
    mark: 'information',
    first: `*Why ${runName(id)}*: ${whatAndWhere(story, 'ask', reading)} · ${signOf(state)} ${how}`,
    body: [
      ...sections([
        asked(story, reading),
        ...rule(story),
        ...wordLines(story, reading),
        ...(state.is === 'waiting' ? gateLines(story, reading) : exceptionLines(story, reading)),
        ...breakGlassLines(story, reading),
        ...no(story, request, reading),
        ...approval(story, reading),
        ...ran(story, reading),
        ...resumes(story, reading),
        ...end(story, reading),
      ]),
      context(`Events on record: ${story.seq + 1}`),
    ],
    presses: [
      ...(request === undefined
        ? []
        : [{ id: 'request', label: `Show ${requestName(request)}`, says: `show ${requestName(request)}` }]),
      { id: 'show', label: `Show ${runName(id)}`, says: `show ${runName(id)}` },
      ...(story.asked.command.name === 'none' ? [] : [runbookPress(story.asked.command.name)]),
      { id: 'again', label: 'Ask again', says: `again ${runName(id)}` },
    ],
    run: id,
  };
}

function asked({ by, at, asked: { sentence, typed } }: Story, reading: Reading): string {
  const wrote = typed.trim() === sentence ? '' : ` (typed: ${code(typed, 400)})`;
  return `*Asked* by ${person(by, reading)} ${when(at, reading.now)}: ${code(sentence, 1_000)}${wrote}`;
}

function rule({ plan }: Story): string[] {
  if (!plan) return [];
  return [
    ...plan.cells.map((cell) => `*Right*: ${cellLine(cell)}`),
    ...unlistedLines(plan),
    `*Where*: ${whereabouts(plan.hosts)}`,
    `*Effect*: ${inline(plan.effect, 300)}`,
    ...rolloutLines(plan),
  ];
}

function no(story: Story, request: string | undefined, reading: Reading): string[] {
  if (!story.refusal) return [];
  const asked = { sentence: story.asked.sentence, run: story.id, ...(request !== undefined && { request }) };
  const { why, rule, whose } = refusalWords(story.refusal, asked, reading);
  return [`*Refused*: ${why}`, ...(rule ? [`*Matrix*: ${rule}`] : []), ...(whose ? [`*Instead*: ${whose}`] : [])];
}

function approval({ plan, state, by }: Story, reading: Reading): string[] {
  if (!plan) return [];
  const { approval: wanted, policyVersion, expiresAt, digest } = plan;
  const until = wanted === 'none' ? '' : `, until ${when(expiresAt, reading.now)}`;
  const given = 'approvals' in state ? state.approvals : [];
  return [
    `*Approval*: ${approvalWords(wanted, person(by, reading))}${until} · policy v${policyVersion}`,
    ...given.map(
      (one) => `*Approved* by ${person(one.by, reading)} ${when(one.at, reading.now)}: plan ${code(digest, 64)}`,
    ),
  ];
}

function ran({ plan, state, sends, sentAt }: Story, reading: Reading): string[] {
  if (!plan || !('attempt' in state)) return [];
  const ids = sends.flatMap(({ commandId }) => (commandId === undefined ? [] : [code(commandId, 60)]));
  const command = ids.length === 0 ? ', no command id known' : `, command ${listed(ids, 4)}`;
  const at = sentAt === undefined ? '' : ` ${when(sentAt, reading.now)}`;
  return [`*Sent*${at}: document ${code(plan.documentName, 130)}${command}, attempt ${state.attempt}`];
}

function resumes({ resumes }: Story, reading: Reading): string[] {
  return resumes.map(({ by, at }) => `*Resumed* by ${person(by, reading)} ${when(at, reading.now)}`);
}

function end({ ended, state, finishedAt }: Story, reading: Reading): string[] {
  if (ended) {
    const because = ended.because ? `: ${quoted(ended.because, 1_200)}` : '';
    return [
      `*Ended* ${when(ended.at, reading.now)} by ${person(ended.by, reading)}, ${stateWords(state.is)}${because}`,
    ];
  }
  if (state.is !== 'finished' || finishedAt === undefined) return [];
  return [`*Ended* ${when(finishedAt, reading.now)}: ${stateWords(state.verdict)}`];
}
