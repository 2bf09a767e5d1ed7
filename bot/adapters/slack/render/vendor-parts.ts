import { PRIORITIES } from '../../../domain/escalation/priority.ts';
import { MINUTE } from '../../../domain/instant.ts';
import { writeLength } from '../../../domain/language/read-time.ts';
import type { Contact, Vendor } from '../../../domain/vendor/vendor.ts';
import { money } from './escalation-talk.ts';
import { hoursWords } from './hours-words.ts';
import { person } from './labels.ts';
import type { Reading } from './rendered.ts';
import { code, inline, listed } from './text.ts';

/** A channel as Slack shows it to each reader, by the name that it has on their side. */
export function channelWords({ channel }: { channel: string }): string {
  return `<#${channel.replace(/[^A-Z0-9]/g, '')}>`;
}

export function codes(ids: readonly string[]): string {
  return listed(ids.map((id) => code(id, 30))) || 'nobody';
}

export function names(items: readonly string[]): string {
  return listed(
    items.map((item) => inline(item, 80)),
    12,
  );
}

/** `Monday to Friday 08:00–18:00 in Europe/Sofia`. */
export function supportHours({ hours, zone }: Pick<Vendor, 'hours' | 'zone'>): string {
  return hours ? `${hoursWords(hours)} in ${inline(zone ?? 'UTC', 40)}` : 'around the clock';
}

export function limitWords({ costLimit }: Pick<Vendor, 'costLimit'>): string {
  return costLimit ? money(costLimit) : 'nothing';
}

/** Of each priority that differs: `Major: accept 2h → 1h, done 2d`. */
export function targetsWords(before: Vendor, after: Vendor): string[] {
  return PRIORITIES.flatMap((priority) => {
    const [from, to] = [before.targets[priority], after.targets[priority]];
    const parts = (['accept', 'reply', 'done'] as const).map((what) =>
      from[what] === to[what] ? `${what} ${span(to[what])}` : `${what} ${span(from[what])} → *${span(to[what])}*`,
    );
    const same = from.accept === to.accept && from.reply === to.reply && from.done === to.done;
    return same ? [] : [`${titled(priority)}: ${parts.join(', ')}`];
  });
}

/** `critical: accept 30min, reply 30min, done 4h`. */
export function allTargets({ targets }: Vendor): string[] {
  return PRIORITIES.map((priority) => {
    const { accept, reply, done } = targets[priority];
    return `${titled(priority)}: accept ${span(accept)}, reply ${span(reply)}, done ${span(done)}`;
  });
}

function span(minutes: number): string {
  return writeLength(minutes * MINUTE);
}

function titled(word: string): string {
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
}

export function contactLine({ who, side }: Contact, { label }: Pick<Vendor, 'label'>, reading: Reading): string {
  return `${person(who, reading)} · of ${side === 'ours' ? 'ours' : inline(label, 60)}`;
}
