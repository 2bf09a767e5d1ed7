import { unescaped } from '../bot/domain/edit/escapes.ts';
import { defineCommand } from './define-command.ts';
import { anyText, base64, editedFile } from './edit-fields.ts';
import { programWords } from './edit-programs.ts';
import { FILE, GIVE_BACK, PUT } from './edit-script.ts';

const WRITTEN =
  'any letters, digits and signs, in quotes; `\\n` for a line end, `\\t` for a tab, `\\\\` for a backslash, `\\ ` for each further space, `\\u{e9}` for any other character';

export const replace = defineCommand({
  name: 'replace',
  activity: 'editing-system-files',
  summary: 'Replace a piece of a file, to the letter, where it stands exactly once (or as often as you say)',
  pattern: 'replace <old> with <new> in <file> on <target> [exactly <count> times]',
  examples: [
    'replace "worker_connections 768;" with "worker_connections 1024;" in /etc/nginx/nginx.conf on host-7',
    'replace "10.0.0.4" with "10.0.0.5" in /etc/hosts on host-4 exactly 2 times because "the new database"',
  ],
  fields: {
    old: anyText({ label: 'Replace', example: 'worker_connections 768;', allowed: WRITTEN }),
    new: anyText({ label: 'With', example: 'worker_connections 1024;', allowed: WRITTEN }),
    file: editedFile(),
    count: {
      allowedPattern: '^[1-9][0-9]?$',
      allowed: 'how often it stands there: a number from 1 to 99',
      example: '2',
      label: 'How often',
      default: '1',
    },
  },
  risk: 'change',
  role: 'operator',
  approval: { production: { of: 1, from: 'approver' }, staging: 'none' },
  repeatable: false,
  effect: ({ file, count }) =>
    `edits ${file} where it stands exactly ${count === '1' ? 'once' : `${count} times`}, else nothing; ${programWords(file)}`,
  title: ({ file }) => ({
    ask: `Replace a piece of ${file}`,
    doing: `Replacing a piece of ${file}`,
    done: `Replaced a piece of ${file}`,
  }),
  preview: ({ old = '', new: come = '' }) => [...marked('-', old), ...marked('+', come)],
  undo: { words: 'It gives the file of before back, unless somebody changed it since.', script: GIVE_BACK },
  run: {
    document: 'Remit-Replace',
    parameters: ({ old, new: come, file, count }) => ({
      Old: [base64(unescaped(old))],
      New: [base64(unescaped(come))],
      File: [file],
      Count: [count],
    }),
    timeoutSeconds: 90,
    script: `${FILE}${PUT}
      case "$SSM_Count" in '' | *[!0-9]*) fail "a count that is no number" ;; esac
      decoded() { printf '%s' "$1" | base64 -d && printf x; }
      old=$(decoded "$SSM_Old") && come=$(decoded "$SSM_New") || fail "a text came in no readable form"
      old=\${old%x} come=\${come%x}
      [ -n "$old" ] || fail "nothing was changed: there is nothing to look for"
      there
      new=$claim/new
      found=$({ cat -- "$file"; printf x; } | LC_ALL=C OLD=$old COME=$come awk -v "new=$new" '
        { text = text (NR > 1 ? "\\n" : "") $0 }
        END {
          text = substr(text, 1, length(text) - 1)
          while (at = index(text, ENVIRON["OLD"])) {
            printf "%s%s", substr(text, 1, at - 1), ENVIRON["COME"] >new
            text = substr(text, at + length(ENVIRON["OLD"]))
            count++
          }
          printf "%s", text >new
          print count + 0
        }')
      [ "$found" = "$SSM_Count" ] || fail "nothing was changed: it stands $found times in $file, and $SSM_Count was said. A longer piece is found once; or say how often: exactly $found times"
      put`,
  },
});

function marked(mark: string, written: string): string[] {
  return unescaped(written)
    .split('\n')
    .map((line) => `${mark}${line}`);
}
