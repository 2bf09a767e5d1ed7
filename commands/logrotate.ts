import type { Field } from '../bot/domain/command.ts';
import { plainName } from './fields.ts';

/** A file of /etc/logrotate.d. */
export function rotationName(): Field {
  return plainName({ label: 'Log', example: 'nginx' });
}
