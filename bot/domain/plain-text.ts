const ESCAPE = String.fromCharCode(27);
const BELL = String.fromCharCode(7);

/** Terminal sequences: colours and cursor moves (CSI), titles and links (OSC), and the two-character rest. */
const TERMINAL = new RegExp(
  `${ESCAPE}\\[[0-?]*[ -/]*[@-~]|${ESCAPE}\\][^${BELL}${ESCAPE}]*(?:${BELL}|${ESCAPE}\\\\|$)|${ESCAPE}[ -~]?`,
  'g',
);

/** Line ends of every kind; U+2028 and U+2029 are line ends for JSON logs and browsers. */
const LINE_END = /\r\n?|[\u0085\u2028\u2029]/g;

/** Zero-width and bidirectional marks: they make a text read otherwise than it is. */
const INVISIBLE = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Control characters but line feed and tab. */
const CONTROL = /[^\P{Cc}\n\t]/gu;

/**
 * The text as it reads: without terminal sequences, control characters (but line feed and tab), invisible marks and
 * lone surrogates. Whatever a host or a person sends passes here before it is masked, cut or shown, since a sequence in
 * the middle of a secret would hide it from the mask, and half a character makes invalid JSON.
 */
export function plainText(raw: string): string {
  const readable = raw.replace(TERMINAL, '').replace(LINE_END, '\n').replace(INVISIBLE, '').toWellFormed();
  return readable.replace(CONTROL, '');
}
