import type { EscalationRefusal } from '../../../domain/escalation/refusal.ts';
import type { Press } from './blocks.ts';
import { costRefusalWords } from './cost-refusal-words.ts';
import { requestName, requestStateWords } from './escalation-words.ts';
import { oneWithRole, person, runName } from './labels.ts';
import type { No } from './refusal-words.ts';
import type { Reading } from './rendered.ts';
import { inline, listed } from './text.ts';
import { noRunWords } from './vendor-refusal-words.ts';
import { when } from './when.ts';

const REQUESTS = { id: 'requests', label: 'Open requests', says: 'requests' };

/** Says why an act on a request to a vendor is refused. */
export function escalationRefusalWords(refusal: EscalationRefusal, id: string, reading: Reading): No {
  const name = requestName(id);
  const show = { id: 'show', label: `Show ${name}`, says: `show ${name}` };
  switch (refusal.reason) {
    case 'no-role':
      return {
        why: `this needs the role of ${oneWithRole(refusal.needed)}, which you do not have`,
        whose: `Ask ${oneWithRole(refusal.needed)} to do it, or an admin for the role`,
        next: { id: 'help', label: 'What you may do', says: 'help' },
      };
    case 'unknown-request':
      return { why: `there is no request *${name}*`, whose: 'The list has those that are open', next: REQUESTS };
    case 'not-yours':
      return {
        why: `*${name}* was asked for by somebody else`,
        whose: 'Whoever asked takes it back, or an admin',
        next: show,
      };
    case 'too-late':
      return {
        why: `*${name}* is ${requestStateWords({ is: refusal.state, kind: 'task' })} already`,
        whose: 'Ask for the same once more if it is still wanted',
        next: show,
      };
    case 'expired':
      return {
        why: `*${name}* expired ${when(refusal.at, reading.now)}`,
        whose: 'Ask for the same once more if it is still wanted',
        next: show,
      };
    case 'over-already':
      return { why: `${when(refusal.wantedBy - 1, reading.now)} is over`, whose: 'Name a later day', next: show };
    case 'not-asked':
      return {
        why: `*${name}* does not ask whether something is safe: ${refusal.kind === 'paid' ? 'it asks for paid work' : 'it asks them to do it'}`,
        whose: 'Their word on safety is recorded for what the matrix does not list',
        next: show,
      };
    default:
      return vendorWords(refusal, { name, show, reading });
  }
}

type OfVendor = Exclude<
  EscalationRefusal,
  { reason: 'no-role' | 'unknown-request' | 'not-yours' | 'too-late' | 'expired' | 'over-already' | 'not-asked' }
>;

/** Why what is said to and fro with a vendor, or about its cost, is not carried out. */
function vendorWords(refusal: OfVendor, { name, show, reading }: { name: string; show: Press; reading: Reading }): No {
  switch (refusal.reason) {
    case 'by-hand':
      return {
        why: `no vendor was registered for *${name}* when it was sent: nobody of theirs would read it here`,
        whose: 'Tell them by hand; an admin registers them for the next one',
        next: show,
      };
    case 'not-now':
      return {
        why: `*${name}* is ${requestStateWords({ is: refusal.state, kind: refusal.kind })}`,
        whose: 'It has to stand otherwise for that',
        next: show,
      };
    case 'taken': {
      const at = refusal.at === undefined ? '' : `, ${when(refusal.at, reading.now)}`;
      return {
        why: `*${name}* was accepted by ${person(refusal.by, reading)}${at}`,
        whose: 'The first one takes it',
        next: show,
      };
    }
    case 'past-time':
      return { why: `${when(refusal.at, reading.now)} is over`, whose: 'Name a time to come', next: show };
    case 'own-request':
    case 'other-estimate':
    case 'agreed-already':
    case 'over-limit':
    case 'no-limit':
    case 'other-currency':
      return costRefusalWords(refusal, { name, show });
    case 'too-late-to-reopen':
      return {
        why: `*${name}* could be reopened until ${when(refusal.until, reading.now)}`,
        whose: 'Ask for the same once more',
        next: show,
      };
    case 'no-run':
      return { why: noRunWords(refusal.why), whose: 'It is done by hand, or by whoever accepted it', next: show };
    case 'no-diagnosis':
      return diagnosisWords(refusal, show);
    case 'not-inner':
      return {
        why: `*${name}* was asked of ${inline(refusal.receiver, 80)}: only their people say that`,
        whose: 'They answer in their channel; `reply` writes to them',
        next: show,
      };
    case 'no-owner':
      return {
        why: 'nobody has the role of circle owner',
        whose: 'An admin gives it: `grant circle-owner to @somebody because …`',
        next: { id: 'people', label: 'Who has which role', says: 'people' },
      };
    case 'targets-moved':
      return movedWords(refusal, name);
    default:
      return refusal satisfies never;
  }
}

function movedWords({ targets }: Extract<EscalationRefusal, { reason: 'targets-moved' }>, name: string): No {
  const [are, were] = targets.length === 1 ? ['is', 'it was'] : ['are', 'they were'];
  const which = listed(targets.map((target) => `*${inline(target, 64)}*`));
  return {
    why: `${which} ${are} not what ${were} when *${name}* was prepared: gone, or of another kind or environment`,
    whose: 'Whose task it is may be another by now: withdraw it, and ask for the same once more',
    next: { id: 'withdraw', label: `Withdraw ${name}`, says: `withdraw ${name}` },
  };
}

/** Why the output of a run does not go with a request. */
function diagnosisWords(refusal: Extract<EscalationRefusal, { reason: 'no-diagnosis' }>, show: Press): No {
  const run = runName(refusal.run);
  const whose = 'A reading of the request’s targets goes with it, of the last day: `assess`, `status`, `logs`';
  const no = (why: string): No => ({ why: `${run} ${why}`, whose, next: show });
  switch (refusal.why) {
    case 'unknown':
      return no('is no run');
    case 'changes':
      return no('did more than read');
    case 'elsewhere':
      return no(
        `was on ${listed(refusal.hosts.map((host) => `*${inline(host, 64)}*`))} too, which the request is not about`,
      );
    case 'old':
      return no('was more than a day ago');
    case 'not-over':
      return no('is not over, or did not run');
    case 'nothing':
      return no('printed nothing');
    default:
      return refusal satisfies never;
  }
}
