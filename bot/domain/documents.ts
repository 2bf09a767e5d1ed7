import type { ShippedCommand, ShippedDocument } from './command.ts';

/** All documents of the commands, those that take a run back included: what the stack creates and the worker may send. */
export function documentsOf(commands: readonly ShippedCommand[]): ShippedDocument[] {
  return commands.flatMap((command) => {
    if (!command.run) return [];
    const { documentName: name, documentContent: content, undoDocument: undo } = command;
    return [{ name, content }, ...(undo ? [undo] : [])];
  });
}
