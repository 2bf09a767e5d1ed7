import { mayAskAs, rolesOf } from '../domain/actor.ts';
import type { Answer, Form, Gap } from '../domain/answer.ts';
import { helpAbout, helpFor, mayUse, neededRole } from '../domain/language/help.ts';
import { hasIncidentForm } from '../domain/language/incident-sentence.ts';
import { hasForm } from '../domain/language/read-act.ts';
import { hasDeploymentForm } from '../domain/language/read-deployment.ts';
import { isFileSentence } from '../domain/language/read-import.ts';
import { hasRequestForm } from '../domain/language/read-request.ts';
import { VENDOR_FORM } from '../domain/language/vendor-sentence.ts';
import type { Request } from '../domain/request.ts';
import { readStanding } from './freeze/read-standing.ts';
import type { ReceiveDeps } from './receive.ts';

/** What somebody may do, or about one sentence. */
export async function help(deps: ReceiveDeps, request: Request, about: string | undefined): Promise<Answer> {
  const [{ person }, { stop, freezes }] = await Promise.all([deps.records(request.actor), readStanding(deps.ledger)]);
  const roles = rolesOf(person, request.at);
  const gates = roles.length === 0 ? {} : { ...(stop && { stop }), ...(freezes.length > 0 && { freezes }) };
  const { entries, more } = helpFor(roles, deps.commands);
  const list: Answer = { is: 'help', entries, roles, more, ...gates };
  if (about === undefined) return list;
  const definition = deps.commands.find(({ name }) => name === about);
  if (definition) {
    return { is: 'help-command', definition, may: mayAskAs(roles, definition.role), neededRole: definition.role };
  }
  const entry = roles.length > 0 ? helpAbout(about, []) : undefined;
  if (!entry) return list;
  const needed = mayUse(about, roles, []) ? undefined : neededRole(about, []);
  return { is: 'help-act', entry, ...(needed && { neededRole: needed }) };
}

/** The form of a command or an act, with what is known; the help for who may do nothing of it. */
export async function form(deps: ReceiveDeps, request: Request, gap: Gap | undefined): Promise<Answer | Form> {
  const [{ person }, { targets }] = await Promise.all([deps.records(request.actor), deps.inventory.list()]);
  const roles = rolesOf(person, request.at);
  const commands = deps.commands.filter(({ role }) => mayAskAs(roles, role));
  const ofAdmin = isFileSentence(gap?.command) || gap?.command === VENDOR_FORM;
  if (ofAdmin && !roles.includes('admin')) return help(deps, request, gap?.command);
  const hasOwn = [hasForm, hasRequestForm, hasDeploymentForm, hasIncidentForm];
  const isAct = ofAdmin || (gap !== undefined && hasOwn.some((has) => has(gap.command)));
  if (commands.length === 0 && !isAct) return help(deps, request, undefined);
  return { is: 'form', ...(gap ? { gap } : {}), commands, targets };
}
