import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import type { Form, Gap } from '../../../domain/answer.ts';
import type { CommandDefinition } from '../../../domain/command.ts';
import { REASON_LIMIT } from '../../../domain/language/normalise.ts';
import { patternParts } from '../../../domain/language/patterns.ts';
import { isFileSentence } from '../../../domain/language/read-import.ts';
import type { Target } from '../../../domain/target.ts';
import { actForm, isActGap } from './act-form.ts';
import { context, section } from './blocks.ts';
import { escalateForm, innerForm, isInnerGap } from './escalate-form.ts';
import { FORM_COMMAND } from './form-command.ts';
import { fieldElement, input, option, plain, targetsElement, textElement } from './form-inputs.ts';
import { rolloutBlocks } from './form-rollout.ts';
import { importForm } from './import-form.ts';
import { incidentForm, isIncidentGap } from './incident-form.ts';
import { isReportGap, reportForm } from './report-form.ts';
import { code, inline } from './text.ts';
import { textFormView } from './text-form.ts';
import { isVendorGap, vendorForm } from './vendor-form.ts';

/** The action of the choice of a command: whoever hears it renders the form anew for `form <command>`. */
export const COMMAND_FORM = 'command';

/** The block ids of the inputs that every command has: the same for all, so that what was typed stays when the command changes. */
export const TARGETS_BLOCK = 'targets';
export const REASON_BLOCK = 'because';
export const FIELD_BLOCK = 'field:';

/**
 * The form of all commands, or of one with what is known filled in. It stands for a sentence, which is read and decided
 * like a typed one: nothing that comes back from it is trusted to be what was offered.
 */
export function renderForm({ gap, commands, targets, text, receivers }: Form): ModalView {
  if (text) return textFormView(text);
  if (gap && receivers) return escalateForm({ is: 'form', gap, commands, targets, receivers });
  const ofAct = gap && formOfAct(gap);
  if (ofAct) return ofAct;
  const definition = commands.find(({ name }) => name === gap?.command);
  const fields = definition ? fieldBlocks(definition, gap, targets) : [];
  return {
    type: 'modal',
    callback_id: COMMAND_FORM,
    private_metadata: definition?.name ?? '',
    title: plain(definition ? `Ask for: ${definition.name}` : 'Ask for a command', 24),
    close: plain('Close', 24),
    ...(definition ? { submit: plain(definition.risk === 'read' ? 'Look' : 'Ask', 24) } : {}),
    blocks: [commandBlock(commands, definition), ...intro(definition), ...fields],
  };
}

/** What is no command has a form of its own. */
function formOfAct(gap: Gap): ModalView | undefined {
  if (isActGap(gap)) return actForm(gap);
  if (isInnerGap(gap)) return innerForm(gap);
  if (isReportGap(gap)) return reportForm(gap);
  if (isIncidentGap(gap)) return incidentForm(gap);
  if (isVendorGap(gap)) return vendorForm(gap);
  return isFileSentence(gap.command) ? importForm(gap.command, gap) : undefined;
}

function commandBlock(commands: readonly CommandDefinition[], chosen: CommandDefinition | undefined): KnownBlock {
  const options = commands.slice(0, 100).map(({ name, summary }) => option(name, `${name}: ${summary}`));
  const initial = options.find(({ value }) => value === chosen?.name);
  return {
    type: 'section',
    block_id: FORM_COMMAND,
    text: { type: 'mrkdwn', text: '*Which command?*' },
    accessory: {
      type: 'static_select',
      action_id: FORM_COMMAND,
      placeholder: plain('Choose a command'),
      options,
      ...(initial ? { initial_option: initial } : {}),
    },
  };
}

function intro(definition: CommandDefinition | undefined): KnownBlock[] {
  if (!definition) return [context('Whatever you choose here can be typed as well: `/ops help` shows how.')];
  return [
    section(inline(definition.summary, 300)),
    context(`Typed, it reads like ${code(definition.examples[0] ?? definition.pattern, 200)}`),
  ];
}

function fieldBlocks(definition: CommandDefinition, gap: Gap | undefined, targets: readonly Target[]): InputBlock[] {
  const { fields, kinds, pattern } = definition;
  const fit = targets.filter(({ kind }) => !kinds || kinds.includes(kind));
  const services = [...new Set(fit.flatMap((target) => target.services))].sort();
  const optional = optionalFields(pattern);
  const many = pattern.includes('<targets>');
  const inputs = Object.entries(fields).map(([name, field]) =>
    input({
      id: `${FIELD_BLOCK}${definition.name}:${name}`,
      label: field.label,
      hint: field.allowed,
      optional: optional.has(name),
      element: fieldElement(field, field.known === 'services' ? services : [], gap?.filled[name]),
    }),
  );
  return [
    ...inputs,
    input({
      id: `${TARGETS_BLOCK}${many ? '' : ':one'}`,
      label: many ? 'Where' : 'Where: one target',
      element: targetsElement(fit, { many, written: gap?.targets ?? '' }),
    }),
    ...rolloutBlocks(definition, gap?.rollout),
    input({
      id: REASON_BLOCK,
      label: 'Why',
      hint: 'Whoever approves reads it, and it stays on record.',
      optional: true,
      element: textElement({ multiline: true, most: REASON_LIMIT, ...(gap?.because ? { value: gap.because } : {}) }),
    }),
  ];
}

function optionalFields(pattern: string): Set<string> {
  const optional = patternParts(pattern).flatMap((part) => (part.is === 'optional' ? part.parts : []));
  return new Set(optional.flatMap((part) => (part.is === 'field' ? [part.name] : [])));
}
