import type { Answer, Form, TextForm } from '../../domain/answer.ts';
import type { CommandDefinition } from '../../domain/command.ts';
import { type Editable, editable, type NotEditable } from '../../domain/edit/editable.ts';
import { escaped } from '../../domain/edit/escapes.ts';
import { FORM_TEXT, fromForm, inForm } from '../../domain/edit/file-read.ts';
import { lineEdits, writeEdits } from '../../domain/edit/line-edits.ts';
import { TEXT_LIMIT } from '../../domain/language/normalise.ts';
import { writeRunId } from '../../domain/language/run-id.ts';
import type { FormFrom } from '../../domain/language/sentence.ts';
import { compose, writeSelector } from '../../domain/language/write.ts';
import type { Reply, Request } from '../../domain/request.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Story } from '../../domain/run/apply.ts';
import { showRun } from '../look.ts';

type Deps = Parameters<typeof showRun>[0] & { commands: readonly CommandDefinition[] };

/**
 * The form that holds what a run read, for whoever may see that run. Submitted, it is the sentence that says what was
 * changed in it: `go` takes that like a typed one, so that whether it may be done is decided there and nowhere else.
 */
export async function textForm(
  deps: Deps,
  request: Request,
  { from, go }: { from: FormFrom; go: (sentence: string) => Promise<Reply> },
): Promise<Reply> {
  const definition = deps.commands.find(({ name }) => name === from.command);
  const shown = await showRun(deps, request, { is: 'show', run: from.run });
  if (shown.is !== 'run') return shown;
  const read = readBy(definition, shown.story);
  if (!read.ok) return notEditable(from, read.error);
  const form = formOf(from, read.value);
  const { written } = request;
  if (written === undefined) return opened(form);
  const sentence = changed(deps, { from, read: read.value, after: fromForm(written, read.value) });
  return sentence.ok ? go(sentence.value) : opened({ ...form, text: inForm(written), problem: sentence.error });
}

function readBy(definition: CommandDefinition | undefined, story: Story): Result<Editable, NotEditable> {
  const isRead = definition?.rewrites !== undefined && definition.rewrites.read === story.asked.command.name;
  return isRead ? editable(story) : err({ reason: 'not-read' });
}

/** The sentence for what was changed, or what keeps it from being one, in words. */
function changed(deps: Deps, written: Written): Result<string, string> {
  if (written.after === written.read.text) return err('Nothing is changed yet: change the text, then ask.');
  const whole = sentenceOf(deps, written, AROUND);
  if (whole.length <= TEXT_LIMIT) return ok(whole);
  const bare = sentenceOf(deps, written, 0);
  return bare.length <= TEXT_LIMIT ? ok(bare) : err(tooMuch(bare.length));
}

function opened(text: TextForm): Form {
  return { is: 'form', commands: [], targets: [], text };
}

function formOf({ command, run, because }: FormFrom, { file, host, version, text }: Editable): TextForm {
  return { command, run, file, host, version, text: inForm(text), ...(because !== undefined && { because }) };
}

/** Lines around a change that whoever approves sees too, where there is room for them. */
const AROUND = 2;

type Written = { from: FormFrom; read: Editable; after: string };

function sentenceOf({ commands }: Deps, { from, read, after }: Written, around: number): string {
  const { file, version, text, host } = read;
  const edits = escaped(writeEdits(lineEdits(text, after), { before: text, around }));
  const { rewrites } = commands.find(({ name }) => name === from.command) ?? {};
  const fields = rewrites?.fields({ file, version, edits }) ?? {};
  const targets = writeSelector({ names: [host], groups: [] });
  return compose({ name: from.command, fields, targets, ...(from.because && { because: from.because }) }, commands);
}

function tooMuch(length: number): string {
  const [count, most] = [length, TEXT_LIMIT].map((number) => number.toLocaleString('en'));
  return `These changes are ${count} characters as a sentence, old lines and new ones; at most ${most} are taken. Ask for a part of them first, then for the rest.`;
}

function notEditable({ run }: FormFrom, why: NotEditable): Answer {
  return { is: 'nothing', what: `${writeRunId(run)} ${WHY[why.reason]}.`, next: NEXT };
}

const WHY: Record<NotEditable['reason'], string> = {
  'not-read': 'read no file that could be edited',
  'not-whole':
    'shows the file not as it is, so a form of it would change more than you do: something in it looks like a secret and is hidden, or it is too long, or it has characters that are not shown',
  'too-long': `read a file of more characters than a form takes (${FORM_TEXT.toLocaleString('en')})`,
};

const NEXT = 'A piece of it can be replaced: /ops replace "a" with "b" in <file> on <target>';
