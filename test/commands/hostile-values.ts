/** Each would make the file `canary` if any part of it reached a shell; the characters are those that bit others. */
const CANARIES = [
  '$(touch canary)',
  '`touch canary`',
  ';touch canary',
  '; touch canary;',
  '|touch canary',
  '||touch canary',
  '&touch canary',
  '&&touch canary',
  '\ntouch canary',
  '\ntouch canary\n',
  '\r\ntouch canary',
  '>canary',
  '>>canary',
  '2>canary',
  '<>canary',
  '<(touch canary)',
  '>(touch canary)',
  '{touch,canary}',
  "';touch canary;'",
  '";touch canary;"',
  'a[$(touch canary)]',
  '$((a[$(touch canary)]))',
  '$\u007bx:-$(touch canary)}',
  '$\u007bx:=$(touch canary)}',
  '$\u007b!x}$(touch canary)',
  '$[$(touch canary)]',
  '\\$(touch canary)',
  "$'\\n'touch canary",
  '#\ntouch canary',
  '*;touch canary',
  '!touch canary',
  '--help;touch canary',
  '--root=/;touch canary',
  '-H root@evil;touch canary',
  '../../$(touch canary)',
  '{{ x }}$(touch canary)',
  '%s$(touch canary)',
  '\u2028touch canary',
  '\u001b[2J;touch canary',
  '~/$(touch canary)',
  '(touch canary)',
  '() { :;}; touch canary',
];
const BEFORE = ['', 'nginx', 'nginx ', '"', '-'];
const AFTER = ['', ' ', "'", '"', '$', '\\', ')', '`', ' #', '\n', '*', '{', '}', '=1.0', '/tcp', ' on host-7'];

/** Hostile values for one parameter, each another: the same for the same count, so that a failure can be run again. */
export function hostileValues(count: number): string[] {
  const values = new Set<string>();
  const add = (value: string) => values.size < count && values.add(value);
  for (const after of AFTER) for (const before of BEFORE) for (const canary of CANARIES) add(before + canary + after);
  // More than that: two of them in one value, in an order that follows from the number alone.
  const parts = [...values];
  for (let index = 0; values.size < count; index += 1) {
    const [first, second] = [parts[(index * 7) % parts.length], parts[(index * 131 + 17) % parts.length]];
    add(`${first}${index % 10}${second}`);
  }
  return [...values];
}
