import type { Answer } from '../domain/answer.ts';
import type { Command, ShippedCommand } from '../domain/command.ts';
import { writeRunId } from '../domain/language/run-id.ts';
import type { Sentence } from '../domain/language/sentence.ts';
import { write } from '../domain/language/write.ts';
import { writeSentence } from '../domain/language/write-sentence.ts';
import type { Reply, Request } from '../domain/request.ts';
import type { ActRefusal } from '../domain/run/refusal.ts';
import { retryCommand } from '../domain/run/retry.ts';
import { isTerminal } from '../domain/run/state.ts';
import { decideUndo, undoCommand } from '../domain/run/undo.ts';
import type { Inventory } from '../ports/inventory.ts';
import type { Ledger } from '../ports/ledger.ts';
import { showRun } from './look.ts';
import { failedHere } from './questions/runs-here.ts';
import type { ReadRecords } from './records.ts';

/** A run to ask for. `again`: the run that somebody wants once more, on purpose, even if it is not over yet. */
export type RunAsked = { command: Command; sentence: string; again?: string; undoes?: string };

type Deps = { ledger: Ledger; inventory: Inventory; records: ReadRecords; commands: readonly ShippedCommand[] };
type More = { deps: Deps; request: Request; askFor(asked: RunAsked): Promise<Reply> };

/** What somebody wants to be done again, taken back, or tried again where it failed: a request of its own, of whoever asks now. */
export function onceMore(
  deps: Deps,
  request: Request,
  { sentence, askFor }: { sentence: Extract<Sentence, { is: 'again' | 'undo' | 'retry' }>; askFor: More['askFor'] },
): Promise<Reply> {
  const more = { deps, request, askFor };
  switch (sentence.is) {
    case 'again':
      return again(more, sentence.run);
    case 'undo':
      return undo(more, sentence);
    case 'retry':
      return retry(more, sentence);
    default:
      return sentence satisfies never;
  }
}

/** The same once more, as a request of whoever asks now: decided anew, with nothing carried over. The glass is broken by its own sentence alone. */
async function again(more: More, run: string): Promise<Reply> {
  const { deps, request, askFor } = more;
  const shown = await showRun(deps, request, { is: 'show', run });
  if (shown.is !== 'run') return shown;
  const { command, sentence, undoes } = shown.story.asked;
  if (undoes !== undefined) return undo(more, { run: undoes, because: command.because });
  if (!definitionOf(deps, command.name)) return namesNothing(run);
  const { breakGlass, ...usual } = command;
  const asked = breakGlass ? { command: usual, sentence: write(usual, deps.commands) } : { command, sentence };
  return askFor({ ...asked, again: run });
}

/** What an outsider typed was never read, and a command of an older version may be gone. */
function namesNothing(run: string): Answer {
  return {
    is: 'nothing',
    what: `${writeRunId(run)} names no command that there is: nothing to ask again.`,
    next: 'help',
  };
}

/** Takes a run back: a request of its own, decided by the same cell and for the same approval as the run was. */
async function undo(more: More, { run, because }: { run: string; because?: string | undefined }): Promise<Reply> {
  const { deps, request, askFor } = more;
  const shown = await showRun(deps, request, { is: 'show', run });
  if (shown.is !== 'run') return shown.is === 'act-refused' ? { ...shown, act: 'undo' } : shown;
  const { story } = shown;
  const refused = (refusal: ActRefusal): Answer => ({ is: 'act-refused', act: 'undo', run, refusal });
  if (!isTerminal(story.state)) return refused({ reason: 'too-early', state: story.state.is });
  const undoing = decideUndo(story, definitionOf(deps, story.asked.command.name), request.at);
  if (!undoing.ok) return refused(undoing.error);
  const sentence = writeSentence({ is: 'undo', run, ...(because !== undefined && { because }) });
  return askFor({ command: undoCommand(story, undoing.value, because), sentence, undoes: run });
}

/** The same command where it failed, as a request of whoever asks now. */
async function retry(more: More, ask: Extract<Sentence, { is: 'retry' }>): Promise<Reply> {
  const { deps, request, askFor } = more;
  const found = ask.run ?? (await failedHere(deps, request, ask.hosts));
  if (typeof found !== 'string') return found;
  const shown = await showRun(deps, request, { is: 'show', run: found });
  if (shown.is !== 'run') return shown.is === 'act-refused' ? { ...shown, act: 'retry' } : shown;
  const { undoes } = shown.story.asked;
  if (undoes !== undefined) return undo(more, { run: undoes, because: ask.because });
  if (!definitionOf(deps, shown.story.asked.command.name)) return namesNothing(found);
  const command = retryCommand(shown.story, ask);
  if (!command.ok) return { is: 'act-refused', act: 'retry', run: found, refusal: command.error };
  return askFor({ command: command.value, sentence: write(command.value, deps.commands), again: found });
}

function definitionOf({ commands }: Deps, wanted: string): ShippedCommand | undefined {
  return commands.find(({ name }) => name === wanted);
}
