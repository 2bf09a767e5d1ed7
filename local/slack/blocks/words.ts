/** Says a schema's complaint as Slack says it: `must be less than 76 characters [json-pointer:/blocks/0/text]`. */
import type { z } from 'zod';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

export function complain(issues: readonly Issue[], root: Path): string[] {
  return issues.flatMap((issue) => complaint(issue, [...root, ...issue.path]));
}

function complaint(issue: Issue, path: Path): string[] {
  switch (issue.code) {
    case 'too_big':
    case 'too_small':
      return [at(bound(issue), path)];
    case 'unrecognized_keys':
      return issue.keys.map((key) => at(`invalid additional property: ${key}`, path));
    case 'invalid_union':
      return ['note' in issue ? unsupported(issue.input, path) : at('failed to match all allowed schemas', path)];
    case 'invalid_type':
      return [issue.input === undefined ? missing(path) : at(`must provide a ${issue.expected}`, path)];
    case 'invalid_value':
      return [issue.input === undefined ? missing(path) : at(`must be one of: ${issue.values.join(', ')}`, path)];
    default:
      return [at(issue.message, path)];
  }
}

/** `path` ends in the discriminator `type`; `input` is the object that has the unknown one, or has none. */
function unsupported(input: unknown, path: Path): string {
  const type = typeof input === 'object' && input !== null && 'type' in input ? input.type : undefined;
  return type === undefined ? missing(path) : at(`unsupported type: ${String(type)}`, path);
}

function missing(path: Path): string {
  return at(`missing required field: ${String(path.at(-1))}`, path.slice(0, -1));
}

function bound(issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall): string {
  const most = issue.code === 'too_big' ? Number(issue.maximum) : Number(issue.minimum);
  if (issue.origin === 'string') {
    return issue.code === 'too_big'
      ? `must be less than ${most + 1} characters`
      : `must be more than ${most - 1} characters`;
  }
  if (issue.origin === 'array') {
    return issue.code === 'too_big' ? `no more than ${most} items allowed` : `no fewer than ${most} items allowed`;
  }
  return issue.code === 'too_big' ? `must be at most ${most}` : `must be at least ${most}`;
}

export function at(message: string, path: Path): string {
  return `${message} [json-pointer:/${path.map(String).join('/')}]`;
}
