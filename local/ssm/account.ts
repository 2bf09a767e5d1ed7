/** The account and region that the local stand-ins speak of: AWS's own example account. */
export const ACCOUNT = '123456789012';
export const REGION = 'us-east-1';

/** The ARN of a host, by the kind of its id. */
export function arnOf(instanceId: string): string {
  const managed = instanceId.startsWith('mi-');
  return managed
    ? `arn:aws:ssm:${REGION}:${ACCOUNT}:managed-instance/${instanceId}`
    : `arn:aws:ec2:${REGION}:${ACCOUNT}:instance/${instanceId}`;
}
