import type { Fault } from './fate.ts';
import type { About, Asked } from './simulate.ts';

type Mutate = NonNullable<Asked['mutate']>;

/** Worlds in which the product stands on something that is broken, and an invariant that then has to break. */
export const MUTANTS: { what: string; only: Fault[]; about?: About; breaks: string[]; mutate: Mutate }[] = [
  {
    what: 'locks that everybody gets',
    only: ['host late', 'host event late'],
    breaks: ['I10 one on a host'],
    mutate: ({ locks }) => ({ locks: { ...locks, take: async (_host, lock) => lock } }),
  },
  {
    what: 'a store that takes a step although another was first',
    only: ['record twice', 'request twice', 'record late'],
    breaks: ['I5 over is over', 'I6 chains hold', 'I7 cards are true', 'I1 one effect'],
    mutate: ({ ledger }) => ({
      ledger: {
        ...ledger,
        async append(draft) {
          const appended = await ledger.append(draft);
          if (appended.is === 'appended') return appended;
          Reflect.deleteProperty(ledger.streams.get(draft.stream) ?? [], appended.winner.seq);
          return ledger.append(draft);
        },
      },
    }),
  },
  {
    what: 'a send that is tried again blindly',
    only: ['send lost after'],
    breaks: ['I1 one effect'],
    mutate: ({ hosts }) => ({
      hosts: {
        ...hosts,
        async send(order) {
          const sent = await hosts.send(order);
          return sent.is === 'ambiguous' ? hosts.send(order) : sent;
        },
      },
    }),
  },
  {
    what: 'people of whom everybody is an approver',
    only: ['role revoked'],
    breaks: ['I3 approved by others who may'],
    mutate: ({ ledger }) => ({
      ledger: {
        ...ledger,
        async head(stream) {
          const head = await ledger.head(stream);
          if (!head || !stream.startsWith('person#')) return head;
          const state = { ...JSON.parse(head.state), grants: [{ role: 'operator' }, { role: 'approver' }] };
          return { ...head, state: JSON.stringify(state) };
        },
      },
    }),
  },
  {
    what: 'accounts that are never deactivated',
    only: ['account deactivated'],
    breaks: ['I3 approved by others who may'],
    mutate: ({ chat }) => ({
      chat: {
        ...chat,
        async profile(actor) {
          const profile = await chat.profile(actor);
          return profile && { ...profile, flags: [] };
        },
      },
    }),
  },
  {
    what: 'freezes that are not read',
    only: ['freeze'],
    breaks: ['I8 not when it may not'],
    mutate: ({ ledger }) => ({
      ledger: { ...ledger, head: async (stream) => (stream === 'freezes#main' ? undefined : ledger.head(stream)) },
    }),
  },
  {
    what: 'edits of cards that Slack does not show',
    only: [],
    breaks: ['I7 cards are true'],
    mutate: ({ chat }) => ({ chat: { ...chat, updateCard: async () => 'updated' as const } }),
  },
  {
    what: 'a sweep that finds nothing',
    only: ['record lost', 'hint lost'],
    breaks: ['I4 every request ends'],
    mutate: ({ ledger }) => ({ ledger: { ...ledger, due: async () => [] } }),
  },
  {
    what: 'people of vendors whose accounts are never closed',
    about: 'together',
    only: ['vendor account deactivated'],
    breaks: ['V2 legal steps'],
    mutate: ({ chat }) => ({
      chat: {
        ...chat,
        async profile(actor) {
          const profile = await chat.profile(actor);
          return profile && { ...profile, flags: [] };
        },
      },
    }),
  },
  {
    what: 'a vendor’s channel in which everybody may read along',
    about: 'together',
    only: ['vendor channel lost'],
    breaks: ['V2 legal steps'],
    mutate: ({ rooms }) => ({
      rooms: {
        ...rooms,
        async look(channel) {
          const room = await rooms.look(channel);
          if (!room.ok) return room;
          const organisations = room.value.organisations.filter((team) => team !== 'T0ZETA');
          return { ok: true, value: { ...room.value, is: 'open', organisations } };
        },
      },
    }),
  },
  {
    what: 'a timeline that forgets what came late',
    about: 'together',
    only: [],
    breaks: ['V5 timelines hold'],
    mutate: ({ timeline }) => ({
      timeline: { ...timeline, write: async (incident, entries) => timeline.write(incident, entries.slice(0, 1)) },
    }),
  },
  {
    what: 'marks that are put on twice',
    about: 'together',
    only: ['happening twice', 'request twice'],
    breaks: ['V5 timelines hold'],
    mutate: ({ ledger }) => ({
      ledger: {
        ...ledger,
        async head(stream) {
          const head = await ledger.head(stream);
          if (!head || !stream.startsWith('incident#')) return head;
          return { ...head, state: JSON.stringify({ ...JSON.parse(head.state), lately: [] }) };
        },
      },
    }),
  },
];
