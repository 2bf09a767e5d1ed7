import type { Answer, Form } from '../domain/answer.ts';
import type { Command, ShippedCommand } from '../domain/command.ts';
import { parseOften } from '../domain/language/parse-often.ts';
import type { FormFrom, Misread, Sentence, Vocabulary } from '../domain/language/sentence.ts';
import type { Reply, Request } from '../domain/request.ts';
import type { Result } from '../domain/result.ts';
import { refuseAsker } from '../domain/run/records.ts';
import type { RepeatingCommand } from '../domain/schedule/event.ts';
import type { Inventory } from '../ports/inventory.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Receipts } from '../ports/receipts.ts';
import type { ReadStages } from '../ports/stages.ts';
import type { ReadTimeline } from '../ports/timeline.ts';
import type { ReadZone } from '../ports/zones.ts';
import { ask } from './ask.ts';
import type { RunAsked } from './once-more.ts';
import type { ReadRecords } from './records.ts';
import { refusedOften } from './refused-often.ts';

export type ReceiveDeps = {
  ledger: Ledger;
  inventory: Inventory;
  records: ReadRecords;
  commands: readonly ShippedCommand[];
  stages: ReadStages;
  timeline: ReadTimeline;
  zoneOf: ReadZone;
  receipts: Pick<Receipts, 'get'>;
};

/**
 * Answers one request: parses the sentence, decides what the records alone decide, and appends what was asked. No call
 * leaves for Slack or SSM from here; what needs them is the worker's, once the ledger has it.
 *
 * Refuses by value; throws when the store does not answer: then nothing was recorded and nothing will run.
 */
export type Receive = (request: Request) => Promise<Reply>;

export function createReceive(deps: ReceiveDeps): Receive {
  return async (request) => {
    if (request.actor.team !== request.installedTeam || request.actor.user === '') return turnAway(deps, request);
    return (await notForUs(request)) ?? understand(deps, request);
  };
}

async function understand(deps: ReceiveDeps, request: Request): Promise<Reply> {
  const { commands } = deps;
  const sentence = await read(request.text, { commands });
  if (sentence.ok) return answer(deps, request, sentence.value);
  if (sentence.error.is === 'question') return misread(request, sentence.error);
  const { targets } = await deps.inventory.list();
  const again = await read(request.text, { commands, targets });
  return again.ok ? answer(deps, request, again.value) : misread(request, again.error);
}

/** Maybe a button of a vendor's card. */
const OF_REQUEST = /^(?:form [a-z]+|run) E-/;

/** What our own people are told who press a button of a vendor's card. */
async function notForUs(request: Request): Promise<Reply | undefined> {
  return OF_REQUEST.test(request.text) ? (await import('./vendor/hear.ts')).ofTheirCard(request) : undefined;
}

/** As `parse`, whose readers of seldom sentences are loaded only for one of them. */
async function read(typed: string, vocabulary: Vocabulary): Promise<Result<Sentence, Misread>> {
  return parseOften(typed, vocabulary) ?? (await import('../domain/language/parse.ts')).parse(typed, vocabulary);
}

/** Somebody of another organisation: a vendor's sentence is heard; all else is on record, and answered with the one fixed sentence, in the thread. */
async function turnAway(deps: ReceiveDeps, request: Request): Promise<Reply> {
  const heard = await (await import('./vendor/hear.ts')).hearRequest(deps, request);
  if (heard) return heard;
  if (await refusedOften(deps.ledger, request.actor, request.at)) return { is: 'later' };
  const command: Command = { name: 'none', fields: {}, targets: { names: [], groups: [] } };
  await ask(deps, request, { command, sentence: '', refusal: { reason: 'outsider' } });
  return request.mention ? { is: 'later' } : { is: 'outsider' };
}

function misread({ text: typed }: Request, misread: Misread): Answer {
  return { ...misread, typed };
}

/** Loaded when they are first asked for: a command that runs does not wait for them. */
const acts = () => import('./act.ts');
const guide = () => import('./guide.ts');
const looks = () => import('./looks.ts');
const questions = () => import('./questions/questions.ts');
const changes = () => import('./change/changes.ts');
const freezes = () => import('./freeze/freezes.ts');
const escalations = () => import('./escalation/escalations.ts');
const deployments = () => import('./deployment/deployments.ts');
const schedules = () => import('./schedule/schedules.ts');
const incidents = () => import('./incident/incidents.ts');
const plans = () => import('./explain.ts');
const texts = () => import('./edit/text-form.ts');

async function answer(deps: ReceiveDeps, request: Request, sentence: Sentence): Promise<Reply> {
  switch (sentence.is) {
    case 'command':
      return isRepeating(sentence.command)
        ? (await schedules()).askForSchedule(deps, request, { ...sentence, command: sentence.command })
        : askFor(deps, request, sentence);
    case 'plan':
      return (await plans()).explain(deps, request, sentence);
    case 'help':
      return (await guide()).help(deps, request, sentence.about);
    case 'form':
      if (sentence.send) return (await escalations()).sendForm(deps, request, sentence.send);
      return sentence.from ? formFrom(deps, request, sentence.from) : form(deps, request, sentence);
    case 'show':
    case 'why':
      return (await looks()).showRun(deps, request, { is: sentence.is, run: sentence.run });
    case 'again':
    case 'undo':
    case 'retry':
      return (await looks()).onceMore(deps, request, { sentence, askFor: (asked) => askFor(deps, request, asked) });
    case 'resume': {
      const run = sentence.run ?? (await (await questions()).pausedHere(deps, request));
      return typeof run === 'string' ? (await acts()).actOn(deps, request, { is: 'resume', run }) : run;
    }
    case 'approve':
    case 'deny':
    case 'cancel':
    case 'settle':
    case 'except':
    case 'review':
      return (await acts()).actOn(deps, request, sentence);
    case 'runs':
      return (await looks()).listRuns(deps, request);
    case 'waiting':
      return (await looks()).listWaiting(deps, request);
    case 'scheduled':
      return (await looks()).listScheduled(deps, request);
    case 'targets':
      return (await looks()).listTargets(deps, request, sentence.filter);
    case 'health':
      return (await looks()).health(deps, request);
    case 'matrix':
      return (await questions()).askMatrix(deps, request, sentence);
    case 'policy':
      return (await questions()).askPolicy(deps, request, sentence);
    case 'who':
      return (await questions()).askWho(deps, request, sentence);
    case 'what':
      return (await questions()).askWhat(deps, request, sentence);
    case 'runbook':
      return (await questions()).askRunbook(deps, request, sentence);
    case 'people':
      return (await questions()).listPeople(deps, request);
    case 'grant':
    case 'revoke':
    case 'grant-group':
    case 'revoke-group':
    case 'link':
    case 'unlink':
    case 'matrix-set':
    case 'matrix-use':
    case 'matrix-import':
    case 'policy-set':
    case 'policy-import':
    case 'add-host':
    case 'vendor-add':
    case 'vendor-set':
    case 'vendor-remove':
    case 'vendor-invite':
      return (await changes()).propose(deps, request, sentence);
    case 'confirm':
    case 'deny-change':
      return (await changes()).actOnChange(deps, request, sentence);
    case 'show-change':
      return (await changes()).showChange(deps, request, sentence.change);
    case 'send':
      return (await escalations()).sendEscalation(deps, request, sentence);
    case 'escalate':
      return (await escalations()).escalate(deps, request, sentence);
    case 'inner-act':
      return (await escalations()).actOnInner(deps, request, sentence);
    case 'withdraw':
    case 'reply':
    case 'reopen-request':
    case 'record':
      return (await escalations()).actOnEscalation(deps, request, sentence);
    case 'show-request':
      return (await escalations()).showEscalation(deps, request, sentence.request);
    case 'requests':
      return (await escalations()).listEscalations(deps, request);
    case 'approve-cost':
    case 'deny-cost':
      return (await escalations()).actOnCost(deps, request, sentence);
    case 'budget':
      return (await escalations()).showBudget(deps, request, sentence);
    case 'vendors':
      return (await questions()).listVendors(deps, request);
    case 'output':
    case 'audit':
    case 'vendor-settings':
    case 'vendor-figures':
      return (await questions()).inquire(deps, request, sentence);
    case 'freeze':
    case 'thaw':
    case 'lock':
    case 'unlock':
    case 'calendar':
      return (await freezes()).actOnFreeze(deps, request, sentence);
    case 'stop-everything':
    case 'lift':
      return (await freezes()).actOnStop(deps, request, sentence);
    case 'custom':
    case 'custom-list':
    case 'custom-remove':
      return (await escalations()).actOnCustom(deps, request, sentence);
    case 'schedule-act':
    case 'show-schedule':
      return (await schedules()).onSchedule(deps, request, sentence);
    case 'deployments':
    case 'deployment-start':
    case 'deployment':
    case 'deployment-act':
      return (await deployments()).onDeployment(deps, request, sentence);
    case 'incident-declare':
    case 'incidents':
    case 'on-call':
    case 'incident':
    case 'incident-act':
    case 'timeline':
    case 'entry-history':
    case 'timeline-file':
    case 'figures':
    case 'report':
    case 'action':
      return (await incidents()).onIncident(deps, request, sentence);
    default:
      return sentence satisfies never;
  }
}

function isRepeating(command: Command): command is RepeatingCommand {
  return command.when?.is === 'every';
}

async function askFor(deps: ReceiveDeps, request: Request, asking: RunAsked): Promise<Reply> {
  const { command, sentence, again, undoes } = asking;
  const definition = definitionOf(deps, command.name);
  if (!definition) throw new Error(`the parser knows a command that the list does not: ${command.name}`);
  const records = await deps.records(request.actor);
  const refusal = refuseAsker(records, { definition, command, now: request.at });
  if (refusal && (await refusedOften(deps.ledger, request.actor, request.at))) {
    return { is: 'refused', refusal, sentence };
  }
  const requester = records.person ? { requester: records.person.id } : {};
  const more = { ...(again ? { again } : {}), ...(undoes ? { undoes } : {}), ...(refusal ? { refusal } : {}) };
  const asked = await ask(deps, request, { command, sentence, ...requester, ...more });
  if (request.mention) return { is: 'later' };
  return refusal ? { is: 'refused', refusal, sentence, run: asked } : { is: 'accepted', run: asked, sentence };
}

function definitionOf({ commands }: ReceiveDeps, wanted: string): ShippedCommand | undefined {
  return commands.find(({ name }) => name === wanted);
}

/** What was changed in a form's text is a sentence: from there on it is taken like a typed one. */
async function formFrom(deps: ReceiveDeps, request: Request, from: FormFrom): Promise<Reply> {
  const { written: _written, ...typed } = request;
  const go = (text: string) => createReceive(deps)({ ...typed, text });
  return (await texts()).textForm(deps, request, { from, go });
}

async function form(deps: ReceiveDeps, request: Request, { gap }: Sentence & { is: 'form' }): Promise<Answer | Form> {
  if (gap?.command === 'approve') return (await acts()).approveForm(deps, request, gap.filled.run ?? '');
  if (gap?.command === 'report') return (await incidents()).reportForm(deps, request, gap);
  if (gap?.command === 'incident') return (await incidents()).declareForm(deps, request, gap);
  if (gap?.command === 'correct') return (await incidents()).correctionForm(deps, request, gap);
  if (gap?.command === 'escalate') return (await escalations()).escalateForm(deps, request, gap);
  return (await guide()).form(deps, request, gap);
}
