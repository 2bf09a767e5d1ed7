import type { ModalView } from '@slack/types';
import type { Gap } from '../../../domain/answer.ts';
import { PRIORITIES } from '../../../domain/escalation/priority.ts';
import { WHOM } from '../../../domain/incident/severity.ts';
import { INCIDENT_KINDS, TITLE_LIMIT } from '../../../domain/incident/state.ts';
import { hasIncidentForm, WHOM_WORDS } from '../../../domain/language/incident-sentence.ts';
import { REASON_LIMIT } from '../../../domain/language/normalise.ts';
import { quoted } from '../../../domain/language/write.ts';
import { ENVIRONMENTS } from '../../../domain/target.ts';
import { context, section } from './blocks.ts';
import { correctForm } from './correct-form.ts';
import { choiceElement, input, option, plain, textElement } from './form-inputs.ts';
import { incidentName } from './incident-words.ts';
import { runName } from './labels.ts';
import { code } from './text.ts';

export const INCIDENT_FORM = 'incident';
export const INCIDENT_ACT_FORM = 'incident-act';

const BLOCK = {
  title: 'title',
  severity: 'severity',
  kind: 'kind',
  whom: 'whom',
  environment: 'environment',
  impact: 'impact',
  where: 'where',
  drill: 'drill',
  text: 'text',
  time: 'time',
} as const;

const BY_IMPACT = 'by its impact';
const HERE = 'here, in this channel';
const DRILL = 'a drill';
const NOTE_MOST = 1_500;
const NO_NEXT = 'none is promised';
const NEXT = ['15min', '30min', '1h', '2h', '4h', NO_NEXT];

type ActName = 'resolve' | 'mitigated' | 'reopen' | 'note' | 'severity' | 'update';
const ACTS: Record<ActName, { title: string; what: string; label: string; wanted: boolean }> = {
  resolve: {
    title: 'Resolve',
    what: 'It is over at once. What its report lacks is asked in the draft.',
    label: 'What it was, and what ended it',
    wanted: true,
  },
  mitigated: {
    title: 'Mitigated',
    what: 'Customers are well again; the cause may still be there.',
    label: 'By what',
    wanted: false,
  },
  reopen: {
    title: 'Reopen',
    what: 'It goes on. Its clocks of mitigation and resolution start anew.',
    label: 'Why',
    wanted: false,
  },
  note: { title: 'Note', what: 'It stands on the timeline, in your name.', label: 'What happened', wanted: true },
  update: {
    title: 'Update',
    what: 'Posted in the incident’s channel and in all that follow it. Where others read along, names of hosts, links and people are left out.',
    label: 'How it stands',
    wanted: true,
  },
  severity: {
    title: 'Severity',
    what: 'How severe it is, and why.',
    label: 'Impact: whom and what it hits',
    wanted: false,
  },
};

export function isIncidentGap({ command }: Gap): boolean {
  return hasIncidentForm(command);
}

/** The form of an incident that is opened, or of an act on one. It stands for a sentence, as every form does. */
export function incidentForm(gap: Gap): ModalView {
  if (gap.command === 'correct') return correctForm(gap);
  return Object.hasOwn(ACTS, gap.command) ? actView(gap.command as ActName, gap) : declareView(gap);
}

function declareView({ filled, because }: Gap): ModalView {
  const { title, severity, kind, whom, environment, run, message, drill, here } = filled;
  return {
    type: 'modal',
    callback_id: INCIDENT_FORM,
    private_metadata: run ?? (message === undefined ? '' : `${MESSAGE}${message}`),
    title: plain('Open an incident', 24),
    submit: plain('Open it', 24),
    close: plain('Back', 24),
    blocks: [
      ...(run === undefined ? [] : [context(`Opened on ${runName(run)}`)]),
      ...(message === undefined ? [] : [context('Opened on the message: it is the first entry of the timeline')]),
      input({
        id: BLOCK.title,
        label: 'What is wrong',
        element: textElement({ most: TITLE_LIMIT, placeholder: 'checkout is down', ...(title && { value: title }) }),
      }),
      input({
        id: BLOCK.severity,
        label: 'How severe',
        element: choiceElement([BY_IMPACT, ...PRIORITIES], severity ?? BY_IMPACT),
      }),
      input({ id: BLOCK.whom, label: 'Whom it hits', optional: true, element: whomElement(whom, filled) }),
      input({
        id: BLOCK.environment,
        label: 'Where',
        element: choiceElement(ENVIRONMENTS, environment ?? 'production'),
      }),
      input({
        id: BLOCK.impact,
        label: 'Impact',
        optional: true,
        element: textElement({ multiline: true, most: REASON_LIMIT, ...(because && { value: because }) }),
      }),
      input({
        id: BLOCK.kind,
        label: 'A problem of the',
        element: choiceElement(INCIDENT_KINDS, kind ?? 'infrastructure'),
      }),
      input({
        id: BLOCK.where,
        label: 'People work on it',
        element: choiceElement(['in a channel of its own', HERE], here ? HERE : 'in a channel of its own'),
      }),
      input({ id: BLOCK.drill, label: 'It is', element: choiceElement(['real', DRILL], drill ? DRILL : 'real') }),
      context(`The same, typed: ${code('incident "checkout is down" critical because …')}`),
    ],
  };
}

function whomElement(chosen: string | undefined, filled: Gap['filled']) {
  const options = WHOM.map((whom) => {
    const follows = filled[`follows:${whom}`];
    return { ...option(whom, WHOM_WORDS[whom]), ...(follows !== undefined && { description: plain(follows, 75) }) };
  });
  const initial = options.find(({ value }) => value === chosen);
  return { type: 'static_select' as const, action_id: 'value', options, ...(initial && { initial_option: initial }) };
}

function actView(name: ActName, { filled, because }: Gap): ModalView {
  const { title, what, label, wanted } = ACTS[name];
  const where = filled.incident === undefined ? '' : ` in ${incidentName(filled.incident)}`;
  const value = because ?? filled.text;
  const text = textElement({
    multiline: true,
    most: name === 'note' || name === 'update' ? NOTE_MOST : REASON_LIMIT,
    ...(value && { value }),
  });
  return {
    type: 'modal',
    callback_id: INCIDENT_ACT_FORM,
    private_metadata: `${name}${where}`,
    title: plain(title, 24),
    submit: plain(title, 24),
    close: plain('Back', 24),
    blocks: [
      section(what),
      ...(name === 'severity'
        ? [input({ id: BLOCK.severity, label: 'How severe', element: choiceElement(PRIORITIES, filled.text) })]
        : []),
      input({ id: BLOCK.text, label, optional: !wanted, element: text }),
      ...(name === 'update'
        ? [input({ id: BLOCK.time, label: 'Next update in', element: choiceElement(NEXT, '30min') })]
        : []),
      ...(name === 'note'
        ? [
            input({
              id: BLOCK.time,
              label: 'When it was so',
              hint: 'Now, unless you say: 14:05, 2026-11-21 14:05, 14:05 Europe/Berlin',
              optional: true,
              element: textElement({ most: 60, placeholder: '14:05' }),
            }),
          ]
        : []),
      context(`The same, typed: ${code(typedAs(name, where))}`),
    ],
  };
}

function typedAs(name: ActName, where: string): string {
  if (name === 'update') return `update "…" next 30min${where}`;
  return name === 'note' ? `note "…" at 14:05${where}` : `${name}${where} because …`;
}

/** It was sent and opens the form again: of what it wants, all but the severity has to be there to be sent. */
export function unsevere(): Record<string, string> {
  return { [BLOCK.whom]: 'Say whom it hits, or choose the severity above' };
}

type Read = (block: string) => string;

/** Before the time of the message that an incident is opened on; a run stands alone. */
const MESSAGE = 'message ';

function fromWords(opened: string): string {
  if (opened === '') return '';
  return opened.startsWith(MESSAGE) ? `from ${opened}` : `from R-${opened}`;
}

/** The sentence of a filled form that opens an incident. `opened`: the run or the message that it is opened on. */
export function incidentSentence(opened: string, read: Read): string {
  const severity = read(BLOCK.severity);
  const whom = WHOM.find((one) => one === read(BLOCK.whom));
  const impact = read(BLOCK.impact);
  return [
    `incident ${quoted(read(BLOCK.title))}`,
    severity === BY_IMPACT ? '' : severity,
    read(BLOCK.kind),
    whom ? `hits ${WHOM_WORDS[whom]} in ${read(BLOCK.environment)}` : '',
    fromWords(opened),
    read(BLOCK.drill) === DRILL ? 'drill' : '',
    read(BLOCK.where) === HERE ? 'here' : '',
    impact === '' ? '' : `because "${impact}"`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** The sentence of a filled form of an act: `begun` is the act, and of which incident. */
export function incidentActSentence(begun: string, read: Read): string {
  const [name = '', ...where] = begun.split(' ');
  const text = read(BLOCK.text);
  const at = where.length === 0 ? '' : ` ${where.join(' ')}`;
  if (name === 'update') {
    const next = read(BLOCK.time);
    return `update ${quoted(text)}${next === '' || next === NO_NEXT ? '' : ` next ${next}`}${at}`;
  }
  if (name === 'note') {
    const time = read(BLOCK.time);
    return `note ${quoted(text)}${time === '' ? '' : ` at ${time}`}${at}`;
  }
  const severity = name === 'severity' ? ` ${read(BLOCK.severity)}` : '';
  return `${name}${severity}${at}${text === '' ? '' : ` because "${text}"`}`;
}
