import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

export type FunctionName = 'slack-request' | 'worker' | 'run-status' | 'sweep' | 'inventory' | 'alarms' | 'audit';

type Props = {
  name: FunctionName;
  /** Folder that holds one folder a function, written by `npm run build`. */
  bundles: string;
  timeout: Duration;
  environment: Record<string, string>;
};

/** A role with nothing but its own log: what the function may do beyond that, the stack says, statement by statement. */
export class RemitFunction extends LambdaFunction {
  readonly name: FunctionName;

  constructor(scope: Construct, id: string, { name, bundles, timeout, environment }: Props) {
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    const logGroup = new LogGroup(scope, `${id}Log`, {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    super(scope, id, {
      description: `Remit: ${name}`,
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(bundleOf(bundles, name)),
      // The share of a core grows with memory: at 512 MB a cold start fits Slack's 3 seconds with room; at 128 MB it does not.
      memorySize: 512,
      timeout,
      environment,
    });
    this.name = name;
    const lines = ['logs:CreateLogStream', 'logs:PutLogEvents'];
    role.addToPolicy(new PolicyStatement({ actions: lines, resources: [logGroup.logGroupArn] }));
  }
}

function bundleOf(bundles: string, name: FunctionName): string {
  const folder = join(bundles, name);
  if (!existsSync(folder)) throw new Error(`${folder} is missing: run \`npm run build\` first, it writes the bundles`);
  return folder;
}
