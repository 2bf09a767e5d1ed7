import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Fleet } from '../fleet/host.ts';
import { type SetTags, setTagsForNow } from '../fleet/tags.ts';
import type { Action, Service } from './action.ts';
import { getCalendarState } from './actions/calendars.ts';
import { cancelCommand, getCommandInvocation, listCommandInvocations, listCommands } from './actions/commands.ts';
import { describeDocument, getDocument } from './actions/documents.ts';
import { addTagsToResource, describeInstanceInformation, listTagsForResource } from './actions/nodes.ts';
import { sendCommand } from './actions/send-command.ts';
import { readCalendars } from './calendars.ts';
import { createDispatch } from './dispatch.ts';
import { readDocument, type ShippedDocument } from './document.ts';
import { type BusEvent, createBus } from './events.ts';
import { type CallFault, createFaults, type Faults } from './faults.ts';
import { serveLoopback } from './loopback.ts';
import { refusal } from './refusal.ts';
import { isOver } from './status.ts';
import { openStore } from './store.ts';
import { createStoreOutput } from './store-output.ts';

const ACTIONS: Readonly<Record<string, Action>> = {
  SendCommand: sendCommand,
  ListCommands: listCommands,
  ListCommandInvocations: listCommandInvocations,
  GetCommandInvocation: getCommandInvocation,
  CancelCommand: cancelCommand,
  DescribeInstanceInformation: describeInstanceInformation,
  ListTagsForResource: listTagsForResource,
  AddTagsToResource: addTagsToResource,
  DescribeDocument: describeDocument,
  GetDocument: getDocument,
  GetCalendarState: getCalendarState,
};

const INTERNAL = { __type: 'InternalServerError', message: 'Internal failure.' };

export type SsmOptions = {
  readonly fleet: Fleet;
  /** Keeps the tags of a managed node; until the hosts end when absent. */
  readonly setTags?: SetTags;
  /** Asked at every call: what is shipped now. Nothing else runs on a host. */
  readonly documents: () => readonly ShippedDocument[];
  readonly now: () => number;
  /** How far `now` is ahead of the hosts' clock, in milliseconds; not at all when absent. */
  readonly ahead?: () => number;
  /** Takes what EventBridge would deliver. */
  readonly emit: (event: BusEvent) => void;
  /** Where commands are kept: `<home>/ssm`. */
  readonly home: string;
  /** Where S3 is, for the agents; without it they store nothing. */
  readonly s3?: string;
  readonly port?: number;
};

/** `close` first, then the fleet's `stop`: what is in flight then stays in flight, and is run again at the next start. */
export type Ssm = {
  readonly url: string;
  readonly faults: Faults;
  readonly atWork: () => string[];
  readonly close: () => Promise<void>;
};

/**
 * Serves SSM Run Command over the local fleet, in the JSON protocol that the real clients speak.
 *
 * Commands that an earlier process left open go on: undelivered ones until their time is over, and those that were running
 * run again from the start, as AWS's agent does after it was interrupted. The fence of the documents is there for that.
 */
export async function startSsm({
  fleet,
  setTags = setTagsForNow,
  documents,
  now,
  ahead = () => 0,
  emit,
  home,
  s3,
  port = 0,
}: SsmOptions): Promise<Ssm> {
  const faults = createFaults();
  const store = openStore(join(home, 'ssm'), now());
  const storeOutput = createStoreOutput(s3);
  const bus = createBus(emit, now, faults);
  const dispatch = createDispatch({ fleet, store, faults, now, ahead, storeOutput, bus });
  const read = () => documents().map(readDocument);
  const calendars = () => readCalendars(home);
  const service: Service = {
    fleet,
    setTags,
    calendars,
    documents: read,
    store,
    dispatch,
    faults,
    now,
    newId: randomUUID,
  };
  const server = await serveLoopback((request, response, body) => {
    const name = String(request.headers['x-amz-target']).replace(/^AmazonSSM\./, '');
    const fault = faults.takeCall(name);
    if (fault === 'reset') response.socket?.resetAndDestroy();
    else if (fault === '500') answer(response, 500, INTERNAL);
    else if (fault === 'throttle') answer(response, 400, { __type: 'ThrottlingException', message: 'Rate exceeded' });
    else deliver(response, call(name, body, service), fault);
  }, port);
  for (const command of store.all()) if (!command.invocations.every(isOver)) dispatch.start(command);
  return {
    url: server.url,
    faults,
    atWork: dispatch.atWork,
    close: async () => {
      dispatch.close();
      await server.close();
    },
  };
}

function call(name: string, body: string, service: Service): ReturnType<Action> {
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (action === undefined) return refusal('UnknownOperationException', `No operation ${name} here.`);
  try {
    return action(JSON.parse(body === '' ? '{}' : body), service);
  } catch (cause) {
    if (cause instanceof SyntaxError) return refusal('SerializationException', 'The body is not JSON.');
    throw cause;
  }
}

function deliver(response: ServerResponse, result: ReturnType<Action>, fault: CallFault | undefined): void {
  if (fault === 'hang-after-accept') return;
  if (fault === 'reset-after-accept') response.socket?.resetAndDestroy();
  else if (fault === '500-after-accept') answer(response, 500, INTERNAL);
  else if (result.ok) answer(response, 200, result.value);
  else answer(response, 400, { __type: result.error.type, message: result.error.message });
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID() });
  response.end(JSON.stringify(body));
}
