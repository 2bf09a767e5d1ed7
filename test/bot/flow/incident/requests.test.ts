import { expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../../bot/domain/instant.ts';
import { findOf } from '../../../../bot/flow/escalation/find.ts';
import { commands } from '../../../../commands/index.ts';
import { aTarget, createWorld, TARGETS } from '../world.ts';

it('a request to a vendor writes on the timeline what was asked, what was answered, and how it ended', async () => {
  const world = await createWorld({
    commands: commands.map((one) => (one.name === 'restart' ? { ...one, activity: 'editing-system-files' } : one)),
    targets: [...TARGETS, aTarget('infra-gate', { kind: 'infrastructure-container' })],
  });
  const answer = await world.say('operator', 'incident "checkout is down" critical here');
  const incident = answer.is === 'incident-declared' ? answer.id : '';
  await world.settle();
  const run = await world.ask('operator', 'restart nginx on infra-gate because "load"');
  await world.advance(5 * SECOND);
  const request = await findOf(world.ledger, run);
  await world.say('operator', `send E-${request} as critical`);
  await world.advance(MINUTE);
  await world.say('operator', `withdraw E-${request} because "over"`);
  await world.advance(5 * MINUTE);
  const { entries } = await world.timeline.latest(incident, { limit: 50 });
  const told = entries.filter(({ kind }) => kind === 'vendor').reverse();
  expect(told.map(({ by, text }) => `${by?.user ?? 'nobody'} ${text.replaceAll(request ?? '', '…')}`)).toEqual([
    'U0OPERATOR asked for a task of Virtuozzo Team, E-… is prepared: restart nginx on infra-gate because "load"',
    'U0OPERATOR asked Virtuozzo Team, E-…: restart nginx on infra-gate because "load"',
    'U0OPERATOR withdrew E-…: “over”',
  ]);
  expect(told.every(({ evidence }) => evidence.some((one) => one.is === 'request' && one.request === request))).toBe(
    true,
  );
});
