/**
 * The mark that SSM keeps as the command's comment, by which an unconfirmed send is found again. Of a run that sends several, it
 * says from which host on.
 */
export function markOf(id: string, { attempt, from }: { attempt: number; from: number }): string {
  return `remit:${id}:${attempt}${from === 0 ? '' : `.${from}`}`;
}

/** The same of the document that keeps what a guarded run changed, for each round in which hosts are told. */
export function keepMarkOf(id: string, round: number): string {
  return `remit:${id}:keep${round}`;
}

/** The run that a command's comment names; undefined for a command that is not ours. */
export function runOfMark(mark: string | undefined): string | undefined {
  return /^remit:([0-9A-HJKMNP-TV-Z]+):(?:keep)?[0-9]+(?:[.][0-9]+)?$/.exec(mark ?? '')?.[1];
}
