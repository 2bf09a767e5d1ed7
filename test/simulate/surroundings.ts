import type { Role } from '../../bot/domain/actor.ts';
import { type Instant, MINUTE, SECOND } from '../../bot/domain/instant.ts';
import { POLICY } from '../../bot/flow/records.ts';
import { GRANTS, PEOPLE, type Who } from '../bot/flow/people.ts';
import { TARGETS, type World } from '../bot/flow/world.ts';
import type { Ending } from '../fakes/hosts.ts';
import type { FakeRoom } from '../fakes/rooms.ts';
import { type Fate, pick } from './fate.ts';
import type { Story } from './story.ts';
import type { Time } from './time.ts';
import { SHARED } from './together.ts';

/** Printed by hosts: it may stand nowhere else. */
export const SECRET = 'xoxb-123456789012-abcdefghijklmnop';

const HOSTS = TARGETS.map(({ name }) => name) as [string, ...string[]];
const FINE: Ending = { details: 'Success', exitCode: 0, output: `export SLACK_TOKEN=${SECRET}\npid 1 → 2, active\n` };
const ENDINGS = [
  ['host fails', { details: 'Failed', exitCode: 1, output: `still down, token ${SECRET}\n` }],
  ['host undeliverable', { details: 'Undeliverable' }],
  ['host silent', 'silent'],
] as const satisfies [string, Ending][];
const REVOCABLE: [Who, ...Who[]] = ['operator', 'approver', 'approver-2'];

/** What holds for some time: `until` is when it is over, as it was made known. */
type Spell = { from: Instant; until: Instant };

/** What befell the world, as an oracle knows it, whatever the product read of it. */
export type Befallen = {
  deactivated: (Spell & { who: Who })[];
  /** When nobody of the vendor could act in their channel. */
  lost: Spell[];
  /** Cards of requests that somebody deleted in the vendor's channel, and the last event on them. */
  removed: Map<string, number>;
};

type Deps = { world: World; fate: Fate; time: Time; story: Story };

/** Hosts, accounts, records and Slack itself: what changes under the product's feet. */
export function createSurroundings({ world, fate, time, story }: Deps) {
  const { now, chat, hosts, inventory } = world;
  const befallen: Befallen = { deactivated: [], lost: [], removed: new Map() };
  const somehost = () => pick(fate.random, HOSTS);
  const spell = (most: number): Spell => ({ from: now(), until: now() + SECOND + Math.floor(fate.random() * most) });
  for (const name of HOSTS) hosts.endings.set(`i-${name}`, FINE);

  function turnHosts(): void {
    for (const [fault, ending] of ENDINGS) {
      if (!fate.strikes(fault)) continue;
      const host = somehost();
      story.tell(now(), `from now on ${fault}: ${host}`);
      hosts.endings.set(`i-${host}`, ending);
    }
    if (fate.strikes('host late')) {
      hosts.pace.begins = Math.floor(fate.random() * 4 * MINUTE);
      story.tell(now(), `hosts begin after ${hosts.pace.begins} ms`);
      time.at(now() + 2 * MINUTE, () => Object.assign(hosts.pace, { begins: 500 }));
    }
    if (!fate.strikes('agent offline')) return;
    const agent = hosts.agentsKnown.get(`i-${somehost()}`);
    if (!agent) return;
    agent.online = false;
    time.at(spell(3 * MINUTE).until, () => Object.assign(agent, { online: true }));
  }

  function deactivate(): void {
    if (fate.strikes('account deactivated')) deactivated(pick(fate.random, REVOCABLE));
  }

  function deactivated(who: Who): void {
    const profile = chat.profiles.get(PEOPLE[who].user);
    if (!profile || profile.flags.length > 0) return;
    const over = spell(5 * MINUTE);
    befallen.deactivated.push({ who, ...over });
    profile.flags = ['deactivated'];
    story.tell(now(), `${who} is deactivated until ${over.until}`);
    time.at(over.until, () => Object.assign(profile, { flags: [] }));
  }

  function give(who: Who, roles: Role[]): void {
    // Two people who change one person in the same moment: the second one is told so, and this one lets it be.
    world.give(who, roles).catch(() => undefined);
    story.tell(now(), `${who} has ${roles.join(', ') || 'no role'}`);
  }

  function rewriteRecords(): void {
    if (fate.strikes('role revoked')) {
      const who = pick(fate.random, REVOCABLE);
      give(who, []);
      time.at(spell(5 * MINUTE).until, () => give(who, GRANTS[who] ?? []));
    }
    if (fate.strikes('policy moved')) {
      const wants = { of: 1 + Math.floor(fate.random() * 2), from: 'approver' };
      void world.rewrite(POLICY, (policy) => ({ ...policy, approvals: [{ environment: 'production', wants }] }));
      story.tell(now(), `production wants ${wants.of} approvals`);
    }
  }

  /** A host of the same name that is another machine: whatever was approved was approved for the old one. */
  async function replaceHost(): Promise<void> {
    const name = somehost();
    const { targets, unmanaged } = await inventory.list();
    const moved = targets.map((target) =>
      target.name === name ? { ...target, instanceId: `${target.instanceId}n` } : target,
    );
    const instanceId = moved.find((target) => target.name === name)?.instanceId ?? '';
    hosts.agentsKnown.set(instanceId, { instanceId, online: true, version: '3.3.2746.0', lastPing: now() });
    hosts.endings.set(instanceId, FINE);
    story.tell(now(), `${name} is ${instanceId} now`);
    await inventory.write({ targets: moved, unmanaged });
  }

  function deleteCard(): void {
    if (!fate.strikes('vendor card deleted')) return;
    const at = chat.cards.findIndex(({ run }) => run.startsWith('vendor '));
    const [card] = at < 0 ? [] : chat.cards.splice(at, 1);
    if (!card) return;
    befallen.removed.set(card.run, card.seq);
    story.tell(now(), `the card of ${card.run} is deleted`);
  }

  /** The vendor's channel is archived, or somebody of a third organisation came in. */
  function loseChannel(shared: FakeRoom): void {
    const isLost = befallen.lost.some(({ until }) => until > now());
    if (isLost || !fate.strikes('vendor channel lost')) return;
    const before = shared.room;
    const how = pick<Partial<FakeRoom['room']>>(fate.random, [
      { is: 'archived' },
      { organisations: [...before.organisations, 'T0ZETA'] },
    ]);
    shared.room = { ...before, ...how };
    const over = spell(10 * MINUTE);
    befallen.lost.push(over);
    story.tell(now(), `the vendor's channel is lost until ${over.until}: ${JSON.stringify(how)}`);
    time.at(over.until, () => Object.assign(shared, { room: before }));
  }

  function turnVendor(): void {
    const shared = world.rooms.all.get(SHARED);
    if (!shared) return;
    if (fate.strikes('vendor account deactivated')) deactivated('vendor');
    deleteCard();
    loseChannel(shared);
  }

  function shutSlack(): void {
    if (!fate.strikes('slack down')) return;
    chat.busy = { retryAfter: 30 * SECOND };
    story.tell(now(), 'Slack is down');
    time.at(spell(20 * MINUTE).until, () => {
      chat.busy = undefined;
    });
  }

  return {
    befallen,
    async turn(): Promise<void> {
      turnHosts();
      deactivate();
      rewriteRecords();
      shutSlack();
      turnVendor();
      if (fate.strikes('host replaced')) await replaceHost();
    },
    /** All is well again outside of the product. */
    heal(): void {
      chat.busy = undefined;
      Object.assign(hosts.pace, { begins: 500 });
      for (const agent of hosts.agentsKnown.values()) agent.online = true;
    },
  };
}
