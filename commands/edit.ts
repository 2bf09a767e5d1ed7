import { defineReading } from './define-reading.ts';
import { editedFile } from './edit-fields.ts';
import { programWords } from './edit-programs.ts';
import { FILE } from './edit-script.ts';

export const edit = defineReading({
  name: 'edit',
  activity: 'editing-system-files',
  summary: 'Read one file, to edit it in a form: up to 3,000 characters; in longer ones `replace` a piece of it',
  pattern: 'edit <file> on <target>',
  examples: ['edit /etc/nginx/nginx.conf on host-7', 'edit /etc/hosts on host-4'],
  fields: { file: editedFile() },
  keeps: 'text',
  effect: ({ file }) => `reads ${file}; changes nothing. An edit of it: ${programWords(file)}`,
  title: ({ file }) => ({ ask: `Read ${file}`, doing: `Reading ${file}`, done: `Read ${file}` }),
  run: {
    document: 'Remit-Edit',
    parameters: ({ file }) => ({ File: [file] }),
    timeoutSeconds: 60,
    // The marks are what bot/domain/edit/file-read.ts looks for.
    script: `${FILE}
      there
      size=$(stat -c %s -- "$file")
      stat -c "%s bytes, %U:%G %a, changed %.16y" -- "$file"
      verdict "$(complaint)"
      echo "sha256 $(version 64)"
      echo "----- begin"
      head -c 20000 -- "$file"
      [ "$size" = 0 ] || [ -z "$(tail -c 1 -- "$file")" ] || echo
      if [ "$size" -gt 20000 ]; then printf '\\n----- cut: the first 20000 of %s bytes\\n' "$size"; else echo "----- end"; fi`,
  },
});
