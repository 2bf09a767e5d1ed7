import type { CommandDefinition } from '../../../domain/command.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Wording } from '../wording.ts';
import { isAtOnce, sayAtOnce } from './at-once.ts';
import { FORM_COMMAND, PREVIEWED } from './form-command.ts';
import type { Reading } from './rendered.ts';
import { rendered } from './said.ts';

/** Loaded when it is first needed: a file of its own beside the function that answers Slack. */
const everyWord = () => import('./every-word.ts');

/** Everything that Remit says in Slack, with these commands and by this clock. */
export function createWording({ commands, now }: { commands: readonly CommandDefinition[]; now: Clock }): Wording {
  const reading = (): Reading => ({ now: now(), definitions: commands });
  return {
    answer: async (answer) =>
      isAtOnce(answer) ? rendered(sayAtOnce(answer, reading())) : (await everyWord()).renderAnswer(answer, reading()),
    card: async (story, audience) => (await everyWord()).renderAnyCard(story, { ...reading(), ...audience }),
    update: async (told, audience) => (await everyWord()).renderUpdate(told, { ...reading(), ...audience }),
    toldVendor: async (told, audience) => (await everyWord()).renderToldVendor(told, { ...reading(), ...audience }),
    announcement: async (story, audience) =>
      (await everyWord()).renderAnnouncement(story, { ...reading(), ...audience }),
    elsewhere: async (story) => (await everyWord()).renderElsewhere(story, reading()),
    nudge: async (story, why) => (await everyWord()).renderNudge(story, why, reading()),
    form: async (form) => (await everyWord()).renderAnyForm(form, reading()),
    dialog: async (answer) => (await everyWord()).renderDialog(answer, reading()),
    home: async (help, of) => (await everyWord()).renderHomeOf(help, of, reading()),
    commandChoice: FORM_COMMAND,
    previewed: PREVIEWED,
    wrongFields: async (form, answer) => (await everyWord()).wrongFields(form, answer, reading()),
    sentenceOf: async (view) => (await everyWord()).sentenceOf(view, commands),
  };
}
