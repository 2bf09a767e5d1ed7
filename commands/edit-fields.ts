import type { Field } from '../bot/domain/command.ts';
import { EDITABLE, NEVER_EDITED, NEVER_WHY } from '../bot/domain/policy/may-edit.ts';
import { pathUnder } from './fields.ts';

/** A file that the policy lets be read and edited. */
export function editedFile(): Field {
  return {
    ...pathUnder(EDITABLE, { example: '/etc/nginx/nginx.conf' }),
    except: { names: NEVER_EDITED, why: NEVER_WHY },
    listed: 'may-edit',
  };
}

/** A text of its own, which the document gets in base64: what begins with a dash or holds a quotation mark is nothing special. */
export function anyText(making: { label: string; example: string; allowed: string }): Field {
  return { allowedPattern: '^[ -~]+$', sent: '^[A-Za-z0-9][A-Za-z0-9+/]*={0,2}$', ...making };
}

export function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
