import type { VendorLine } from '../../../domain/answer.ts';
import type { AskedOf } from '../../../domain/vendor/asked-of.ts';
import type { SetupStep } from '../../../domain/vendor/setup.ts';
import type { Vendor } from '../../../domain/vendor/vendor.ts';
import { context, type Press, sections } from './blocks.ts';
import { inviteStepWords } from './invite-step-words.ts';
import { fitting } from './lists.ts';
import type { Reading } from './rendered.ts';
import type { AnswerOf, Said } from './said.ts';
import { code, counted, inline } from './text.ts';
import { allTargets, channelWords, codes, contactLine, limitWords, names, supportHours } from './vendor-parts.ts';
import { stepWords } from './vendor-step-words.ts';
import { when } from './when.ts';

/** All vendors, each with what it is asked for and what it lacks by the records. */
export function sayVendors({ lines }: AnswerOf<'vendors'>): Said {
  const { shown, left } = fitting(lines.map(vendorLine));
  const presses: Press[] = lines.slice(0, 5).map(({ vendor }) => ({
    id: `settings-${vendor.name}`,
    label: `Settings of ${inline(vendor.label, 40)}`,
    says: `vendor ${vendor.name} settings`,
  }));
  return {
    mark: 'information',
    first: `*${counted(lines.length, 'vendor')}*`,
    body: [...sections(shown), ...(left > 0 ? [context(`… and ${left} more`)] : [])],
    presses: [...presses, { id: 'add', label: 'Add a vendor', says: 'form vendor add' }],
  };
}

/** `3 open, 2 wait for them, 1 late`. */
function askedWords({ open, theirs, late }: AskedOf): string {
  if (open === 0) return 'nothing open';
  const waits = theirs === 0 ? 'all wait for us' : `${theirs} ${theirs === 1 ? 'waits' : 'wait'} for them`;
  return `${open} open, ${waits}${late === 0 ? '' : `, ⏰ ${late} late`}`;
}

function vendorLine({ vendor, missing, asked }: VendorLine): string {
  const { name, label, channel, organisations } = vendor;
  const where = channel ? ` · ${channelWords(channel)}` : '';
  const lacks = missing.map((step) => stepWords(step, vendor).what);
  const state = lacks.length === 0 ? '✔ nothing is missing on record' : `✋ missing: ${lacks.join(', ')}`;
  return `• *${inline(label, 60)}* (${code(name, 70)}) · ${codes(organisations)}${where} · ${askedWords(asked)} · ${state}`;
}

/** Everything of one vendor: what is missing first, each with the sentence that does it, then what is there. */
export function sayVendorSettings({ vendor, steps }: AnswerOf<'vendor-settings'>, reading: Reading): Said {
  const missing = steps.filter(({ is }) => is === 'missing');
  const advice = steps.filter(({ is }) => is === 'advice');
  const done = steps.filter(({ is }) => is === 'done').map((step) => stepWords(step, vendor).what);
  const state = missing.length === 0 ? 'can be asked' : `${counted(missing.length, 'step')} missing`;
  const lines = [
    ...missing.map((step, at) => `✋ *${at + 1}.* ${stepLine(step, vendor)}`),
    ...advice.map((step) => `ℹ ${stepLine(step, vendor)}`),
    ...(done.length > 0 ? [`✔ ${done.join(' · ')}`] : []),
  ];
  return {
    mark: 'information',
    first: `${missing.length === 0 ? '✔' : '✋'} *${inline(vendor.label, 60)}* (${code(vendor.name, 70)}) · ${state}`,
    body: [
      ...sections(lines),
      ...sections(recordLines(vendor, reading)),
      context('As Slack and the records have it now'),
    ],
    presses: [{ id: 'vendors', label: 'All vendors', says: 'vendors' }],
  };
}

function stepLine(step: SetupStep, vendor: Vendor): string {
  const { what, says, how } = stepWords(step, vendor);
  return [what, ...(how ? [how] : []), ...(says ? [code(says, 200)] : [])].join('\n');
}

function recordLines(vendor: Vendor, reading: Reading): string[] {
  const { channel, parties, activities, contacts, invited } = vendor;
  return [
    `*Organisations*: ${codes(vendor.organisations)}`,
    `*Channel*: ${channel ? `${channelWords(channel)} · ${code(channel.channel, 30)}` : 'none'}`,
    `*In the matrix*: ${names(parties) || 'nothing'}${activities ? ` · only: ${names(activities)}` : ''}`,
    `*Support hours*: ${supportHours(vendor)}`,
    `*Targets*: ${allTargets(vendor).join(' · ')}`,
    `*Contacts*: ${contacts.map((one, at) => `${at + 1}. ${contactLine(one, vendor, reading)}`).join(' · ') || 'none'}`,
    `*Cost limit a month*: ${limitWords(vendor)}`,
    `*Runs by their people*: ${vendor.runs ? 'on' : 'off'} · *what these print is shown to them*: ${vendor.output ? 'yes' : 'no'}`,
    ...(invited
      ? [
          `*Invited last*: ${inline(invited.address, 120)} ${when(invited.at, reading.now)}${invited.step ? ` · ${inviteStepWords(invited.step, reading)}` : ''}`,
        ]
      : []),
  ];
}
