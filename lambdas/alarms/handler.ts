import * as z from 'zod/mini';

/** What EventBridge says of an alarm of CloudWatch's. The time of the change is that of the state, not of the delivery. */
const stateChange = z.object({
  'detail-type': z.literal('CloudWatch Alarm State Change'),
  resources: z.array(z.string()).check(z.minLength(1)),
  detail: z.object({
    alarmName: z.string().check(z.minLength(1)),
    state: z.object({
      value: z.enum(['ALARM', 'OK', 'INSUFFICIENT_DATA']),
      reason: z.optional(z.string()),
      timestamp: z.string(),
    }),
  }),
});

/** CloudWatch's reasons go on for pages of figures. */
const REASON_MOST = 300;

type Change = { arn: string; name: string; ringing: boolean; reason: string; at: number };
type Heard = { is: string };

/** Takes one alarm to the incidents. One without data is left alone; throws at what is no change of an alarm. */
export function createHandler({ hear }: { hear: (change: Change) => Promise<Heard> }) {
  return async (event: unknown): Promise<Heard> => {
    const { resources, detail } = z.parse(stateChange, event);
    const { value, reason = '', timestamp } = detail.state;
    const at = Date.parse(timestamp.replace(/\+0000$/, 'Z'));
    if (value === 'INSUFFICIENT_DATA' || Number.isNaN(at)) return { is: 'ignored' };
    const [arn = ''] = resources;
    const ringing = value === 'ALARM';
    return hear({ arn, name: detail.alarmName, ringing, reason: reason.slice(0, REASON_MOST).toWellFormed(), at });
  };
}
