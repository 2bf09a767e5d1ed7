import type { Answer } from '../../domain/answer.ts';
import { type AddHost, refuseHost } from '../../domain/change/add-host.ts';
import type { AddHostSentence } from '../../domain/language/change-sentence.ts';
import { sayBack } from '../../domain/language/letters.ts';
import { nearest } from '../../domain/language/suggest.ts';
import { writeSentence } from '../../domain/language/write-sentence.ts';
import type { Request } from '../../domain/request.ts';
import { err, ok } from '../../domain/result.ts';
import { hostStream } from '../records.ts';
import type { Look, ProposeDeps } from './propose.ts';

/** `add host …`, by the groups of the policy and the targets that there are. Whether it has an agent is the worker's to ask. */
export function lookAtHost(deps: ProposeDeps, request: Request, sentence: AddHostSentence): Look {
  const { name, instanceId, kind, environment, group } = sentence;
  const host = { name, instanceId, kind, environment, group };
  return {
    blank: { kind: 'add-host', host },
    async look() {
      const [{ policy }, there, head] = await Promise.all([
        deps.records(request.actor),
        deps.inventory.list(),
        deps.ledger.head(hostStream(name)),
      ]);
      const groups = policy?.hostGroups ?? [];
      const region = groups.find((one) => one.name === group)?.region;
      const change: AddHost = { kind: 'add-host', host: { ...host, ...(region !== undefined && { region }) } };
      const refusal = refuseHost(change.host, { groups, ...there });
      const meant =
        refusal?.reason === 'no-host-group'
          ? nearest(
              group,
              groups.map((one) => one.name),
            )
          : [];
      if (meant.length > 0) return err(suggest(request, { sentence, meant }));
      return ok({ change, base: head?.seq ?? -1, ...(refusal && { refusal }) });
    },
  };
}

function suggest(
  { text: typed }: Request,
  { sentence, meant }: { sentence: AddHostSentence; meant: readonly string[] },
): Answer {
  const [first = '', ...more] = meant.slice(0, 4).map((group) => writeSentence({ ...sentence, group }));
  if (more.length === 0) return { is: 'suggestion', typed, sentence: first };
  const question = `There is no group ${sayBack(sentence.group)}. Which one did you mean?`;
  return { is: 'choice', typed, question, sentences: [first, ...more] };
}
