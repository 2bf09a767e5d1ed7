import type { Role } from '../actor.ts';
import type { PolicyEdit } from '../policy/edit.ts';
import type { Environment, Kind } from '../target.ts';
import { kindWords } from './groups.ts';
import { writeChangeId } from './run-id.ts';
import type { Term } from './term.ts';
import { type VendorChangeSentence, writeVendorSentence } from './vendor-sentence.ts';
import { writePolicyEdit } from './write-policy-edit.ts';
import { writePhrase, writeProfile, writeWhere } from './write-question.ts';

/** `matrix set "…" on user host to vendor team because …`. Activity and party are words until they meet the profile. */
export type CellsSentence = {
  is: 'matrix-set';
  activity: string;
  kinds: readonly Kind[];
  party: string;
  profile?: string;
  because: string;
};

/** `matrix use jelastic because …`: another profile in force. */
export type UseSentence = { is: 'matrix-use'; profile: string; because: string };

/** `matrix import F0123ABC to jelastic because …`: the cells of a file, which is named by Slack's id. */
export type ImportSentence = { is: 'matrix-import'; file: string; profile?: string; because: string };

/** `policy import F0123ABC because …`: the whole policy of a file. */
export type PolicyImportSentence = { is: 'policy-import'; file: string; because: string };

/** `policy set approvals in production to 2 approvers because …`. */
export type PolicySentence = { is: 'policy-set'; edit: PolicyEdit; because: string };

/** `add host host-11 to users-2 as user host in staging from i-0abc… because …`: an instance becomes a host of the fleet. */
export type AddHostSentence = {
  is: 'add-host';
  name: string;
  group: string;
  kind: Kind;
  environment: Environment;
  instanceId: string;
  because: string;
};

/** Sentences that propose a change: each is previewed, put on record, and may have to be confirmed. */
export type ProposalSentence =
  | RoleSentence
  | GroupSentence
  | CellsSentence
  | UseSentence
  | ImportSentence
  | LinkSentence
  | PolicySentence
  | PolicyImportSentence
  | AddHostSentence
  | VendorChangeSentence;

/** Says of two accounts, by Slack's ids, that they are one person, or of one that it stands for itself. */
export type LinkSentence =
  | { is: 'link'; user: string; to: string; because: string }
  | { is: 'unlink'; user: string; because: string };

/** Sentences about who has which role, and about changes that wait for a second admin. `user` is Slack's id. */
export type RoleSentence =
  | ({ is: 'grant'; role: Role; user: string; because: string } & Term)
  | { is: 'revoke'; role: Role; user: string; because: string };
/** The same of everybody in a user group, by Slack's id: `grant operator to @S0123456789 because …`. */
export type GroupSentence =
  | ({ is: 'grant-group'; role: Role; group: string; because: string } & Term)
  | { is: 'revoke-group'; role: Role; group: string; because: string };
export type ChangeSentence =
  | ProposalSentence
  | { is: 'people' }
  | { is: 'confirm'; change: string }
  | { is: 'show-change'; change: string }
  | { is: 'deny-change'; change: string; because?: string };

export function writeChangeSentence(sentence: ChangeSentence): string {
  switch (sentence.is) {
    case 'people':
      return 'people';
    case 'grant':
      return `grant ${sentence.role} to @${sentence.user}${term(sentence)}${reason(sentence.because)}`;
    case 'revoke':
      return `revoke ${sentence.role} from @${sentence.user}${reason(sentence.because)}`;
    case 'grant-group':
      return `grant ${sentence.role} to @${sentence.group}${term(sentence)}${reason(sentence.because)}`;
    case 'revoke-group':
      return `revoke ${sentence.role} from @${sentence.group}${reason(sentence.because)}`;
    case 'link':
      return `link @${sentence.user} to @${sentence.to}${reason(sentence.because)}`;
    case 'unlink':
      return `unlink @${sentence.user}${reason(sentence.because)}`;
    case 'matrix-set':
      return `matrix set ${writePhrase(sentence.activity)} on ${writeWhere(sentence)} to ${writePhrase(sentence.party)}${writeProfile(sentence.profile)}${reason(sentence.because)}`;
    case 'matrix-import':
      return `matrix import ${sentence.file}${sentence.profile === undefined ? '' : ` to ${sentence.profile}`}${reason(sentence.because)}`;
    case 'policy-import':
      return `policy import ${sentence.file}${reason(sentence.because)}`;
    case 'policy-set':
      return `${writePolicyEdit(sentence.edit)}${reason(sentence.because)}`;
    case 'add-host':
      return `add host ${sentence.name} to ${sentence.group} as ${kindWords(sentence.kind)} in ${sentence.environment} from ${sentence.instanceId}${reason(sentence.because)}`;
    case 'vendor-add':
    case 'vendor-set':
    case 'vendor-remove':
    case 'vendor-invite':
      return writeVendorSentence(sentence);
    case 'matrix-use':
      return `matrix use ${sentence.profile}${reason(sentence.because)}`;
    case 'confirm':
      return `confirm ${writeChangeId(sentence.change)}`;
    case 'show-change':
      return `show ${writeChangeId(sentence.change)}`;
    case 'deny-change':
      return `deny ${writeChangeId(sentence.change)}${reason(sentence.because)}`;
    default:
      return sentence satisfies never;
  }
}

function term({ for: time, until }: Term): string {
  if (time !== undefined) return ` for ${time}`;
  return until === undefined ? '' : ` until ${until}`;
}

function reason(because: string | undefined): string {
  return because === undefined ? '' : ` because "${because}"`;
}
