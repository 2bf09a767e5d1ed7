import type { Field } from '../bot/domain/command.ts';

/** A systemd unit. It begins with a letter or digit, so that it is never an option (`--help`). */
export function serviceName(): Field {
  return {
    allowedPattern: '^[a-z0-9][a-z0-9@._-]{0,62}$',
    allowed: "a unit's name: lower-case letters, digits, `.`, `-`, `_` and `@`, beginning with a letter or digit",
    example: 'nginx',
    label: 'Service',
    known: 'services',
  };
}

/** How many lines of a log: up to a thousand, more is for the log itself. */
export function lineCount(): Field {
  return {
    allowedPattern: '^([1-9][0-9]{0,2}|1000)$',
    allowed: 'a number from 1 to 1000',
    example: '50',
    label: 'Lines',
    default: '50',
  };
}

/** A field that may be left out of the sentence has what holds then; its words say so. */
type Making = { label?: string; example?: string; default?: string };

/**
 * A Debian package, with a version where one is wanted: `htop`, `htop=3.2.2-2`. One word of the sentence; a script takes
 * it apart with `${SSM_Package%%=*}`.
 */
export function packageName(making: Making = {}): Field {
  return {
    allowedPattern: '^[a-z0-9][a-z0-9+.-]{1,62}(=[0-9][A-Za-z0-9.+:~-]{0,62})?$',
    allowed:
      "a package's name: lower-case letters, digits, `+`, `.` and `-`; then perhaps `=` and a version: a digit, then letters, digits, `.`, `+`, `:`, `~`, `-`",
    example: 'htop',
    label: 'Package',
    ...making,
  };
}

/** A port or a range of ports with its protocol, as one word: `443/tcp`, `6000-6010/udp`. */
export function portAndProtocol(making: Making = {}): Field {
  const port = '([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])';
  return {
    allowedPattern: `^${port}(-${port})?/(tcp|udp)$`,
    allowed: 'a port from 1 to 65535, or two with `-` between, then `/tcp` or `/udp`',
    example: '443/tcp',
    label: 'Port and protocol',
    ...making,
  };
}

const BYTE = '(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])';
const IPV4 = `${BYTE}([.]${BYTE}){3}`;
const PREFIX4 = '(3[0-2]|[1-2]?[0-9])';
const HEXES = '[0-9a-f]{1,4}(:[0-9a-f]{1,4}){0,6}';
const PREFIX6 = '(12[0-8]|1[0-1][0-9]|[1-9]?[0-9])';

/**
 * Addresses: IPv4 with or without a prefix (`10.1.0.0/16`), IPv6 in lower case with a prefix; `any` where it is the default.
 * IPv6 is checked for its letters here, and for its sense by the program that takes it.
 */
export function cidr(making: Making = {}): Field {
  const any = making.default === 'any' ? 'any|' : '';
  return {
    allowedPattern: `^(${any}${IPV4}(/${PREFIX4})?|${HEXES}(::|:)?(${HEXES})?/${PREFIX6})$`,
    allowed: `an IPv4 address (four numbers with \`.\` between), or a network with \`/\` and its length such as \`10.1.0.0/16\`; IPv6 in digits, \`a\` to \`f\` and \`:\`, with \`/\` and its length${any ? '; or `any`' : ''}`,
    example: '10.1.0.0/16',
    label: 'Network',
    ...making,
  };
}

/** An address without a prefix, such as a gateway's. */
export function ipAddress(making: Making = {}): Field {
  return {
    allowedPattern: `^(${IPV4}|${HEXES}(::|:)(${HEXES})?)$`,
    allowed:
      'an IPv4 address, or an IPv6 address in digits, `a` to `f` and `:`; four numbers from 0 to 255 with `.` between, such as `10.1.0.1`',
    example: '10.1.0.1',
    label: 'Address',
    ...making,
  };
}

/** An account of the operating system, as useradd wants it; 32 characters is Linux's limit. */
export function accountName(making: Making = {}): Field {
  return {
    allowedPattern: '^[a-z][a-z0-9_-]{0,31}$',
    allowed: "an account's name: a lower-case letter, then at most 31 lower-case letters, digits, `_` and `-`",
    example: 'alice',
    label: 'Account',
    ...making,
  };
}

/** How long something holds, from minutes to days: `30m`, `4h`, `7d`; scripts take the number and the unit apart. */
export function duration(making: Making = {}): Field {
  return {
    allowedPattern: '^([1-9][0-9]{0,2}m|[1-9][0-9]?h|[1-9][0-9]?d)$',
    allowed: 'a number and `m`, `h` or `d`: at most `999m`, `99h` or `99d`',
    example: '4h',
    label: 'For how long',
    ...making,
  };
}

/**
 * A file below one of the allowed directories. No part of it begins with a dot, so that there is no way up (`..`) and no
 * hidden file. `directories`: absolute, without a slash at the end.
 */
export function pathUnder(directories: readonly string[], making: Making & { example: string }): Field {
  const begins = directories.map((directory) => directory.replaceAll('.', '[.]')).join('|');
  return {
    allowedPattern: `^(${begins})(/[A-Za-z0-9_][A-Za-z0-9._@+-]{0,63}){1,8}$`,
    allowed: `a file below ${directories.map((directory) => `\`${directory}\``).join(', ')}, at most eight folders deep: letters, digits, \`.\`, \`_\`, \`@\`, \`+\`, \`-\`; no part begins with \`.\`, \`@\`, \`+\` or \`-\``,
    label: 'File',
    ...making,
  };
}

/** A web address to look at, without a user, a query or a fragment. Which hosts may be asked is the command's to say. */
export function url(making: Making = {}): Field {
  return {
    allowedPattern: '^https?://[A-Za-z0-9][A-Za-z0-9.-]{0,252}(:[1-9][0-9]{0,4})?(/[A-Za-z0-9._~/-]{0,200})?$',
    allowed:
      'an address that begins with `http://` or `https://`, a host of letters, digits, `.` and `-`, perhaps `:` and a port, perhaps a path of letters, digits, `.`, `_`, `~`, `/`, `-`',
    example: 'http://localhost/',
    label: 'Address',
    ...making,
  };
}

/** One of a few words. */
export function oneOf(words: readonly string[], making: Making & { label: string }): Field {
  return {
    allowedPattern: `^(${words.join('|')})$`,
    allowed: `one of ${words.map((word) => `\`${word}\``).join(', ')}`,
    example: words[0] ?? '',
    ...making,
  };
}

/** A plain name of something: a peer, a group, a backup, a region. */
export function plainName(making: Making & { label: string; example: string }): Field {
  return {
    allowedPattern: '^[a-z0-9][a-z0-9._-]{0,62}$',
    allowed:
      'a name: lower-case letters, digits, `.`, `_` and `-`, beginning with a letter or digit, at most 63 characters',
    ...making,
  };
}
