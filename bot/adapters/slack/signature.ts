import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../../domain/instant.ts';
import { SECOND } from '../../domain/instant.ts';

/** How far Slack's clock and ours may be apart, either way: https://docs.slack.dev/authentication/verifying-requests-from-slack */
export const MAX_SKEW = 300 * SECOND;

const SIGNATURE = /^v0=[0-9a-f]{64}$/;
const TIMESTAMP = /^[1-9]\d{0,11}$/;

/** The two headers that Slack signs with, when they have the only form that Slack ever sends. */
export type Stamp = { signature: string; timestamp: string };

/**
 * Reads the stamp, or says that there is none that could be valid: cheap, before any secret is looked at. A time in the
 * future is refused like one in the past: else a recorded request could be kept for later.
 */
export function readStamp(headers: { signature?: string; timestamp?: string }, now: Instant): Stamp | undefined {
  const { signature = '', timestamp = '' } = headers;
  if (!SIGNATURE.test(signature) || !TIMESTAMP.test(timestamp)) return undefined;
  if (Math.abs(now - Number(timestamp) * SECOND) > MAX_SKEW) return undefined;
  return { signature, timestamp };
}

/** Whether one of the secrets signed exactly these bytes. Two secrets hold while the signing secret is rotated. */
export function isSigned(body: Uint8Array, stamp: Stamp, secrets: readonly string[]): boolean {
  const given = Buffer.from(stamp.signature);
  return secrets.some((secret) => timingSafeEqual(given, Buffer.from(sign(body, stamp.timestamp, secret))));
}

/** Slack's signature of a body: `v0=` and 64 hexadecimal digits. */
export function sign(body: Uint8Array | string, timestamp: string, secret: string): string {
  return `v0=${createHmac('sha256', keyOf(secret)).update(`v0:${timestamp}:`).update(body).digest('hex')}`;
}

/** Making a key costs as much as signing with it: the last few are kept, as their secrets are. */
const keys = new Map<string, KeyObject>();
const KEPT = 4;

function keyOf(secret: string): KeyObject {
  if (secret === '') throw new Error('the signing secret is empty: anybody could sign with it');
  const kept = keys.get(secret);
  if (kept) return kept;
  if (keys.size >= KEPT) keys.clear();
  const key = createSecretKey(secret, 'utf8');
  keys.set(secret, key);
  return key;
}
