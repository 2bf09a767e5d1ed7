import type { MixedPart, Refusal } from '../../../domain/run/refusal.ts';
import type { Press } from './blocks.ts';
import { requestName } from './escalation-words.ts';
import { cellLine, kindTitle, runName } from './labels.ts';
import type { No, Refused } from './refusal-words.ts';
import { activityWords } from './rule-words.ts';
import { inline, listed } from './text.ts';

type Of<R extends Refusal['reason']> = Extract<Refusal, { reason: R }>;

const PAID = ' as paid work: somebody who decides on costs has to agree first';
const HELP: Press = { id: 'help', label: 'What you may do', says: 'help' };

/** A cell of the vendor's: whose task it is, and the request to it. */
export function vendorTaskWords(refusal: Of<'vendor-task'>, asked: Refused): No {
  const { cell, also = [], paid, hosts, targets } = refusal;
  const party = inline(cell.party.label, 80);
  const goesOn = targets ? '. Asked for, a request to them is prepared' : '';
  return {
    why: `that is a task of *${party}*, not ours · ${listed(hosts.map((name) => inline(name, 64)))}`,
    rule: [cell, ...also].map(cellLine).join('; '),
    whose: `${party} would do it${paid ? PAID : ''}${asked.request === undefined ? goesOn : PREPARED}`,
    next: nextOf(asked, targets !== undefined, 'Prepare the request'),
  };
}

const PREPARED = '. The request to them is prepared';

export function unlistedWords(refusal: Of<'unlisted'>, asked: Refused): No {
  const { profile, activity, kind, kinds = [kind], vendor, version } = refusal;
  const who = vendor === undefined ? 'The vendor' : inline(vendor, 80);
  const goesOn =
    version === undefined
      ? '; an admin then adds it to the matrix'
      : '. Asked for, they are asked, and the plan waits for their word';
  return {
    why: `the matrix ${inline(profile, 60)} does not list ${activityWords(activity)} for ${listed(kinds.map(kindTitle))}`,
    rule: 'What is not listed waits until the vendor has said that it is safe',
    whose: `${who} says whether it is safe${goesOn}`,
    next: nextOf(asked, version !== undefined, 'Ask whether it is safe'),
  };
}

/** Some ours, some not: each part is a sentence of its own. */
export function mixedWords({ parts }: Of<'mixed'>): No {
  const [next, other] = parts.flatMap(({ sentence }, index): Press[] =>
    sentence === undefined ? [] : [{ id: `part:${index}`, label: sentence, says: sentence }],
  );
  return {
    why: `these targets are not one party’s: ${parts.map(partWords).join('; ')}`,
    whose: `Nothing is done in part. Ask for each by itself: ${listed(parts.flatMap(({ sentence }) => (sentence === undefined ? [] : [`\`${inline(sentence, 300)}\``])))}`,
    ...(next && { next }),
    ...(other && { other }),
  };
}

function partWords({ is, party, hosts, kinds }: MixedPart): string {
  const where = `${listed(hosts.map((name) => inline(name, 64)))} (${listed(kinds.map(kindTitle))})`;
  const whose = inline(party ?? '', 80);
  switch (is) {
    case 'ours':
      return `${where} ours, as ${whose}`;
    case 'vendor':
      return `${where} a task of ${whose}`;
    case 'vendor-paid':
      return `${where} a task of ${whose}, as paid work`;
    case 'not-available':
      return `${where} not at all: it does not exist there`;
    case 'unlisted':
      return `${where} not listed`;
    default:
      return is satisfies never;
  }
}

export function unsafeWords({ request, because }: Of<'unsafe'>): No {
  const name = requestName(request);
  return {
    why: `the vendor says that it is not safe: “${inline(because, 500)}”`,
    whose: `They were asked in ${name}; another way to the same end can be asked for`,
    next: { id: 'show', label: `Show ${name}`, says: `show ${name}` },
  };
}

/** The request, where there is one; the sentence that prepares it, where nothing was asked for yet; else why it is so. */
function nextOf({ run, request, sentence }: Refused, leads: boolean, label: string): Press {
  if (request !== undefined) {
    const name = requestName(request);
    return { id: 'show', label: `Show ${name}`, says: `show ${name}` };
  }
  if (run !== undefined) return { id: 'why', label: 'Why?', says: `why ${runName(run)}` };
  return leads ? { id: 'prepare', label, says: sentence } : HELP;
}

const NO_RIGHT: Record<Of<'vendor-right'>['why'], string> = {
  'runs-off': 'the vendor’s people may run nothing: it is switched off',
  'other-vendor': 'the request is not one of that vendor’s any more',
  'not-accepted': 'nobody of the vendor holds the request any more',
  'not-acceptor': 'somebody else of the vendor accepted the request',
  'no-command': 'what the request asks for is no command of Remit’s',
  'not-theirs': 'the matrix does not give it to the vendor now',
  'other-hosts': 'its targets are not those of the request',
};

export function vendorRightWords({ request, why }: Of<'vendor-right'>): No {
  const name = requestName(request);
  return {
    why: NO_RIGHT[why],
    whose: `A vendor’s engineer runs only what they accepted, in *${name}*`,
    next: { id: 'show', label: `Show ${name}`, says: `show ${name}` },
  };
}

export function noRunWords(why: Of<'vendor-right'>['why']): string {
  return NO_RIGHT[why];
}
