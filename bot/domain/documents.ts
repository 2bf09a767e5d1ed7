import type { ShippedCommand, ShippedDocument } from './command.ts';

/**
 * All documents of the commands, each once, those that take a run back or keep it included: what the stack creates and
 * the worker may send.
 */
export function documentsOf(commands: readonly ShippedCommand[]): ShippedDocument[] {
  const all = commands.flatMap((command) => {
    if (!command.run) return [];
    const { documentName: name, documentContent: content, undoDocument: undo, keepDocument: keep } = command;
    return [{ name, content }, ...(undo ? [undo] : []), ...(keep ? [keep] : [])];
  });
  return [...new Map(all.map((document) => [document.name, document])).values()];
}
