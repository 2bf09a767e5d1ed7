import { ok, type Result } from '../result.ts';
import { sayBack } from './letters.ts';
import { notUnderstood } from './misread.ts';
import { checkReason, not } from './read-act.ts';
import { incidentBuiltin } from './read-incident.ts';
import { INCIDENT_ALLOWED, readIncidentId } from './run-id.ts';
import type { Misread, Sentence } from './sentence.ts';
import { type Cut, says } from './tokens.ts';

/** `follow I-7QK2P`: this channel. */
export function readFollow(is: 'follow' | 'unfollow', { cut }: { cut: Cut }): Result<Sentence, Misread> {
  const builtin = incidentBuiltin(is);
  const wrong = checkReason(builtin, cut.because);
  if (wrong) return not(wrong, builtin);
  const [id, more] = says(cut.tokens[0], 'in') ? cut.tokens.slice(1) : cut.tokens;
  if (more) return not(`I do not know what to do with ${sayBack(more.text)}`, builtin);
  if (!id) return not(`\`${is}\` does not say which incident`, builtin);
  const incident = readIncidentId(id.text);
  if (incident !== undefined) return ok({ is: 'incident-act', incident, act: { is } });
  return notUnderstood(`${sayBack(id.text)} is not the id of an incident`, INCIDENT_ALLOWED, `${is} I-7QK2P`);
}
