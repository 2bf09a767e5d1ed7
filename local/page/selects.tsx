import type { OptionGroup, Option as SlackOption } from '@slack/types';
import { useMemo, useRef } from 'preact/hooks';
import { post } from './api.ts';
import { Combo } from './combo.tsx';
import { type Directory, nameOf, useDirectory } from './directory.ts';
import { plain } from './mrkdwn.tsx';
import { readPage } from './store.ts';
import { type Surface, useSurface } from './surface.tsx';
import type { Choice } from './use-combo.ts';
import { actionIdOf, type Element } from './values.ts';

export type ElementProps = {
  blockId: string;
  element: Element;
  /** Set within an input block: the value is kept for the submission, and the bot is told only on `dispatch_action`. */
  input?:
    | { label: string; dispatch: boolean; optional: boolean; describedBy?: string | undefined; invalid: boolean }
    | undefined;
};

const choiceOf = (option: SlackOption, group?: string): Choice => ({
  value: option.value ?? '',
  label: plain(option.text.text),
  description: option.description && plain(option.description.text),
  group,
});

type Listed = { options?: SlackOption[]; option_groups?: OptionGroup[] };

const choicesOf = (from: Listed): Choice[] => [
  ...(from.options ?? []).map((option) => choiceOf(option)),
  ...(from.option_groups ?? []).flatMap((group) =>
    group.options.map((option) => choiceOf(option, plain(group.label.text))),
  ),
];

function peopleAndPlaces(kind: string, directory: Directory): Choice[] | undefined {
  if (kind.includes('users')) {
    const people = directory.accounts.filter((account) => !account.isBot);
    return people.map((account) => ({
      value: account.id,
      label: nameOf(account),
      description: directory.organisation(account.team),
    }));
  }
  if (!/conversations|channels/.test(kind)) return undefined;
  const channels = directory.channels.filter((channel) => channel.kind === 'channel');
  return channels.map((channel) => ({
    value: channel.id,
    label: `#${channel.name}`,
    description: channel.topic || undefined,
  }));
}

const matching = (choices: Choice[], query: string): Choice[] => {
  const wanted = query.trim().toLowerCase();
  return wanted
    ? choices.filter((one) => `${one.label} ${one.description ?? ''}`.toLowerCase().includes(wanted))
    : choices;
};

type Suggested = { options: SlackOption[]; optionGroups: OptionGroup[] };
const TYPING_MS = 200;

/** Asks the bot for the options of an external select, a moment after the last key. */
async function askBot(surface: Surface, blockId: string, element: Element, value: string): Promise<Choice[]> {
  const as = readPage().directory?.me.name ?? '';
  const answer = await post<'options', Suggested>('options', {
    as,
    on: surface.on,
    blockId,
    actionId: actionIdOf(element),
    value,
  });
  return answer.ok ? choicesOf({ options: answer.options ?? [], option_groups: answer.optionGroups ?? [] }) : [];
}

/** Every `…_select` of Block Kit. */
export function Select({ blockId, element, input }: ElementProps) {
  const surface = useSurface();
  const directory = useDirectory();
  const many = element.type.startsWith('multi_');
  const external = element.type.includes('external');
  const known = useMemo(
    () => peopleAndPlaces(element.type, directory) ?? choicesOf(element as Listed),
    [element, directory],
  );
  const seen = useRef(new Map<string, Choice>());
  for (const choice of [...known, ...choicesOf({ options: initialOptions(element) })])
    seen.current.set(choice.value, choice);
  const timer = useRef<ReturnType<typeof setTimeout>>();

  // Slack's default: three characters before the bot is asked.
  const least = external ? Number(element.min_query_length ?? 3) : 0;
  const tooShort = (query: string) =>
    query.length < least ? `Type at least ${least === 1 ? 'one character' : `${least} characters`}` : undefined;
  const offer = (query: string): Choice[] | Promise<Choice[]> => {
    if (!external) return matching(known, query);
    if (query.length < least) return [];
    clearTimeout(timer.current);
    return new Promise((resolve) => {
      timer.current = setTimeout(() => askBot(surface, blockId, element, query).then(resolve), TYPING_MS);
    });
  };
  const choose = (choices: Choice[]) => {
    for (const choice of choices) seen.current.set(choice.value, choice);
    const values = choices.map((choice) => choice.value);
    const value = many ? values : (values[0] ?? null);
    if (value === null || (input && !input.dispatch)) surface.set(blockId, element, value);
    else void surface.act(blockId, element, value);
  };
  const held = surface.valueOf(blockId, element);
  const chosen = (Array.isArray(held) ? held : held ? [held] : []).map(
    (value) => seen.current.get(value) ?? { value, label: value },
  );
  const placeholder = (element.placeholder as { text: string } | undefined)?.text;
  return (
    <Combo
      label={input?.label ?? placeholder ?? 'Select an option'}
      placeholder={plain(placeholder ?? (many ? 'Select options' : 'Select an option'))}
      chosen={chosen}
      many={many}
      offer={offer}
      tooShort={tooShort}
      choose={choose}
      most={element.max_selected_items as number | undefined}
      busy={surface.isBusy(blockId, element)}
      clearable={input?.optional ?? false}
      describedBy={input?.describedBy}
      invalid={input?.invalid ?? false}
      focusFirst={element.focus_on_load === true}
    />
  );
}

function initialOptions(element: Element): SlackOption[] {
  const one = element.initial_option as SlackOption | undefined;
  return [...(one ? [one] : []), ...((element.initial_options as SlackOption[] | undefined) ?? [])];
}
