import { err, ok, type Result } from '../result.ts';
import type { FileMistake } from './mistake.ts';
import { readText } from './read-text.ts';

/** Bytes of a file of JSON that is read at all: a record's state is a tenth of it. */
const MOST = 100_000;

/** Reads bytes as JSON. Refuses by value, with line and column of what is out of place; never throws on any bytes. */
export function readJson(bytes: Uint8Array): Result<unknown, FileMistake> {
  if (bytes.length > MOST) return err({ why: `the file has ${bytes.length} bytes; at most ${MOST} are read` });
  const text = readText(bytes);
  if (!text.ok) return text;
  try {
    return ok(JSON.parse(text.value));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return err(misplaced(text.value));
  }
}

const TOKEN =
  /\s*(?:([{}[\]:,])|("(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(?:-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null)(?![\w.]))/y;

/** What may come next. */
type Next = 'value' | 'first-value' | 'name' | 'first-name' | 'colon' | 'comma' | 'nothing';
/** What a token does where it may stand: a bracket opens or closes, a value is over, a comma asks for one more. */
type Move = 'open' | 'close' | 'over' | 'more' | 'colon' | 'value';
type Moves = Readonly<Record<string, Move>>;

const VALUE: Moves = { '{': 'open', '[': 'open', string: 'over', value: 'over' };
// Written out: a spread at the top of a module is kept in bundles that have no use for it.
const VALUE_OR_END: Moves = { '{': 'open', '[': 'open', string: 'over', value: 'over', ']': 'close' };
const MOVES: Readonly<Record<Next, Moves>> = {
  value: VALUE,
  'first-value': VALUE_OR_END,
  name: { string: 'colon' },
  'first-name': { string: 'colon', '}': 'close' },
  colon: { ':': 'value' },
  comma: { ',': 'more', '}': 'close', ']': 'close' },
  nothing: {},
};

/** The first thing that may not stand where it stands: the engine's own message names its place for some texts only. */
function misplaced(text: string): FileMistake {
  const open: string[] = [];
  let next: Next = 'value';
  let at = 0;
  for (;;) {
    TOKEN.lastIndex = at;
    const kind = kindOf(TOKEN.exec(text));
    const after: Next | undefined = kind === undefined ? undefined : step(open, next, kind);
    if (after === undefined) return placeOf(text, at, next);
    next = after;
    at = TOKEN.lastIndex;
  }
}

function kindOf(token: RegExpExecArray | null): string | undefined {
  if (!token) return undefined;
  return token[1] ?? (token[2] === undefined ? 'value' : 'string');
}

/** What may follow; undefined when this may not stand here. `open` holds the brackets that are not closed yet. */
function step(open: string[], next: Next, kind: string): Next | undefined {
  const move = MOVES[next][kind];
  switch (move) {
    case 'open':
      open.push(kind);
      return kind === '{' ? 'first-name' : 'first-value';
    case 'close':
      return open.pop() === OPENED[kind] ? afterValue(open) : undefined;
    case 'over':
      return afterValue(open);
    case 'more':
      return open.at(-1) === '{' ? 'name' : 'value';
    case 'colon':
    case 'value':
    case undefined:
      return move;
    default:
      return move satisfies never;
  }
}

const OPENED: Readonly<Record<string, string>> = { '}': '{', ']': '[' };

function afterValue(open: readonly string[]): Next {
  return open.length > 0 ? 'comma' : 'nothing';
}

const EXPECTED: Record<Next, string> = {
  value: 'a value',
  'first-value': 'a value',
  name: 'a name in double quotation marks',
  'first-name': 'a name in double quotation marks',
  colon: 'a colon',
  comma: 'a comma or a closing bracket',
  nothing: 'nothing more',
};

function placeOf(text: string, from: number, next: Next): FileMistake {
  const at = from + (/^\s*/.exec(text.slice(from))?.[0].length ?? 0);
  const before = text.slice(0, at).split('\n');
  const got = at >= text.length ? 'the file ends here' : `${JSON.stringify(text.slice(at, at + 20))} stands here`;
  return {
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
    why: `this is no JSON: ${got}; expected ${EXPECTED[next]}`,
  };
}
