import type { AlarmChange } from '../../bot/domain/incident/event.ts';
import type { Happening } from '../../bot/domain/incident/happening.ts';
import { type Instant, MINUTE, SECOND } from '../../bot/domain/instant.ts';
import type { Reply, Request } from '../../bot/domain/request.ts';
import type { Heard } from '../../bot/flow/incident/hear-alarm.ts';
import type { World } from '../bot/flow/world.ts';
import type { Fate, Fault } from './fate.ts';
import type { Processes } from './process.ts';
import type { Story } from './story.ts';
import type { Time } from './time.ts';

/** Deliveries of one request that Slack makes when it gets no answer; and of one alarm, that the platform makes. */
const DELIVERIES = 4;
const OF_ALARM = 3;

type Deps = { world: World; processes: Processes; fate: Fate; time: Time; story: Story };

/** What came to us and was taken: from then on it may not be lost. `works`: the incident that the channel worked on all that time. */
export type Taken = {
  replies: { source: string; request: Request; reply: Reply; at: Instant }[];
  happenings: { happening: Happening; works: string | undefined }[];
  alarms: { change: AlarmChange; heard: Heard }[];
};

type Way = { twice?: Fault; late?: Fault; most: number; again: number };
type Delivery = (tried: number) => Promise<boolean>;

/** How what people say, what Slack tells and what alarms do reaches the functions: twice, late, and again until it is taken or given up. */
export function createVoices({ world, processes, fate, time, story }: Deps) {
  const { random } = fate;
  const taken: Taken = { replies: [], happenings: [], alarms: [] };
  const changes: string[] = [];

  function deliver(once: Delivery, { twice, late, most, again }: Way): void {
    const arrive = (wait: number, tried: number) =>
      time.at(world.now() + wait, () => {
        void once(tried).then((went) => {
          if (!went && tried < most && random() >= 0.2) arrive(SECOND + random() * again, tried + 1);
        });
      });
    arrive(late && fate.strikes(late) ? random() * 40 * SECOND : 0, 1);
    if (twice && fate.strikes(twice)) arrive(random() * 3 * SECOND, most);
  }

  function say(request: Request, who: string): void {
    const once: Delivery = () =>
      processes.run(`${who}: ${request.text}`, async ({ receive }, life) => {
        const reply = await receive({ ...request, at: life.from + life.skew });
        taken.replies.push({ source: request.source, request, reply, at: world.now() });
        if (reply.is === 'proposed') changes.push(reply.id);
        story.tell(world.now(), `${life.name} is answered: ${said(reply)}`);
      });
    deliver(once, { twice: 'request twice', most: DELIVERIES, again: MINUTE });
  }

  function happen(happening: Happening, what: string): void {
    const works = () => world.timeline.channels.get(`${happening.installedTeam}#${happening.channel}`);
    const once: Delivery = () =>
      processes.run(what, async ({ happened }) => {
        const before = works();
        await happened(happening);
        taken.happenings.push({ happening, works: before === works() ? before : undefined });
      });
    deliver(once, { twice: 'happening twice', late: 'happening late', most: DELIVERIES, again: MINUTE });
  }

  function alarm(change: AlarmChange): void {
    const once: Delivery = () =>
      processes.run(
        `the alarm ${change.name} ${change.ringing ? 'rings' : 'is over'}`,
        async ({ alarm: hear }, life) => {
          const heard = await hear(change);
          taken.alarms.push({ change, heard });
          story.tell(world.now(), `${life.name} comes to: ${heard.is}`);
        },
      );
    deliver(once, { twice: 'alarm twice', late: 'alarm late', most: OF_ALARM, again: 2 * MINUTE });
  }

  return { taken, changes, say, happen, alarm };
}

export type Voices = ReturnType<typeof createVoices>;

function said(reply: Reply): string {
  const run = 'run' in reply && typeof reply.run === 'string' ? ` R-${reply.run}` : '';
  const refusal = 'refusal' in reply ? ` (${reply.refusal.reason})` : '';
  return `${reply.is}${run}${refusal}`;
}
