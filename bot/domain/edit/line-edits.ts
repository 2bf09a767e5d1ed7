/** Lines that go, from line `at` of the text before (1 is the first), and those that come in their place. */
export type LineEdit = { at: number; gone: string[]; come: string[] };

/** What makes `after` of `before`, in the fewest lines. Lines end at `\n`: a text that ends with one has an empty line last. */
export function lineEdits(before: string, after: string): LineEdit[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const most = Math.min(old.length, now.length);
  let head = 0;
  while (head < most && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < most - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  return between(old.slice(head, old.length - tail), now.slice(head, now.length - tail), head + 1);
}

/** `first`: which line of the whole text the first of `old` is. */
function between(old: readonly string[], now: readonly string[], first: number): LineEdit[] {
  const shared = sharedAfter(old, now);
  const edits: LineEdit[] = [];
  let open: LineEdit | undefined;
  for (let a = 0, b = 0; a < old.length || b < now.length; ) {
    const [line, other] = [old[a], now[b]];
    if (line === other) {
      open = undefined;
      a += 1;
      b += 1;
      continue;
    }
    open ??= begin(edits, first + a);
    if (line !== undefined && (other === undefined || shared(a + 1, b) >= shared(a, b + 1))) {
      open.gone.push(line);
      a += 1;
    } else {
      open.come.push(other ?? '');
      b += 1;
    }
  }
  return edits;
}

function begin(edits: LineEdit[], at: number): LineEdit {
  const edit = { at, gone: [], come: [] };
  edits.push(edit);
  return edit;
}

/** How many lines two texts have in common, in order, from a line of each on. */
function sharedAfter(old: readonly string[], now: readonly string[]): (a: number, b: number) => number {
  const width = now.length + 1;
  const counts = new Uint16Array((old.length + 1) * width);
  const at = (a: number, b: number) => counts[a * width + b] ?? 0;
  for (let a = old.length - 1; a >= 0; a -= 1) {
    for (let b = now.length - 1; b >= 0; b -= 1) {
      counts[a * width + b] = old[a] === now[b] ? at(a + 1, b + 1) + 1 : Math.max(at(a + 1, b), at(a, b + 1));
    }
  }
  return at;
}

/**
 * As a diff: `@12` for a line, then lines that go after `-`, that come after `+`, and after a space those that stay:
 * `around` of them before and after what changes.
 */
export function writeEdits(edits: readonly LineEdit[], { before, around }: { before: string; around: number }): string {
  const lines = before.split('\n');
  const last = lines.at(-1) === '' ? lines.length - 1 : lines.length;
  const staying = (from: number, to: number) => lines.slice(from - 1, to - 1).map((line) => ` ${line}`);
  const after = (from: number) => staying(from, Math.min(from + around, last + 1));
  let done = 1; // the first line that is not written or passed over yet
  let written: string[] = [];
  for (const { at, gone, come } of edits) {
    const isApart = written.length === 0 || at - done > 2 * around;
    const start = isApart ? Math.max(done, at - around) : done;
    if (isApart) written = [...written, ...(written.length > 0 ? after(done) : []), `@${start}`];
    written.push(...staying(start, at), ...gone.map((line) => `-${line}`), ...come.map((line) => `+${line}`));
    done = at + gone.length;
  }
  return [...written, ...after(done)].join('\n');
}
