/** Texts that are no policy at all, and what is said of each. */
export const BROKEN: [string, string, string][] = [
  [
    'no JSON',
    '{\n  "profile": virtuozzo\n}',
    ':2, column 14: this is no JSON: "virtuozzo\\n}" stands here; expected a value',
  ],
  [
    'cut off',
    '{"profile": "virtuozzo"',
    ':1, column 24: this is no JSON: the file ends here; expected a comma or a closing bracket',
  ],
  ['empty', '', ': the file is empty'],
  ['a list', '[]', ': the file is []; allowed: an object in braces'],
];
