import { randomUUID } from 'node:crypto';

export type AlarmState = 'alarm' | 'ok';

/** What EventBridge brings when an alarm of CloudWatch's changes its state, as the function gets it. */
export function alarmEvent(name: string, state: AlarmState, { at, region }: { at: number; region: string }) {
  const ringing = state === 'alarm';
  const time = new Date(at).toISOString();
  const reason = ringing ? 'Threshold Crossed: 1 datapoint was above the threshold' : 'Threshold no longer crossed';
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'CloudWatch Alarm State Change',
    source: 'aws.cloudwatch',
    account: '123456789012',
    time,
    region,
    resources: [`arn:aws:cloudwatch:${region}:123456789012:alarm:${name}`],
    detail: {
      alarmName: name,
      state: { value: ringing ? 'ALARM' : 'OK', reason, timestamp: time.replace('Z', '+0000') },
      previousState: { value: ringing ? 'OK' : 'ALARM' },
    },
  };
}
