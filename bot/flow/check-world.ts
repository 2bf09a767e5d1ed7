import type { Actor } from '../domain/actor.ts';
import type { Story } from '../domain/run/apply.ts';
import type { Plan } from '../domain/run/plan.ts';
import type { Refusal } from '../domain/run/refusal.ts';
import type { Chat } from '../ports/chat.ts';
import type { AgentState, Hosts } from '../ports/hosts.ts';

/** `interpolationType: ENV_VAR` needs this agent: an older one would paste parameters into the script. */
const AGENT = '3.3.2746.0';

/**
 * Refuses an account that Slack does not vouch for: deactivated, a bot, a guest, of another organisation, or not to be
 * seen. Asked when a run is planned and again when it is dispatched.
 */
export async function refuseAccount(chat: Chat, actor: Actor, team: string): Promise<Refusal | undefined> {
  const profile = await chat.profile(actor);
  if (!profile) return { reason: 'account', flag: 'not visible to Remit' };
  if (profile.team !== team && profile.enterprise !== team)
    return { reason: 'account', flag: 'of another organisation' };
  const [flag] = profile.flags;
  return flag === undefined ? undefined : { reason: 'account', flag };
}

/** Of which organisation whoever asks has to be: ours, unless a vendor's right stands for it, which names theirs. */
export function organisationOf({ asked, by }: Pick<Story, 'asked' | 'by'>): string {
  return asked.forVendor ? by.team : asked.place.team;
}

/** Refuses hosts that SSM cannot reach now, agents that are too old, and a document that is not there. */
export async function refuseHosts(hosts: Hosts, plan: Plan): Promise<Refusal | undefined> {
  const [agents, missing] = await Promise.all([
    hosts.agents(plan.hosts.map(({ instanceId }) => instanceId)),
    missingOf(hosts, [plan.documentName, ...(plan.guard ? [plan.guard.documentName] : [])]),
  ]);
  if (missing !== undefined) return { reason: 'document-missing', document: missing };
  const byId = new Map(agents.map((agent) => [agent.instanceId, agent]));
  const offline = plan.hosts.filter(({ instanceId }) => !byId.get(instanceId)?.online);
  if (offline.length > 0)
    return { reason: 'offline', hosts: offline.map(({ name }) => name), ...lastPing(offline, byId) };
  const old = plan.hosts.filter(({ instanceId }) => older(byId.get(instanceId)?.version ?? '0', AGENT));
  const version = byId.get(old[0]?.instanceId ?? '')?.version ?? '';
  return old.length > 0
    ? { reason: 'agent-too-old', hosts: old.map(({ name }) => name), version, needed: AGENT }
    : undefined;
}

async function missingOf(hosts: Hosts, documents: string[]): Promise<string | undefined> {
  const there = await Promise.all(documents.map((name) => hosts.hasDocument(name)));
  return documents.find((_name, at) => !there[at]);
}

function lastPing(offline: Plan['hosts'], agents: Map<string, AgentState>): { lastPing?: number } {
  const [only] = offline;
  const ping = only && agents.get(only.instanceId)?.lastPing;
  return ping === undefined ? {} : { lastPing: ping };
}

/** Compares versions part by part as numbers: 3.3.987.0 is older than 3.3.2746.0. */
export function older(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) => text.split('.').map(Number));
  for (const [place, part] of (b ?? []).entries()) {
    const ours = a?.[place] ?? 0;
    if (ours !== part) return !(ours > part); // a part that is no number is older than any
  }
  return false;
}
