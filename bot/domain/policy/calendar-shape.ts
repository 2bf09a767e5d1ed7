import type { Fault, Shape } from '../table/shape.ts';
import { ENVIRONMENTS } from '../target.ts';
import type { PolicyBody } from './policy.ts';

/** Calendars outside of Remit, as a policy's file has them. */
export const calendarsShape: Shape = {
  is: 'list',
  most: 10,
  of: {
    is: 'object',
    fields: {
      environment: { is: 'one-of', values: ENVIRONMENTS },
      calendar: {
        is: 'text',
        pattern: /^[A-Za-z0-9_.:/-]{3,200}$/,
        allowed: 'the name of a Change Calendar of SSM, or the ARN of a shared one',
      },
    },
  },
};

/** The same calendar twice would be asked for nothing. */
export function faultsOfCalendars({ calendars = [] }: PolicyBody): Fault[] {
  const key = JSON.stringify;
  return calendars.flatMap((one, at) =>
    calendars.findIndex((other) => key(other) === key(one)) < at
      ? [{ path: `calendars[${at}].calendar`, got: key(one.calendar), allowed: 'each calendar of an environment once' }]
      : [],
  );
}
