import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Account, Channel, State } from '../slack/wire.ts';
import { knownZone } from './time.ts';

/** The people, channels and organisations, found by id. `zone` is the reader's. */
export type Directory = State & {
  zone: string;
  account: (id: string) => Account | undefined;
  channel: (id: string) => Channel | undefined;
  /** Those that one may join, too: everybody reads their names. */
  named: (id: string) => Channel | undefined;
  organisation: (team: string) => string;
};

export function indexDirectory(state: State): Directory {
  const accounts = new Map(state.accounts.map((account) => [account.id, account]));
  const channels = new Map(state.channels.map((channel) => [channel.id, channel]));
  const open = new Map(state.open.map((channel) => [channel.id, channel]));
  const organisations = new Map(state.organisations.map((organisation) => [organisation.id, organisation.name]));
  return {
    ...state,
    zone: knownZone(state.me.timeZone),
    account: (id) => accounts.get(id),
    channel: (id) => channels.get(id),
    named: (id) => channels.get(id) ?? open.get(id),
    organisation: (team) => organisations.get(team) ?? team,
  };
}

/** People go by their handle, as in mentions; a bot goes by the name of its product. */
export const nameOf = (account: Account): string => (account.isBot ? account.realName : account.name);

/** The organisations that a channel is shared with, seen from one's own. */
export const partnersOf = (channel: Channel, directory: Directory): string[] =>
  channel.teams.filter((team) => team !== directory.me.team).map(directory.organisation);

/** Why one may press nothing in a channel, if one may not. */
export function useBarred(channel: string): string | undefined {
  const { me, channels } = useDirectory();
  const limited = channels.find(({ id }) => id === channel)?.limited;
  return limited?.includes(me.team) ? 'People of your organisation may only post here: write it instead' : undefined;
}

/** What may be told apart only by name stays apart by address too: a direct channel is named by its id there. */
export const addressOf = (channel: Channel): string => (channel.kind === 'direct' ? channel.id : channel.name);

export const DirectoryContext = createContext<Directory | undefined>(undefined);

export function useDirectory(): Directory {
  const directory = useContext(DirectoryContext);
  if (!directory) throw new Error('The directory is read outside of the workspace');
  return directory;
}
