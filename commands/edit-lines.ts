import { unescaped } from '../bot/domain/edit/escapes.ts';
import { defineCommand } from './define-command.ts';
import { edit } from './edit.ts';
import { anyText, base64, editedFile } from './edit-fields.ts';
import { programWords } from './edit-programs.ts';
import { FILE, GIVE_BACK, PUT } from './edit-script.ts';

export const editLines = defineCommand({
  name: 'edit lines',
  activity: 'editing-system-files',
  summary: 'Change lines of a file as it was read: what the form of `edit` stands for',
  pattern: 'edit lines <edits> of <file> at <version> on <target>',
  examples: [
    'edit lines "@3\\n-worker_processes auto;\\n+worker_processes 4;" of /etc/nginx/nginx.conf at 3f9a1c2b7d10 on host-7',
    'edit lines "@2\\n+10.0.0.5 db.acme.example" of /etc/hosts at 0c41d2a96b77 on host-4 because "the new database"',
  ],
  fields: {
    edits: anyText({
      label: 'Changed lines',
      example: '@2\\n+10.0.0.5 db.acme.example',
      allowed:
        '`@` and the number of a line; then each line that goes, after `-`, each that comes, after `+`, and each that stays, after ` `; `\\n` between them, `\\t` for a tab, `\\\\` for a backslash, `\\u{e9}` for any other character',
    }),
    file: editedFile(),
    version: {
      allowedPattern: '^[0-9a-f]{12}$',
      allowed: 'the first 12 digits of the SHA-256 that `edit` shows: digits and `a` to `f`',
      example: '3f9a1c2b7d10',
      label: 'Version',
    },
  },
  risk: 'change',
  role: 'operator',
  approval: { production: { of: 1, from: 'approver' }, staging: 'none' },
  repeatable: true,
  effect: ({ file, version }) => `edits ${file} if it is still version ${version}; ${programWords(file)}`,
  title: ({ file }) => ({ ask: `Edit ${file}`, doing: `Editing ${file}`, done: `Edited ${file}` }),
  preview: ({ edits = '' }) =>
    unescaped(edits)
      .split('\n')
      .map((line) => line.replace(/^@([0-9]+)$/, '@@ line $1 @@')),
  rewrites: { read: edit.name, fields: ({ file, version, edits }) => ({ file, version, edits }) },
  undo: { words: 'It gives the file of before back, unless somebody changed it since.', script: GIVE_BACK },
  run: {
    document: 'Remit-EditLines',
    parameters: ({ edits, file, version }) => ({ Edits: [base64(unescaped(edits))], File: [file], Version: [version] }),
    timeoutSeconds: 90,
    // A letter after the last line shows whether that line has an end: Awk does not tell.
    script: `${FILE}${PUT}
      case "$SSM_Version" in *[!0-9a-f]* | '') fail "not a version of a file" ;; esac
      edits=$(printf '%s' "$SSM_Edits" | base64 -d; printf x) || fail "the changed lines came in no readable form"
      edits=\${edits%x}
      there
      [ "$(version 12)" = "$SSM_Version" ] || fail "nothing was changed: $file is $(version 12) now, and was $SSM_Version when it was read. Read it again with edit"
      new=$claim/new
      { cat -- "$file"; printf x; } | LC_ALL=C EDITS=$edits awk '
        function emit(line) { printf "%s%s", separator, line; separator = "\\n" }
        function not(why) { print why >"/dev/stderr"; failed = 1; exit 1 }
        { line[NR] = $0 "" }
        END {
          if (failed) exit 1
          line[NR] = substr(line[NR], 1, length(line[NR]) - 1)
          count = split(ENVIRON["EDITS"], edit, "\\n")
          at = 1
          i = 1
          while (i <= count) {
            if (edit[i] !~ /^@[0-9]+$/) not("a part does not begin with @ and the number of a line")
            first = substr(edit[i++], 2) + 0
            if (first < at || first > NR + 1) not("there is no line " first " after those before it")
            while (at < first) emit(line[at++])
            for (; i <= count && edit[i] !~ /^@/; i++) {
              if (edit[i] ~ /^[+]/) { emit(substr(edit[i], 2)); continue }
              if (edit[i] !~ /^[- ]/) not("a changed line begins with none of - and + and a space")
              if (at > NR || line[at] "" != substr(edit[i], 2) "") not("line " at " is another one than was said")
              if (edit[i] ~ /^ /) emit(line[at])
              at++
            }
          }
          while (at <= NR) emit(line[at++])
        }' >"$new" 2>"$claim/why" || fail "nothing was changed: $(head -n 1 "$claim/why")"
      put`,
  },
});
