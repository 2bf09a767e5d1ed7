import { SECOND } from '../../bot/domain/instant.ts';
import type { Who } from '../bot/flow/people.ts';
import type { World } from '../bot/flow/world.ts';
import { type Fate, pick } from './fate.ts';
import type { Time } from './time.ts';
import type { Voices } from './voices.ts';

type Deps = { world: World; voices: Voices; fate: Fate; time: Time };
type Saying = readonly [Who, string];

/** People who ask, approve, deny, cancel, take back and change who may: what they say next follows from the seed. */
export function createPeople({ world, voices, fate, time }: Deps) {
  const { random } = fate;
  const { changes } = voices;

  const many = <T>(one: T, times: number): T[] => Array.from({ length: times }, () => one);
  const host = () =>
    pick(random, [
      'host-4',
      'host-4',
      'host-7',
      'host-8',
      'host-7, host-8',
      'host-7, host-8, host-9',
      'host-5, host-6',
      'host-5, host-6',
      'host-4, host-5, host-6',
    ]);
  /** Who presses; most of them may. */
  const anybody = () =>
    pick<Who>(random, ['approver', 'approver', 'approver-2', 'approver-2', 'operator', 'admin', 'guest', 'vendor']);
  const asker = () =>
    pick<Who>(random, [
      ...many<Who>('operator', 8),
      ...many<Who>('approver', 3),
      'developer',
      'developer',
      'guest',
      'vendor',
      'stranger',
    ]);

  /** One of the last runs; anything may be said of any of them. */
  function run(): string {
    const runs = [...world.ledger.streams.keys()].filter((stream) => stream.startsWith('run#'));
    const waiting = runs.filter((stream) => world.ledger.streams.get(stream)?.at(-1)?.type === 'planned');
    const last = waiting.length > 0 && random() < 0.6 ? waiting : runs.slice(-3);
    return `R-${(last[Math.floor(random() * last.length)] ?? 'run#00000').slice('run#'.length)}`;
  }

  /** How it goes over its hosts, and when. */
  function way(hosts: string): string {
    const rollouts = ['', 'in waves 1, 100%', 'in waves 1, 100% pause between waves', 'one at a time'];
    const rollout = hosts.includes(',') ? pick(random, [...rollouts, 'one at a time stop after 1 failure']) : '';
    const when = pick(random, [...many('', 8), 'in 2min', 'in 7min']);
    return [rollout, when].map((part) => (part === '' ? '' : ` ${part}`)).join('');
  }

  function asking(): Saying {
    const what = pick(random, [
      'restart nginx on',
      'restart nginx on',
      'restart worker on',
      'uptime on',
      'install curl on',
      'vpn up wg0 on', // guarded: taken back by the host unless it is told to keep it
    ]);
    const because = /^(install|vpn)/.test(what) ? ' because "needed there"' : '';
    const hosts = host();
    return [asker(), `${what} ${hosts}${way(hosts)}${because}`];
  }

  function acting(): Saying {
    const act = pick(random, ['approve', 'approve', 'approve', 'approve', 'approve', 'deny', 'cancel', 'cancel']);
    const only = act === 'approve' && random() < 0.1 ? ' only host-7' : '';
    return [anybody(), `${act} ${run()}${only}`];
  }

  /** One that waits for somebody to let it go on, if there is one. */
  function pausedRun(): string | undefined {
    const runs = [...world.ledger.streams].filter(([stream]) => stream.startsWith('run#'));
    const paused = runs.find(([, events]) => events.at(-1)?.type === 'paused');
    return paused && `R-${paused[0].slice('run#'.length)}`;
  }

  function resuming(): Saying {
    return [pick<Who>(random, ['approver', 'approver-2', 'operator']), `resume ${pausedRun() ?? run()}`];
  }

  function after(): Saying {
    const one = run();
    return pick<Saying>(random, [
      ['operator', `undo ${one}`],
      ['operator', `again ${one}`],
      ['guest', `show ${one}`],
      resuming(),
      ['approver', `settle ${one} host-7 as not-done because "same pid"`],
      ['approver-2', `settle ${one} host-4 as done because "looked"`],
      ['freezer', `except ${one} because "it cannot wait"`],
      ['admin', `health`],
    ]);
  }

  function ruling(): Saying {
    const change = changes.at(-1);
    if (change !== undefined && random() < 0.5) {
      return [pick<Who>(random, ['admin-2', 'admin-2', 'admin', 'budget']), `confirm C-${change}`];
    }
    return pick<Saying>(random, [
      ['admin', 'grant approver to <@U0OPERATOR> because "night shift"'],
      ['admin', 'revoke approver from <@U0APPROVER2> because "moved on"'],
      ['admin', 'matrix set "Restarting Processes" on user host to virtuozzo team because "new contract"'],
      ['admin', 'thaw production because "it went well"'],
      ['operator', 'revoke admin from <@U0ADMIN> because "mine"'],
    ]);
  }

  function next(): Saying {
    const number = random();
    if (number < 0.38) return asking();
    if (number < 0.78) return acting();
    return number < 0.92 ? after() : ruling();
  }

  function say([who, text]: Saying): void {
    const mention = random() < 0.15;
    const request = world.request(who, text, mention ? { mention, place: { team: 'T0ACME', channel: 'C0OPS' } } : {});
    voices.say(request, who);
  }

  function stopEverything(): void {
    say(['operator', 'stop everything because "hosts vanish"']);
    for (const who of ['approver', 'approver-2', 'admin'] as const) {
      time.at(world.now() + SECOND + random() * 150 * SECOND, () =>
        say([who, 'lift the stop because "they are back"']),
      );
    }
  }

  return {
    speak(): void {
      if (fate.strikes('freeze')) {
        const minutes = 1 + Math.floor(random() * 4);
        say([pick<Who>(random, ['approver', 'admin']), `freeze production for ${minutes}min because "month end"`]);
      }
      if (fate.strikes('everything stopped')) stopEverything();
      // A run that nobody approves in its first minute has seldom time to go through its waves.
      if (random() < 0.35)
        time.at(world.now() + (5 + random() * 40) * SECOND, () => say([anybody(), `approve ${run()}`]));
      if (pausedRun() && random() < 0.5) say(resuming());
      say(next());
    },
  };
}
