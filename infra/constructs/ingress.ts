import { RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

/** The path that infra/slack-manifest.json names for commands, events and interactions alike. */
export const SLACK_PATH = '/slack/events';

/** What is logged of a request: nothing that Slack or a person wrote. */
const ACCESS_LOG = JSON.stringify({
  at: '$context.requestTime',
  id: '$context.requestId',
  route: '$context.routeKey',
  status: '$context.status',
  ms: '$context.responseLatency',
  error: '$context.integrationErrorMessage',
});

/**
 * One route, from the internet to the function that answers Slack. Its lock is the signature that the function checks first.
 *
 * Throttled above what Slack sends to one app in its worst hour (30,000 deliveries, 8 a second), so that junk costs little.
 */
export function createIngress(scope: Construct, slackRequest: IFunction): HttpStage {
  const api = new HttpApi(scope, 'Api', { createDefaultStage: false, description: 'Remit: requests from Slack' });
  api.addRoutes({
    path: SLACK_PATH,
    methods: [HttpMethod.POST],
    integration: new HttpLambdaIntegration('SlackRequestIntegration', slackRequest),
  });
  const logGroup = new LogGroup(scope, 'AccessLog', {
    retention: RetentionDays.THREE_MONTHS,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  return new HttpStage(scope, 'Stage', {
    httpApi: api,
    stageName: '$default',
    autoDeploy: true,
    throttle: { rateLimit: 20, burstLimit: 50 },
    accessLogSettings: {
      destination: new LogGroupLogDestination(logGroup),
      format: AccessLogFormat.custom(ACCESS_LOG),
    },
  });
}
