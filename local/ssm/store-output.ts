import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { ACCOUNT, REGION } from './account.ts';
import { stepName } from './actions/describe.ts';
import type { Report } from './agent.ts';
import type { Command, Invocation } from './command.ts';

/** Stores what a command printed on one host, before the host reports: as the agent does, with the host's own rights. */
export type StoreOutput = (command: Command, invocation: Invocation, report: Report) => Promise<void>;

/**
 * Puts stdout and stderr where the agent puts them:
 * `<prefix>/<command>/<instance>/awsrunShellScript/<step>/stdout`. What cannot be stored is lost, and the command goes on, as there.
 */
export function createStoreOutput(endpoint: string | undefined): StoreOutput {
  if (endpoint === undefined) return async () => undefined;
  const credentials = { accessKeyId: ACCOUNT, secretAccessKey: 'host' };
  const s3 = new S3Client({ endpoint, region: REGION, credentials });
  return async (command, { instanceId }, { stdout, stderr }) => {
    if (!command.output) return;
    const { bucket, prefix } = command.output;
    const folder = [prefix, command.id, instanceId, 'awsrunShellScript', stepName(command)].join('/');
    const streams = Object.entries({ stdout, stderr }).filter(([, text]) => text !== '');
    const puts = streams.map(([name, Body]) =>
      s3.send(new PutObjectCommand({ Bucket: bucket, Key: `${folder}/${name}`, Body })),
    );
    const stored = await Promise.allSettled(puts);
    for (const one of stored) if (one.status === 'rejected') process.emitWarning(`not stored: ${String(one.reason)}`);
  };
}
