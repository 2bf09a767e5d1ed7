import { type AccountChange, accountChangeOf } from '../../domain/change/link.ts';
import { ownId } from '../../domain/change/role.ts';
import type { LinkSentence } from '../../domain/language/change-sentence.ts';
import type { Request } from '../../domain/request.ts';
import { ok } from '../../domain/result.ts';
import { everybodyWith } from '../everybody.ts';
import { personStream } from '../records.ts';
import type { Look, ProposeDeps } from './propose.ts';

/** `link …` and `unlink …`. */
export function lookAtLink({ ledger }: ProposeDeps, request: Request, sentence: LinkSentence): Look {
  const { installedTeam: team, at: now } = request;
  const whom = { team, user: sentence.user };
  const wanted =
    sentence.is === 'link' ? { kind: sentence.is, whom, to: { team, user: sentence.to } } : { kind: sentence.is, whom };
  const own = { whom, person: ownId(whom), guarded: false };
  const blank: AccountChange =
    wanted.kind === 'link'
      ? { ...own, kind: 'link', to: wanted.to, toPerson: ownId(wanted.to) }
      : { ...own, kind: 'unlink', from: [] };
  return {
    blank,
    async look() {
      const named = wanted.kind === 'link' ? [whom, wanted.to] : [whom];
      const [head, everybody] = await Promise.all([ledger.head(personStream(whom)), everybodyWith(ledger, named)]);
      const base = head?.seq ?? -1;
      const change = accountChangeOf(wanted, { everybody, now });
      return ok(change.ok ? { change: change.value, base } : { change: blank, base, refusal: change.error });
    },
  };
}
