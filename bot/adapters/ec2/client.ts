import { EC2Client } from '@aws-sdk/client-ec2';

export type Ec2Options = {
  region: string;
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
};

/** Asked every five minutes, of a list that may be long: it may take its time. */
export function createEc2({ region, credentials }: Ec2Options): EC2Client {
  return new EC2Client({
    region,
    ...(credentials ? { credentials } : {}),
    maxAttempts: 4,
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
  });
}
