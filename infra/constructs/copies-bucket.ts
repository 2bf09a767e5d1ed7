import { CfnParameter, RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

/**
 * Where copies of the ledger's events are kept, under Object Lock: in its compliance mode nobody, not the account's root
 * either, changes or deletes one before its time. Both are parameters of the stack, since they cannot be taken back.
 */
export function createCopiesBucket(scope: Construct): Bucket {
  const mode = new CfnParameter(scope, 'CopiesLockMode', {
    description:
      'COMPLIANCE: nobody can delete a copy before its time. GOVERNANCE: who holds s3:BypassGovernanceRetention can.',
    allowedValues: ['COMPLIANCE', 'GOVERNANCE'],
    default: 'COMPLIANCE',
  });
  const days = new CfnParameter(scope, 'CopiesLockDays', {
    description: 'For how many days a copy of an event cannot be deleted.',
    type: 'Number',
    minValue: 1,
    maxValue: 3650,
    default: 400,
  });
  const bucket = new Bucket(scope, 'Copies', {
    encryption: BucketEncryption.S3_MANAGED,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    versioned: true,
    objectLockEnabled: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  const resource = bucket.node.defaultChild;
  if (!(resource instanceof CfnBucket)) throw new Error('the bucket has no resource of its own');
  const DefaultRetention = { Mode: mode.valueAsString, Days: days.valueAsNumber };
  resource.addPropertyOverride('ObjectLockConfiguration', { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention } });
  return bucket;
}
