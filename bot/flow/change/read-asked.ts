import type { ChangeStory } from '../../domain/change/apply.ts';
import type { Change } from '../../domain/change/change.ts';
import type { Beginning } from '../../domain/change/event.ts';
import type { ChangeRefusal } from '../../domain/change/refusal.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { FileRefusal } from '../../ports/files.ts';
import type { TendDeps } from '../deps.ts';
import { previewGroup } from './preview-group.ts';
import { previewImport } from './preview-import.ts';
import { previewPolicy } from './preview-policy.ts';
import { previewVendor } from './preview-vendor.ts';

/** What a file turned out to be: the change with its preview, and what will be applied, as JSON. */
export type Previewed = { change: Change; base: number; content?: string };

/** Reads the file of a change that was asked for, or who is in its group, and proposes what it says, or says what is wrong with it. */
export async function readAsked(deps: TendDeps, story: ChangeStory): Promise<Beginning> {
  const { proposal } = story;
  const read = await preview(deps, story);
  if (read.ok) return { type: 'proposed', data: { ...proposal, ...read.value } };
  return { type: 'refused', data: { ...proposal, refusal: read.error } };
}

async function preview(
  deps: TendDeps,
  { by, state, proposal }: ChangeStory,
): Promise<Result<Previewed, ChangeRefusal>> {
  if (state.is !== 'asked') throw new Error(`change ${state.id} is ${state.is}: its file was read`);
  if (proposal.change.kind === 'grant-group') {
    const change = await previewGroup(deps, proposal.change);
    return change.ok ? ok({ change: change.value, base: proposal.base }) : change;
  }
  if (proposal.change.kind === 'set-vendor') {
    const change = await previewVendor(deps, proposal.change, by.team);
    return change.ok ? ok({ change: change.value, base: proposal.base }) : change;
  }
  const file = await deps.files.read({ id: state.file, from: by });
  if (!file.ok) return err({ reason: 'file', mistake: { why: unreadWords(file.error) } });
  const { change } = proposal;
  switch (change.kind) {
    case 'import-cells':
      return previewImport(deps, change, file.value.bytes);
    case 'import-policy':
      return previewPolicy(deps, file.value.bytes);
    default:
      throw new Error(`a change of the kind ${change.kind} has no file`);
  }
}

function unreadWords(refusal: FileRefusal): string {
  switch (refusal.reason) {
    case 'too-large':
      return `the file has ${(refusal.size / 1_000_000).toFixed(1)} MB; at most ${refusal.most / 1_000_000} MB are read`;
    case 'gone':
      return 'the file was deleted';
    case 'not-shared':
      return 'there is no such file, or it was not given to me';
    case 'not-ours':
      return 'the file is not one that you uploaded here yourself';
    default:
      return refusal satisfies never;
  }
}
