import { sameActor } from '../../domain/actor.ts';
import type { Answer } from '../../domain/answer.ts';
import { type ChangeStory, isOver } from '../../domain/change/apply.ts';
import type { ShippedCommand } from '../../domain/command.ts';
import type { PolicyQuestion } from '../../domain/language/question.ts';
import { writeSelector } from '../../domain/language/write.ts';
import { writeQuestion } from '../../domain/language/write-question.ts';
import type { Matrix } from '../../domain/matrix/matrix.ts';
import type { PolicyDifference } from '../../domain/policy/differences.ts';
import { edited } from '../../domain/policy/edit.ts';
import type { Policy, PolicyBody } from '../../domain/policy/policy.ts';
import { approvalLines, type PolicyVersion } from '../../domain/policy/told.ts';
import type { Request } from '../../domain/request.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { type Ground, wayOf } from '../../domain/run/who-can.ts';
import type { Inventory } from '../../ports/inventory.ts';
import type { Ledger, StoredEvent } from '../../ports/ledger.ts';
import { changeStream, readChange } from '../change/append-change.ts';
import { dataOf, stateOf } from '../decode.ts';
import { everybodyNow } from '../everybody.ts';
import { findCommand } from '../explain.ts';
import { readStanding } from '../freeze/read-standing.ts';
import { refuseReader } from '../look.ts';
import { askForPicture } from '../picture/ask-picture.ts';
import { matrixStream, POLICY, type ReadRecords } from '../records.ts';
import { findTargets } from './targets.ts';
import { versionOf } from './versions.ts';
import { readerOf } from './who.ts';

type Deps = {
  ledger: Pick<Ledger, 'head' | 'read' | 'recent' | 'append'>;
  inventory: Pick<Inventory, 'list'>;
  records: ReadRecords;
  commands: readonly ShippedCommand[];
};

type Test = Extract<PolicyQuestion, { show: 'test' }>;

/** `/ops policy …`: the policy itself, and what it would want of a command. */
export async function askPolicy(deps: Deps, request: Request, question: PolicyQuestion): Promise<Answer> {
  const sentence = writeQuestion(question);
  const refusal = await refuseReader(deps, request, 'policy');
  if (refusal) return { is: 'refused', refusal, sentence };
  if (question.show === 'history') {
    const events = await deps.ledger.read(POLICY);
    return { is: 'policy-history', versions: events.map(policyVersionOf).reverse() };
  }
  if (question.show === 'export') return exported(deps, request);
  return question.show === 'test' ? test(deps, request, question) : show(deps, sentence);
}

async function show({ ledger, commands }: Deps, sentence: string): Promise<Answer> {
  const head = await ledger.head(POLICY);
  if (!head) return { is: 'refused', refusal: { reason: 'records-missing', what: 'policy' }, sentence };
  const policy: Policy = { ...stateOf<Policy>(head), version: head.seq };
  return { is: 'policy', policy, set: versionOf(head), lines: approvalLines(policy, commands) };
}

/** The policy as `policy import` and a team's own checker read it, as a file for whoever asks. */
async function exported({ ledger }: Deps, request: Request): Promise<Answer> {
  const asked = await askForPicture({ ledger }, request, { as: 'policy' });
  return asked ?? { is: 'policy-export' };
}

function policyVersionOf(event: StoredEvent): PolicyVersion {
  const { differences = [] } = dataOf<{ differences?: PolicyDifference[] }>(event);
  return { ...versionOf(event), differences };
}

/** The same decision that a run gets, for everybody, under this policy or the proposed one. */
async function test(deps: Deps, request: Request, question: Test): Promise<Answer> {
  const sentence = writeQuestion(question);
  const { matrix, policy, person } = await deps.records(request.actor);
  if (!matrix || !policy) {
    return { is: 'refused', refusal: { reason: 'records-missing', what: matrix ? 'policy' : 'matrix' }, sentence };
  }
  const rewrite = (selector: Test['command']['targets']) =>
    `${sentence.split(' on ')[0]} on ${writeSelector(selector)}`;
  const [targets, registered, proposed, standing] = await Promise.all([
    findTargets(deps.inventory, question.command.targets, rewrite),
    everybodyNow(deps.ledger, request.at),
    proposedBy(deps, question.change, { matrix, policy }),
    readStanding(deps.ledger),
  ]);
  if (!targets.ok) return { is: 'refused', refusal: targets.error, sentence };
  if (!proposed.ok) return proposed.error;
  const others = registered.filter((one) => !person || !sameActor(one, person));
  const people = [...others, ...(person ? [person] : [])].sort((a, b) => (a.user < b.user ? -1 : 1));
  const gates = { standing, reader: readerOf(request, person) };
  const asked = {
    command: question.command,
    definition: findCommand(deps.commands, question.command),
    targets: targets.value,
  };
  const under = (ground: Pick<Ground, 'matrix' | 'policy'>) =>
    wayOf({ ...ground, everybody: people, now: request.at, gates }, asked);
  const now = { matrix, policy };
  const of = proposed.value;
  const told = { is: 'policy-test' as const, sentence: question.sentence, way: under(of ?? now) };
  if (!of || question.change === undefined) return { ...told, policy };
  return { ...told, policy: of.policy, change: question.change, now: under(now) };
}

type Rules = { matrix: Matrix; policy: Policy };

/** The rules as a proposed change would have them; nothing when none is named. */
async function proposedBy(
  { ledger }: Deps,
  id: string | undefined,
  now: Rules,
): Promise<Result<Rules | undefined, Answer>> {
  if (id === undefined) return ok(undefined);
  const read = await readChange(ledger, changeStream(id));
  const no = (refusal: Extract<Answer, { is: 'change-act-refused' }>['refusal']) =>
    err<Answer>({ is: 'change-act-refused', act: 'test', id, refusal });
  if (!read) return no({ reason: 'unknown-change' });
  const { state, proposal } = read.story;
  if (isOver(state)) return no({ reason: 'too-late', state: state.is });
  if (state.is === 'asked') return no({ reason: 'too-early' });
  const rules = await rulesAfter(ledger, proposal, now);
  return rules ? ok(rules) : no({ reason: 'other-change' });
}

async function rulesAfter(
  ledger: Deps['ledger'],
  proposal: ChangeStory['proposal'],
  now: Rules,
): Promise<Rules | undefined> {
  const after = policyAfter(proposal, now.policy);
  if (!after) return undefined;
  const policy = { ...after, version: now.policy.version };
  if (policy.profile === now.matrix.profile) return { ...now, policy };
  const head = await ledger.head(matrixStream(policy.profile));
  return head && { policy, matrix: { ...stateOf<Matrix>(head), version: head.seq } };
}

/** The policy that the change would put in force; nothing when it is about something else. */
function policyAfter({ change, content }: ChangeStory['proposal'], now: Policy): PolicyBody | undefined {
  if (change.kind === 'set-policy') return edited(now, change.edit);
  if (change.kind === 'use-profile') return { ...now, profile: change.to.profile };
  return change.kind === 'import-policy' && content !== undefined ? (JSON.parse(content) as PolicyBody) : undefined;
}
