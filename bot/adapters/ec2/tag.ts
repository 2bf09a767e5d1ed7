import { CreateTagsCommand, type EC2Client } from '@aws-sdk/client-ec2';
import { AddTagsToResourceCommand, type SSMClient } from '@aws-sdk/client-ssm';
import type { SetTags } from '../../ports/joinings.ts';

/** What the cloud says of an instance that is not there, or that IAM keeps from being tagged: another call says the same. */
const NO = new Set([
  'InvalidInstanceID.NotFound',
  'InvalidInstanceID.Malformed',
  'InvalidResourceId',
  'UnauthorizedOperation',
  'AccessDeniedException',
]);

/** Tags of `i-` are EC2's, those of `mi-` are Systems Manager's. One call sets them all. */
export function createSetTags({ ec2, ssm }: { ec2: EC2Client; ssm: SSMClient }): SetTags {
  return async (instanceId, tags) => {
    const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    try {
      await (instanceId.startsWith('mi-')
        ? ssm.send(new AddTagsToResourceCommand({ ResourceType: 'ManagedInstance', ResourceId: instanceId, Tags }))
        : ec2.send(new CreateTagsCommand({ Resources: [instanceId], Tags })));
    } catch (cause) {
      if (cause instanceof Error && NO.has(cause.name)) return { is: 'no', why: cause.name };
      throw cause;
    }
    return { is: 'tagged' };
  };
}
