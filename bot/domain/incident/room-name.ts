import type { IncidentState } from './state.ts';

/** Slack's limit for a channel's name. */
const MOST = 80;

/** `inc-7qk2p-checkout-is-down`: letters that a channel's name can have; a drill says so. Other alphabets leave the id alone. */
export function roomName({ id, title, drill }: Pick<IncidentState, 'id' | 'title' | 'drill'>): string {
  const slug = title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  const name = `inc-${id.toLowerCase()}${drill ? '-drill' : ''}-${slug}`;
  return name.slice(0, MOST).replace(/-+$/, '').replace(/-{2,}/g, '-');
}
