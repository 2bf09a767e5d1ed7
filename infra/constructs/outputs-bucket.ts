import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { OUTPUT_PREFIX } from '../../bot/adapters/s3/places.ts';

/** Longer than SSM itself keeps anything (30 days); what hosts print may hold secrets, and is not kept for ever. */
const KEPT = Duration.days(90);

/**
 * Where the agents store what commands print, unmasked. Read by the worker alone. Versions: what a host wrote first stays
 * to be looked at when somebody writes over it.
 */
export function createOutputsBucket(scope: Construct): Bucket {
  return new Bucket(scope, 'Outputs', {
    encryption: BucketEncryption.S3_MANAGED,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    versioned: true,
    lifecycleRules: [
      { expiration: KEPT, noncurrentVersionExpiration: KEPT, abortIncompleteMultipartUploadAfter: Duration.days(1) },
    ],
    removalPolicy: RemovalPolicy.RETAIN,
  });
}

/** For the role of each managed host, to be attached by whoever owns it: the agent writes with the host's own rights. */
export function createHostPolicy(scope: Construct, outputs: Bucket): ManagedPolicy {
  return new ManagedPolicy(scope, 'HostOutputs', {
    description: 'Remit: a host may store what its commands print, and read nothing',
    statements: [
      new PolicyStatement({ actions: ['s3:PutObject'], resources: [outputs.arnForObjects(`${OUTPUT_PREFIX}/*`)] }),
      new PolicyStatement({ actions: ['s3:GetEncryptionConfiguration'], resources: [outputs.bucketArn] }),
    ],
  });
}
