import { parse as parseForm } from 'node:querystring';

/** The largest body that is looked at, in bytes. Slack's own are a few kilobytes; a form with 100 options is about 40. */
export const MAX_BODY = 100 * 1024;

/** What API Gateway's HTTP API gives (payload format 2.0), as far as it is read here. Header names are lower-case. */
export type HttpEvent = {
  headers: Record<string, string | undefined>;
  body?: string | undefined;
  isBase64Encoded?: boolean;
  rawPath?: string;
};

/** The bytes that Slack signed, or undefined when there are too many. An HTTP API encodes form posts in base64. */
export function bytesOf({ body = '', isBase64Encoded = false }: HttpEvent): Uint8Array | undefined {
  if (body.length > (isBase64Encoded ? Math.ceil((MAX_BODY * 4) / 3) + 3 : MAX_BODY)) return undefined;
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  return bytes.length > MAX_BODY ? undefined : bytes;
}

/**
 * The signed bytes as the JSON that Bolt gets, or undefined when they are not what Slack sends: another media type, bytes
 * that are no UTF-8, a form with a key twice or no JSON where there has to be some.
 *
 * Bolt is handed this instead of the form, so that what was checked and what is acted on come from one reading.
 */
export function jsonOf(bytes: Uint8Array, contentType: string | undefined): Payload | undefined {
  const media = mediaType(contentType);
  const text = utf8(bytes);
  if (text === undefined || media === undefined) return undefined;
  if (media === 'application/json') return payload(text);
  const fields = form(text);
  if (!fields) return undefined;
  if (fields['payload'] === undefined) return { json: JSON.stringify(fields), value: fields };
  return Object.keys(fields).length === 1 ? payload(fields['payload']) : undefined;
}

/** A body that parsed to an object. `value` belongs to nobody: its fields are read by name only. */
export type Payload = { json: string; value: Record<string, unknown> };

function payload(json: string): Payload | undefined {
  const value = parse(json);
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? { json, value: value as Record<string, unknown> }
    : undefined;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const MEDIA = /^(application\/x-www-form-urlencoded|application\/json)(?:\s*;\s*charset\s*=\s*"?utf-8"?)?\s*$/i;

function mediaType(contentType = ''): string | undefined {
  return MEDIA.exec(contentType)?.[1]?.toLowerCase();
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** A key twice means that two readers could see two values; `__proto__` is no field of Slack's. */
function form(text: string): Record<string, string> | undefined {
  // As many keys as there are: the reader's own limit drops the others without a word.
  const fields = parseForm(text, '&', '=', { maxKeys: 0 });
  const strict = Object.keys(fields).every((key) => typeof fields[key] === 'string' && key !== '__proto__');
  return strict ? (fields as Record<string, string>) : undefined;
}
