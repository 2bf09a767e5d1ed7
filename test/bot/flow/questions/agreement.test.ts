import { describe, expect, it } from 'vitest';
import { sameActor } from '../../../../bot/domain/actor.ts';
import type { ShippedCommand } from '../../../../bot/domain/command.ts';
import { compose } from '../../../../bot/domain/language/write.ts';
import type { Reply } from '../../../../bot/domain/request.ts';
import { ENVIRONMENTS, KINDS } from '../../../../bot/domain/target.ts';
import { commands } from '../../../../commands/index.ts';
import { PEOPLE } from '../people.ts';
import { aTarget, createWorld, type World } from '../world.ts';

const TARGETS = KINDS.flatMap((kind) =>
  ENVIRONMENTS.map((environment) => aTarget(`${kind}-${environment}`, { kind, environment })),
);
const READERS = ['operator', 'approver', 'admin'] as const;

/** What a run would hear now, in one word: the sentence `plan` is the decision itself. */
function planned(reply: Reply): string {
  if (reply.is === 'plan') return reply.plan.approval === 'none' ? 'at-once' : 'after-approval';
  if (reply.is !== 'plan-refused') throw new Error(JSON.stringify(reply));
  const { reason } = reply.refusal;
  if (reason === 'vendor-task') return 'vendor';
  return reason === 'not-available' || reason === 'unlisted' ? reason : 'refused';
}

function sentenceOf({ name, fields }: ShippedCommand, targets: string): string {
  const values = Object.entries(fields).map(([field, { example }]) => [field, example]);
  return compose({ name, fields: Object.fromEntries(values), targets }, commands);
}

async function hold(world: World, who: (typeof READERS)[number], target: string): Promise<number> {
  const what = await world.say(who, `what can I do on ${target}`);
  if (what.is !== 'what') throw new Error(JSON.stringify(what));
  for (const command of commands) {
    const sentence = sentenceOf(command, target);
    const verdict = planned(await world.say(who, `plan ${sentence}`));
    expect(what.prospects.find((one) => one.command === command.name)?.verdict, sentence).toBe(verdict);
    const answer = await world.say(who, `who can ${sentence}`);
    if (answer.is !== 'who') throw new Error(JSON.stringify(answer));
    const listed = answer.ways[0]?.ask.some((one) => sameActor(one, PEOPLE[who]));
    expect(listed, sentence).toBe(verdict === 'at-once' || verdict === 'after-approval');
    if (listed) expect(answer.next).toBe(sentence);
  }
  return commands.length;
}

describe.each(['virtuozzo', 'jelastic'])('under %s, what is said of a command', (profile) => {
  it.each(READERS)('is what its plan says, for each target: %s', async (who) => {
    const world = await createWorld({ targets: TARGETS, policy: { profile } });
    let held = 0;
    for (const { name } of TARGETS) held += await hold(world, who, name);
    expect(held).toBe(KINDS.length * ENVIRONMENTS.length * commands.length);
  });
});
