import { type Instant, MINUTE, SECOND } from '../../bot/domain/instant.ts';
import type { Soon } from '../../bot/ports/soon.ts';
import type { Functions } from '../bot/flow/functions.ts';
import type { World } from '../bot/flow/world.ts';
import type { Fate, Fault } from './fate.ts';
import type { Processes } from './process.ts';
import type { Story } from './story.ts';
import type { Time } from './time.ts';

type Deps = { world: World; fate: Fate; time: Time; story: Story };
type Delivery = {
  what: string;
  work: (functions: Functions) => Promise<unknown>;
  twice?: Fault;
  late: Fault;
  lost: Fault;
  /** After so long a delivery whose function failed comes again. */
  again: number;
};

/** Deliveries of one record or hint whose function fails; then it is a dead letter. */
const TRIES = 4;
const FOREIGN = 'ffffffff-0000-4000-8000-000000000000';

/** What the platform brings to the functions: records of the stream, events of hosts, hints, the sweep of each minute. */
export function createDeliveries({ world, fate, time, story }: Deps) {
  let run: Processes['run'] = () => Promise.reject(new Error('no processes yet'));
  let sweepAt = world.now() + MINUTE;

  function deliver(delivery: Delivery, wait: number): void {
    const { what, twice, late, lost } = delivery;
    if (fate.strikes(lost)) {
      story.tell(world.now(), `${lost}: ${what}`);
      return;
    }
    if (twice && fate.strikes(twice)) arrive(delivery, wait + fate.random() * 5 * SECOND);
    arrive(delivery, wait + (fate.strikes(late) ? fate.random() * 40 * SECOND : fate.random() * 200));
  }

  function arrive(delivery: Delivery, wait: number, tried = 1): void {
    time.at(world.now() + Math.floor(wait), () => {
      void run(delivery.what, delivery.work).then((went) => {
        if (!went && tried < TRIES) arrive(delivery, delivery.again, tried + 1);
      });
    });
  }

  const soon: Soon = async (stream, seconds) => {
    const what = `looks at ${stream} for a hint`;
    const work = ({ tend }: Functions) => tend(stream);
    deliver({ what, work, late: 'hint late', lost: 'hint lost', again: MINUTE }, seconds * SECOND);
  };

  function hostEvent(command: string): void {
    const what = `reads what ${command.slice(-4)} did`;
    const work = ({ report }: Functions) => report(command);
    const faults = { twice: 'host event twice', late: 'host event late', lost: 'host event lost' } as const;
    deliver({ what, work, ...faults, again: MINUTE }, 2 * SECOND);
  }

  return {
    soon,
    to(processes: Processes): void {
      run = processes.run;
    },
    record(stream: string): void {
      const work = ({ tend }: Functions) => tend(stream);
      const faults = { twice: 'record twice', late: 'record late', lost: 'record lost' } as const;
      deliver({ what: `tends ${stream}`, work, ...faults, again: SECOND }, 0);
    },
    /** What hosts say by now, and the sweep if it is time. */
    bring(): void {
      for (const command of new Set(world.hosts.takeEvents())) hostEvent(command);
      if (world.now() < sweepAt) return;
      sweepAt += MINUTE * Math.ceil((world.now() - sweepAt + 1) / MINUTE);
      if (fate.strikes('foreign host event')) hostEvent(FOREIGN);
      if (!fate.strikes('sweep missed')) void run('sweeps', ({ sweep }) => sweep());
    },
    nextSweep: (): Instant => sweepAt,
  };
}
