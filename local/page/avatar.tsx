import type { Account } from '../slack/wire.ts';
import { nameOf } from './directory.ts';

const HUES = [12, 38, 90, 145, 175, 205, 235, 265, 295, 330];

/** The same person has the same colour everywhere, in every window. */
function hueOf(id: string): number {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + character.charCodeAt(0)) >>> 0;
  return HUES[sum % HUES.length] ?? 0;
}

/** `vendor-2` is V2 and `operator` is OP: two letters that tell neighbours apart. */
function initials(name: string): string {
  const [first = '', second] = name.split(/[-_. ]/);
  return (second ? first.slice(0, 1) + second.slice(0, 1) : first.slice(0, 2)).toUpperCase();
}

export function Avatar({ account, size = 36 }: { account: Account | undefined; size?: number }) {
  const style = { width: size, height: size, fontSize: size * 0.38, '--hue': hueOf(account?.id ?? '') };
  if (account?.isBot) {
    return (
      <span class="avatar avatar-bot" style={style} aria-hidden="true">
        <svg viewBox="0 0 32 32" width="62%" aria-hidden="true">
          <path d="M10 25V7h7.5a5.2 5.2 0 0 1 1 10.3L24 25M10 17.4h8" />
        </svg>
      </span>
    );
  }
  return (
    <span class="avatar" style={style} aria-hidden="true">
      {account ? initials(nameOf(account)) : '?'}
    </span>
  );
}
