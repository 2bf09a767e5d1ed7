import type { Happening } from '../../bot/domain/incident/happening.ts';
import type { IncidentState } from '../../bot/domain/incident/state.ts';
import { MINUTE, SECOND } from '../../bot/domain/instant.ts';
import { OURS, PEOPLE, type Who } from '../bot/flow/people.ts';
import type { World } from '../bot/flow/world.ts';
import { type Fate, pick } from './fate.ts';
import type { Time } from './time.ts';
import { OPS } from './together.ts';
import type { Voices } from './voices.ts';

type Deps = { world: World; voices: Voices; fate: Fate; time: Time };

const ALARM_NAMES = ['checkout-errors', 'checkout-errors', 'checkout-latency', 'disk-full'];
const WORDS = ['the cache is cold', 'customers call', 'it was the deployment', 'nginx is up'];

/** Messages as Slack has them: what an oracle knows of marks and words. `marks`: by person, since when on (or off, negative). */
export type Written = {
  channel: string;
  ts: string;
  text: string;
  deleted: boolean;
  edits: number;
  happened: number;
  marks: Map<string, number>;
};

/** People who declare incidents, work on them, write, mark, edit and delete; and alarms. */
export function createIncidentPeople({ world, voices, fate, time }: Deps) {
  const { random } = fate;
  const written: Written[] = [];
  let told = 0;

  function incidents(): IncidentState[] {
    return [...world.ledger.streams].flatMap(([stream, events]) => {
      const head = events.at(-1);
      return head && stream.startsWith('incident#') ? [JSON.parse(head.state) as IncidentState] : [];
    });
  }

  /** Channels in which people work: ours, and those of incidents. */
  function channels(): string[] {
    return [OPS, OPS, ...incidents().flatMap(({ room }) => (room ? [room.channel, room.channel] : []))];
  }

  const responder = () =>
    pick<Who>(random, ['operator', 'operator', 'operator', 'approver', 'approver-2', 'guest', 'vendor', 'budget']);

  function say(who: Who, text: string, channel = pick(random, channels())): void {
    voices.say(world.request(who, text, { place: { team: OURS, channel, answerPath: '/commands/x' } }), who);
  }

  function declare(): void {
    const severity = pick(random, ['critical', 'major', 'minor']);
    const here = pick(random, ['', ' here', ' here']);
    say(
      pick<Who>(random, ['operator', 'approver', 'operator', 'guest']),
      `incident "it is down" ${severity}${here}`,
      OPS,
    );
  }

  function act(): void {
    const all = incidents();
    const one = all[Math.floor(random() * all.length)];
    if (!one) {
      declare();
      return;
    }
    const sentence = pick(random, [
      ...['acknowledge', 'mitigated because "restarted"', 'resolve because "fixed"', 'reopen because "back"'],
      ...['take lead', 'take scribe', 'leave lead', 'severity major', 'severity critical because "all"', 'note "seen"'],
      ...['update "half of it works" next 30min', 'note "first call" at 11:40', 'snooze lead 10min', 'report review'],
      ...['resolve because "patched"', 'follow', 'timeline', 'incidents'],
    ]);
    const named = random() < 0.4 && !sentence.startsWith('incidents') ? ` in I-${one.id}` : '';
    say(responder(), `${sentence}${named}`, named ? OPS : (one.room?.channel ?? OPS));
  }

  function happening(channel: string, what: string) {
    told += 1;
    return { source: `${what}:${channel}:${told}`, installedTeam: OURS, channel, at: world.now() };
  }

  function tell(what: Happening, line: string): void {
    voices.happen(what, line);
  }

  function write(): void {
    told += 1;
    const channel = pick(random, channels());
    const ts = `${Math.floor(world.now() / 1_000)}.${String(500_000 + told)}`;
    const text = pick(random, WORDS);
    const { team, user } = PEOPLE[pick<Who>(random, ['operator', 'approver', 'developer'])];
    const room = world.rooms.all.get(channel);
    if (!room) return;
    room.messages.set(ts, { ref: { channel, ts }, user, team, text, files: [], edited: false });
    written.push({ channel, ts, text, deleted: false, edits: 0, happened: 0, marks: new Map() });
    mark(written.at(-1));
  }

  function mark(one: Written | undefined): void {
    if (!one || one.deleted) return;
    const who = pick<Who>(random, ['operator', 'operator', 'approver', 'approver-2', 'vendor']);
    const { user } = PEOPLE[who];
    const on = (one.marks.get(user) ?? 0) <= 0;
    if (Math.abs(one.marks.get(user) ?? 0) === world.now()) return;
    one.happened += 1;
    one.marks.set(user, on ? world.now() : -world.now());
    const is = on ? 'marked' : 'unmarked';
    tell({ ...happening(one.channel, is), is, by: { user }, ts: one.ts, mark: 'pushpin' }, `${who} ${is} ${one.ts}`);
  }

  function edit(one: Written | undefined): void {
    const said = one && world.rooms.all.get(one.channel)?.messages.get(one.ts);
    if (!one || !said) return;
    one.edits += 1;
    one.happened += 1;
    one.text = `${said.text.split(',')[0]}, edit ${one.edits}`;
    world.rooms.all
      .get(one.channel)
      ?.messages.set(one.ts, { ...said, text: one.text, edited: true, editedAt: world.now() });
    const message = { ts: one.ts, text: one.text, files: [] };
    const by = { user: PEOPLE.operator.user };
    tell({ ...happening(one.channel, 'edited'), is: 'edited', by, message }, `${one.ts} is edited: ${one.text}`);
  }

  function remove(one: Written | undefined): void {
    if (!one || one.deleted) return;
    one.deleted = true;
    one.happened += 1;
    world.rooms.all.get(one.channel)?.messages.delete(one.ts);
    tell({ ...happening(one.channel, 'deleted'), is: 'deleted', ts: one.ts }, `${one.ts} is deleted`);
  }

  const some = () => written[Math.floor(random() * written.length)];

  function alarm(): void {
    const name = pick(random, ALARM_NAMES);
    const arn = `arn:aws:cloudwatch:eu-west-1:1:alarm:${name}`;
    voices.alarm({ arn, name, ringing: true, reason: 'above', at: world.now() });
    const rest = SECOND + Math.floor(random() * 3 * MINUTE);
    time.at(world.now() + rest, () => voices.alarm({ arn, name, ringing: false, reason: 'below', at: world.now() }));
  }

  const many = (way: () => void, times: number) => Array.from({ length: times }, () => way);
  const WAYS = [
    ...[...many(declare, 6), ...many(act, 17), ...many(write, 10), ...many(() => mark(some()), 6)],
    ...[...many(() => edit(some()), 4), ...many(() => remove(some()), 2), ...many(alarm, 5)],
  ];

  return {
    written,
    channels,
    speak(): void {
      pick(random, WAYS)();
    },
  };
}
