import { redact } from './redact.ts';

/**
 * `window`: characters that are masked together, at least. `margin`: what has to follow a place before the text is divided
 * there. `most`: what cannot be divided within so many is neither kept in memory nor shown.
 */
const LIMITS = { window: 256 * 1024, margin: 8 * 1024, most: 1024 * 1024 };

/** Where ends of lines are looked for in a window, from its end to its beginning. */
const LINES = [1, 3 / 4, 1 / 2, 1 / 4, 1 / 16];

/** Masks a text that comes in pieces. `push` gives what may be shown by now, `end` the rest. */
export type Redaction = { push(piece: string): string; end(): string };

/**
 * `redact` for a text that is too long to be held at once.
 *
 * Pieces are put together and divided anew, and only where masking both sides apart gives what masking them together
 * gives: a secret, a key block or a terminal sequence that lies across a place rules that place out, whatever rule it is
 * of. When no place will do in 1 MB, that is left out, and said so, up to the next line.
 */
export function createRedaction({ window, margin, most } = LIMITS): Redaction {
  let held = '';
  let wanted = window;
  let skipping = false;

  function divide(): string {
    const whole = redact(held);
    for (const at of placesIn(held, margin)) {
      const shown = redact(held.slice(0, at));
      if (shown + redact(held.slice(at)) !== whole) continue;
      held = held.slice(at);
      wanted = window;
      return shown;
    }
    wanted = 2 * held.length;
    return held.length < most ? '' : leaveOut();
  }

  function leaveOut(): string {
    const count = held.length.toLocaleString('en');
    held = '';
    wanted = window;
    skipping = true;
    return `[hidden: ${count} characters that could not be divided safely, and the rest of their line]`;
  }

  function skip(): void {
    const line = held.indexOf('\n');
    held = line === -1 ? '' : held.slice(line);
    skipping = line === -1;
  }

  return {
    push(piece) {
      held += piece;
      let shown = '';
      if (skipping) skip();
      while (held.length > wanted) shown += divide();
      return shown;
    },
    end() {
      const shown = redact(held);
      held = '';
      return shown;
    },
  };
}

/** Ends of lines; else the last end of a word, else the last place of all. */
function placesIn(text: string, margin: number): number[] {
  const last = text.length - margin;
  const lines = LINES.map((part) => text.lastIndexOf('\n', Math.floor(last * part)) + 1);
  const places = [...lines, text.lastIndexOf(' ', last), last];
  return places.filter((at, nth) => at > 0 && places.indexOf(at) === nth);
}
