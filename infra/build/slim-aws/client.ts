import { setTimeout as sleep } from 'node:timers/promises';
import { type Posted, post, type Timeouts } from './post.ts';
import { type Credentials, signed } from './sign.ts';

export type Options = { region: string; credentials?: Credentials; maxAttempts?: number; requestHandler?: Timeouts };
export type Service = { name: string; prefix: string; contentType: string; endpoint: string | undefined };

/** An operation with its input: what the SDK calls a command. */
export type Command = { operation: string; input: unknown };

/** What AWS answered instead of a result, by the name that its protocol gives it. */
export class ServiceException extends Error {
  readonly $metadata: { httpStatusCode: number };
  constructor(name: string, message: string, status: number) {
    super(message);
    this.name = name;
    this.$metadata = { httpStatusCode: status };
  }
}

/** AWS says by these that it did nothing and that trying again is welcome. */
const THROTTLED = new Set([
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottledException',
  'ThrottledException',
  'ThrottlingException',
  'TransactionInProgressException',
]);

/** Longest wait before another attempt: the whole answer has 3 seconds. */
const PAUSE = 100;

export type Send = (command: Command, ask: { signal?: AbortSignal | undefined }) => Promise<string>;

/**
 * Sends operations of one service, as the SDK's client does with the options that the request path gives it: the same
 * attempts, time-outs and errors.
 */
export function createSend(service: Service, options: Options): Send {
  const { credentials, maxAttempts = 3, requestHandler = {} } = options;
  if (!credentials) throw new Error('this bundle takes its credentials from its environment alone: none were given');
  const once = oncePosted(service, { ...options, credentials });
  return async (command, { signal }) => {
    const attempt = async (left: number): Promise<string> => {
      try {
        return answerOf(await once(command, { ...requestHandler, signal }));
      } catch (error) {
        if (left === 0 || signal?.aborted || !isPassing(error)) throw error;
      }
      await sleep(Math.random() * PAUSE, undefined, signal ? { signal } : {});
      return attempt(left - 1);
    };
    return attempt(maxAttempts - 1);
  };
}

function oncePosted(service: Service, { region, credentials }: Options & { credentials: Credentials }) {
  const url = new URL(service.endpoint ?? `https://${service.name}.${region}.amazonaws.com`);
  return ({ operation, input }: Command, limits: Timeouts & { signal?: AbortSignal | undefined }): Promise<Posted> => {
    const body = JSON.stringify(input, inBase64);
    const at = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '');
    const { contentType, prefix, name } = service;
    const unsigned = { service: name, region, host: url.host, target: `${prefix}.${operation}`, contentType, body, at };
    return post(url, signed(unsigned, credentials), body, limits);
  };
}

/** AWS's JSON carries bytes in base64. A Buffer has become an object by the time that it is the value. */
function inBase64(this: Record<string, unknown>, key: string, value: unknown): unknown {
  const given = this[key];
  return given instanceof Uint8Array ? Buffer.from(given).toString('base64') : value;
}

function answerOf({ status, text }: Posted): string {
  if (status === 200) return text;
  const { type, message } = faultOf(text);
  throw new ServiceException(type.replace(/^.*#|:.*$/g, ''), message, status);
}

function faultOf(text: string): { type: string; message: string } {
  try {
    const { __type: type = 'UnknownError', message, Message = '' } = JSON.parse(text);
    return { type: String(type), message: String(message ?? Message) };
  } catch (error) {
    if (error instanceof SyntaxError) return { type: 'UnknownError', message: 'an answer that is no JSON' };
    throw error;
  }
}

/** An error without an answer is the connection's, or a time-out. */
function isPassing(error: unknown): boolean {
  if (!(error instanceof ServiceException)) return true;
  return error.$metadata.httpStatusCode >= 500 || THROTTLED.has(error.name);
}
