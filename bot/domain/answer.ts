import type { Actor, Person, Role } from './actor.ts';
import type { AuditTold } from './audit/told.ts';
import type { CostTold } from './budget/told.ts';
import type { ChangeStory } from './change/apply.ts';
import type { Change } from './change/change.ts';
import type { ChangeActRefusal, ChangeRefusal } from './change/refusal.ts';
import type { ChangeState } from './change/state.ts';
import type { ChannelCame, ChannelNews } from './channel/news.ts';
import type { CommandDefinition } from './command.ts';
import type { CustomEntry, CustomNote, CustomNoted } from './custom/custom.ts';
import type { DeploymentActStep } from './deployment/act.ts';
import type { DeploymentStory } from './deployment/apply.ts';
import type { Progress } from './deployment/progress.ts';
import type { DeploymentRefusal } from './deployment/refusal.ts';
import type { DeploymentState } from './deployment/state.ts';
import type { EscalationStory } from './escalation/apply.ts';
import type { Ask, CustomMoved } from './escalation/ask.ts';
import type { EscalationRefusal } from './escalation/refusal.ts';
import type { EscalationState, Word } from './escalation/state.ts';
import type { VendorStory } from './escalation/to-vendor.ts';
import type { EmergencyStop, Freeze } from './freeze/standing.ts';
import type { FreezeTold } from './freeze/told.ts';
import type { IncidentAct } from './incident/act.ts';
import type { Entry } from './incident/entry.ts';
import type { ExportFormat } from './incident/export.ts';
import type { Figures } from './incident/figures.ts';
import type { TimelineFilter } from './incident/filter.ts';
import type { IncidentRefusal } from './incident/refusal.ts';
import type { IncidentState, ReminderOf } from './incident/state.ts';
import type { IncidentStory } from './incident/story.ts';
import type { TimelineHead } from './incident/window.ts';
import type { Instant } from './instant.ts';
import type { Sending } from './language/escalation-sentence.ts';
import type { HeardForm } from './language/read-heard-form.ts';
import type { VendorMisread } from './language/read-vendor-act.ts';
import type { Ruling } from './matrix/rule.ts';
import type { Answered, MatrixTold, WhatTold, WhoTold } from './matrix/told.ts';
import type { OutputFound } from './output.ts';
import type { OnCallHours } from './policy/on-call.ts';
import type { PolicyTold } from './policy/told.ts';
import type { ReportAct } from './report/act.ts';
import type { Filing } from './report/filing.ts';
import type { ReportRefusal } from './report/refusal.ts';
import type { ReportStory } from './report/story.ts';
import type { Story } from './run/apply.ts';
import type { Plan } from './run/plan.ts';
import type { ActRefusal, Refusal } from './run/refusal.ts';
import type { RunState } from './run/state.ts';
import type { ScheduleLine, ScheduleTold } from './schedule/told.ts';
import type { Target } from './target.ts';
import type { AskedOf } from './vendor/asked-of.ts';
import type { ClockOf } from './vendor/clock.ts';
import type { VendorFigures } from './vendor/figures.ts';
import type { RoomSeen, SetupStep } from './vendor/setup.ts';
import type { Vendor } from './vendor/vendor.ts';

/** What a sentence lacks, with what was understood so far, so that a form can be filled with it. */
export type Gap = {
  command: string;
  missing: string[];
  filled: Record<string, string>;
  targets?: string;
  /** How it goes over the targets, in canonical words. */
  rollout?: string;
  because?: string;
};

/** One line of help: what this person may do, by sentence. */
export type HelpEntry = { name: string; pattern: string; summary: string; examples: string[]; risk: string };

/** One line of `/ops runs`. */
export type RunLine = { id: string; by: Actor; at: Instant; sentence: string; state: RunState };

/** One line of `/ops scheduled`. */
export type ScheduledLine = RunLine & { start: Instant };

/** One line of `/ops requests`. */
export type EscalationLine = { id: string; at: Instant; state: EscalationState };

/** What waits for somebody beside runs: changes to confirm, costs to approve, and what a vendor asked back of their requests. */
export type AlsoWaiting = { changes: ChangeState[]; costs: EscalationLine[]; questions: EscalationLine[] };

/** One line of `/ops vendors`: what it lacks as far as the records say, and what it is asked for. */
export type VendorLine = { vendor: Vendor; missing: SetupStep[]; asked: AskedOf };

/** One line of `/ops deployments`. */
export type DeploymentLine = { id: string; at: Instant; state: DeploymentState; progress: Progress };

/** One line of `/ops incidents`. */
export type IncidentLine = { id: string; state: IncidentState };

/** What `/ops health` found. Each part says whether it is well, in a few words. */
export type HealthLine = { part: string; well: boolean; detail: string };

/**
 * What Remit says to one person, before it is put into a surface's words. Cards, which stand in the channel, are made
 * from a `Story` instead.
 */
export type Answer =
  | { is: 'accepted'; run: string; sentence: string }
  /** `request`: the one to the vendor that the same sentence has led to already. `schedule`: what was to repeat. */
  | { is: 'refused'; refusal: Refusal; sentence: string; run?: string; request?: string; schedule?: string }
  | { is: 'act-refused'; act: string; run: string; refusal: ActRefusal }
  | {
      is: 'acted';
      act:
        | 'approved'
        | 'denied'
        | 'cancelled'
        | 'cancel-requested'
        | 'settled'
        | 'stopped'
        | 'resumed'
        | 'excepted'
        | 'reviewed';
      run: string;
      more: number;
    }
  /** `sentence` is the whole corrected command: one press sends it. */
  | { is: 'suggestion'; typed: string; sentence: string }
  | { is: 'choice'; typed: string; question: string; sentences: string[] }
  | { is: 'question'; typed: string; gap: Gap }
  | { is: 'not-understood'; typed: string; why: string; allowed: string; example: string }
  /** `stop`, here and below: nothing but reading runs. */
  | { is: 'help'; entries: HelpEntry[]; roles: Role[]; more: number; stop?: EmergencyStop; freezes?: Freeze[] }
  | { is: 'help-command'; definition: CommandDefinition; may: boolean; neededRole: Role }
  /** `neededRole`: the role that whoever asks lacks to say it. */
  | { is: 'help-act'; entry: HelpEntry; neededRole?: Role }
  /** `custom`: what stands on the targets and may be overwritten. */
  | { is: 'plan'; sentence: string; plan: Plan; custom?: CustomNoted }
  | { is: 'plan-refused'; sentence: string; refusal: Refusal; custom?: CustomNoted }
  | { is: 'run'; story: Story }
  /** `request`: to the vendor, that the run has led to. */
  | { is: 'why'; story: Story; request?: string }
  | { is: 'runs'; lines: RunLine[] }
  /** `reviews`: break-glass runs that the reader may review. What waits for the reader's approval, and what of the reader's own waits for somebody else's. */
  | {
      is: 'waiting';
      forYou: RunLine[];
      yours: RunLine[];
      reviews: RunLine[];
      also?: AlsoWaiting;
      stop?: EmergencyStop;
    }
  /** Runs that have a time and commands that repeat, the next one first. */
  | { is: 'scheduled'; lines: ScheduledLine[]; repeating: ScheduleLine[] }
  | ScheduleTold
  | { is: 'targets'; filter: string; targets: Target[]; total: number }
  | { is: 'health'; lines: HealthLine[]; stop?: EmergencyStop }
  | MatrixTold
  | WhoTold
  | WhatTold
  | PolicyTold
  /** `whole`: of an activity with all its commands, not of one command. `readings`: what to look with afterwards. */
  | {
      is: 'runbook';
      of: Answered;
      label: string;
      activity: string;
      rulings: Ruling[];
      commands: CommandDefinition[];
      readings: CommandDefinition[];
      whole: boolean;
    }
  | FreezeTold
  | { is: 'people'; people: Person[] }
  /** `wants`: how many others have to confirm it before it holds. `reads`: its file is read first. */
  | { is: 'proposed'; id: string; change: Change; wants: number; reads?: true }
  | { is: 'change-refused'; change: Change; refusal: ChangeRefusal; id?: string }
  | { is: 'change-acted'; act: 'confirmed' | 'denied'; id: string }
  | { is: 'change-act-refused'; act: string; id: string; refusal: ChangeActRefusal }
  | { is: 'change'; story: ChangeStory }
  /** `card`: theirs, where the vendor has a channel of its own. */
  | { is: 'escalation'; story: EscalationStory; card?: SeenByVendor }
  | NamesOurs
  | { is: 'escalations'; lines: EscalationLine[] }
  | CostTold
  /** `moved`: custom configuration that is not what it was when it was prepared. */
  | {
      is: 'escalation-acted';
      act:
        | 'sent'
        | 'withdrawn'
        | 'replied'
        | 'reopened'
        | 'said'
        | Word
        | 'cost-agreed'
        | 'cost-approved'
        | 'cost-denied';
      story: EscalationStory;
      moved?: CustomMoved;
    }
  /** It goes at once to whom it was escalated. `earlier`: the same words of the same person led to it before. */
  | { is: 'escalated'; id: string; receiver: string; earlier?: true }
  | { is: 'escalation-act-refused'; act: string; id: string; refusal: EscalationRefusal }
  /** For one of a vendor's people, on what they said of a request of theirs. */
  | { is: 'heard-refused'; to: Actor; request: string; refusal: EscalationRefusal }
  | { is: 'heard-misread'; to: Actor; request?: string; misread: VendorMisread }
  | { is: 'custom-recorded'; note: CustomNote; others: number }
  | { is: 'custom-removed'; note: CustomNote }
  | { is: 'custom-list'; notes: CustomEntry[]; on?: string }
  | { is: 'vendors'; lines: VendorLine[] }
  /** `room`: what Slack says of its channel now. */
  | { is: 'vendor-settings'; vendor: Vendor; steps: SetupStep[]; room?: RoomSeen }
  | { is: 'deployment-started'; id: string; name: string; stages: number }
  | { is: 'deployment'; story: DeploymentStory }
  | { is: 'deployments'; lines: DeploymentLine[] }
  /** `earlier`: stages before it that are not over. */
  | { is: 'deployment-acted'; story: DeploymentStory; step: DeploymentActStep; earlier: number[] }
  | { is: 'deployment-refused'; act: string; id?: string; refusal: DeploymentRefusal }
  | { is: 'incident-declared'; id: string; state: IncidentState }
  | { is: 'incident'; story: IncidentStory }
  | { is: 'incidents'; lines: IncidentLine[] }
  | ({ is: 'on-call' } & OnCallTold)
  | { is: 'incident-acted'; id: string; act: IncidentAct; state: IncidentState }
  | { is: 'incident-refused'; act: string; id?: string; refusal: IncidentRefusal }
  /** A channel that followed an incident is gone. */
  | { is: 'follower-lost'; id: string; channel: string; why: string }
  | { is: 'report'; story: ReportStory; filing?: Filing }
  | { is: 'report-acted'; act: ReportAct; story: ReportStory }
  | { is: 'report-refused'; id: string; act: string; refusal: ReportRefusal }
  /** All versions of one entry, newest first; `name` is the entry's. */
  | { is: 'entry-history'; id: string; name: string; versions: Entry[] }
  /** Newest first. `more`: the sentence that goes on where it ends. */
  | {
      is: 'timeline';
      id: string;
      state: IncidentState;
      filter: TimelineFilter;
      entries: Entry[];
      head: TimelineHead;
      /** Of the clocks by which its days are. */
      zone: string;
      more?: string;
    }
  /** The worker makes it: `here`, in the channel of the incident, or for whoever asked. */
  | { is: 'timeline-file'; as: 'picture' | ExportFormat; id: string; here: boolean }
  /** The worker counts, and draws. */
  | { is: 'figures-asked'; last: number }
  | { is: 'figures'; figures: Figures }
  /** `direct`: to one person, since it cannot be said in the channel. */
  | { is: 'incident-reminder'; id: string; state: IncidentState; of: ReminderOf; at: Instant; direct?: true }
  /** What became of a channel, for one of ours who has to know it. */
  | { is: 'channel-news'; news: ChannelNews; came: ChannelCame }
  /** A target was missed; for one person of ours. `yours`: who is late is they. */
  | { is: 'vendor-late'; id: string; state: EscalationState; of: ClockOf; yours?: true }
  | { is: 'vendor-picture'; vendor: string; last: number }
  | { is: 'vendor-figures'; figures: VendorFigures }
  | { is: 'deployment-file'; as: 'picture' | 'report'; id: string; name: string }
  /** It is on record, and the worker answers: `inquiry` is the id of its stream, `sentence` what was asked. */
  | { is: 'inquiring'; inquiry: string; sentence: string }
  /** That answer. */
  | { is: 'inquired'; inquiry: string; answer: Answer }
  | { is: 'output'; run: string; host: string; grep?: string; found: OutputFound }
  | { is: 'output-file'; run: string; host: string; name: string }
  | AuditTold
  /** The shell's and the list's "nothing found" with what to do next. */
  | { is: 'nothing'; what: string; next: string }
  /** The one sentence that an outsider ever gets. */
  | { is: 'outsider' }
  /** `outside`: it is told to somebody of another organisation, who is told nothing of ours. */
  | { is: 'failed'; id: string; outside?: true };

/** Who is on call now, or when it is time next; without `when` always. */
export type OnCallTold = { people: Actor[]; when?: OnCallHours };

/** A form to open instead of an answer: of all commands, or of one with what is known filled in. `story`: of the run to approve. `heard`: for one of a vendor's people. */
export type Form = {
  is: 'form';
  gap?: Gap;
  commands: CommandDefinition[];
  targets: Target[];
  text?: TextForm;
  story?: Story;
  send?: SendForm;
  /** To whom something can be escalated. */
  receivers?: { name: string; label: string }[];
  heard?: HeardFormOf;
};

/** What one of a vendor's people is asked for, of a request of theirs. */
export type HeardFormOf = { does: HeardForm; request: string };

/** A reading of a request's targets whose output can go with it. */
export type DiagnosisChoice = { run: string; task: string; at: Instant };

/**
 * Words for a vendor that name more of ours than the request does: nothing of them was said. `naming` says them on purpose; `without` leaves the names out,
 * where they are in what was typed now.
 */
export type NamesOurs = {
  is: 'names-ours';
  request?: string;
  receiver: string;
  names: string[];
  naming: string;
  without?: string;
};

/** The card in a vendor's channel; `us`: how we are called there. */
export type SeenByVendor = { story: VendorStory; us?: string };

/**
 * A request as it would be sent, to be looked at: `ask` is what the vendor would see, `seen` its name. `sending`: what was said so far; `again`: it was sent, and
 * is not what was looked at.
 */
export type SendForm = {
  story: EscalationStory;
  sending: Sending;
  ask: Ask;
  seen: string;
  choices: DiagnosisChoice[];
  /** Where the vendor has a channel of its own. */
  card?: SeenByVendor;
  /** Of ours, in what they will see, though the request is not about them. */
  names?: string[];
  wantedBy?: Instant;
  moved?: CustomMoved;
  again?: true;
};

/** A file to be edited, as `run` read it on `host`. `problem`: why what was written is not asked for yet. */
export type TextForm = {
  command: string;
  run: string;
  file: string;
  host: string;
  version: string;
  text: string;
  because?: string;
  problem?: string;
};
