import { ok, type Result } from '../result.ts';
import type { Builtin } from './builtins.ts';
import { sayBack } from './letters.ts';
import { notUnderstood } from './misread.ts';
import type { Misread } from './sentence.ts';

const PERSON_ALLOWED = 'somebody of your organisation, by a mention that Slack has completed: type `@` and choose';

/** Somebody who was mentioned, as `normalise` leaves them. */
const USER = /^@([UW][A-Z0-9]{5,20})$/;

/** A user group that was mentioned. */
const GROUP = /^@(S[A-Z0-9]{5,20})$/;

export function readUserGroup(text: string): string | undefined {
  return GROUP.exec(text)?.[1];
}

/** The id of somebody who was mentioned; a bare name is nobody, since names are not unique and change. */
export function readUser(text: string, { examples: [example = ''] }: Builtin): Result<string, Misread> {
  const user = USER.exec(text)?.[1];
  if (user !== undefined) return ok(user);
  return notUnderstood(`${sayBack(text)} is nobody that I know of`, PERSON_ALLOWED, example);
}
