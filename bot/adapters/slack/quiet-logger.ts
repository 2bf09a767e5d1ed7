import type { Logger } from '@slack/bolt';
import type { Log } from '../../ports/log.ts';

type Level = ReturnType<Logger['getLevel']>;

/**
 * A logger for Slack's packages that lets no payload through: they log whole events and responses when asked to, and
 * error objects with request bodies. What is kept is that something was said, and its first words.
 */
export function quietLogger(log: Log): Logger {
  const say =
    (level: 'warn' | 'error') =>
    (...[first]: unknown[]) =>
      log(level, 'slack package', { said: typeof first === 'string' ? first.slice(0, 80) : nameOf(first) });
  return {
    debug: () => {},
    info: () => {},
    warn: say('warn'),
    error: say('error'),
    setLevel: () => {},
    getLevel: () => 'warn' as Level,
    setName: () => {},
  };
}

function nameOf(said: unknown): string {
  return said instanceof Error ? said.name : typeof said;
}
