import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { documentsOf } from '../../bot/domain/documents.ts';
import { commands } from '../../commands/index.ts';
import { createStack, FUNCTIONS, readTemplate } from './synthesized.ts';

const stack = createStack({ alarmEmail: 'ops@example.com' });
const { ofType, one } = readTemplate(stack);
const DEAD_LETTERS = [
  'AlarmDeadLetters',
  'ChangeDeadLetters',
  'ClockDeadLetters',
  'CopyDeadLetters',
  'EventDeadLetters',
  'HintDeadLetters',
];
const HINTS = ['Changes', 'Soon'];

describe('the ledger', () => {
  const table = one('AWS::DynamoDB::Table', 'Ledger');

  it('outlives the stack, can be restored to any second and is encrypted', () => {
    expect(table).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    expect(table.Properties).toMatchObject({
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true },
      BillingMode: 'PAY_PER_REQUEST',
    });
    expect(stack.terminationProtection).toBe(true);
  });

  it('has the keys and indexes that the adapter asks for', () => {
    expect(table.Properties).toMatchObject({
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: expect.arrayContaining([
        { AttributeName: 'shard', AttributeType: 'N' },
        { AttributeName: 'due', AttributeType: 'N' },
        { AttributeName: 'kind', AttributeType: 'S' },
        { AttributeName: 'at', AttributeType: 'N' },
      ]),
      GlobalSecondaryIndexes: [
        {
          IndexName: 'due',
          KeySchema: [
            { AttributeName: 'shard', KeyType: 'HASH' },
            { AttributeName: 'due', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
        {
          IndexName: 'born',
          KeySchema: [
            { AttributeName: 'kind', KeyType: 'HASH' },
            { AttributeName: 'at', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    });
  });

  it('sends its new events, and nothing that changes or goes, to the worker', () => {
    const sources = ofType('AWS::Lambda::EventSourceMapping').map(({ Properties }) => Properties);
    const source =
      sources.find(
        ({ FunctionName, EventSourceArn }) => FunctionName === '<Worker>' && EventSourceArn === '<Ledger.StreamArn>',
      ) ?? {};
    const { Filters } = source['FilterCriteria'] as { Filters: { Pattern: string }[] };
    expect(Filters.map(({ Pattern }) => JSON.parse(Pattern))).toEqual([
      { eventName: ['INSERT'], dynamodb: { Keys: { sk: { S: [{ prefix: 'e#' }] } } } },
    ]);
    expect(source).toMatchObject({
      FunctionName: '<Worker>',
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 3,
      MaximumRecordAgeInSeconds: 3600,
      DestinationConfig: { OnFailure: { Destination: '<EventDeadLetters.Arn>' } },
    });
  });
});

describe('the copies of the ledger', () => {
  it('are made by a function of their own, from a reader of its own that tries for as long as the stream has the events', () => {
    const sources = ofType('AWS::Lambda::EventSourceMapping').map(({ Properties }) => Properties);
    expect(sources.find(({ FunctionName }) => FunctionName === '<Audit>')).toMatchObject({
      EventSourceArn: '<Ledger.StreamArn>',
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      MaximumBatchingWindowInSeconds: 60,
      MaximumRetryAttempts: 1_000,
      MaximumRecordAgeInSeconds: 23 * 3600,
      DestinationConfig: { OnFailure: { Destination: '<CopyDeadLetters.Arn>' } },
    });
  });

  it('are locked for a time that the deployer says, in compliance mode unless they say otherwise, and outlive the stack', () => {
    const bucket = one('AWS::S3::Bucket', 'Copies');
    expect(bucket).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    expect(bucket.Properties).toMatchObject({
      ObjectLockEnabled: true,
      ObjectLockConfiguration: {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: '<CopiesLockMode>', Days: '<CopiesLockDays>' } },
      },
      VersioningConfiguration: { Status: 'Enabled' },
    });
    const { Parameters } = Template.fromStack(stack).toJSON() as { Parameters: Record<string, object> };
    expect(Parameters['CopiesLockMode']).toMatchObject({ Default: 'COMPLIANCE' });
    expect(Parameters['CopiesLockDays']).toMatchObject({ Default: 400 });
  });
});

describe('the buckets', () => {
  it.each(['Outputs', 'Copies'])('are private, encrypted and refuse plain HTTP: %s', (id) => {
    expect(one('AWS::S3::Bucket', id).Properties).toMatchObject({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
    const policy = ofType('AWS::S3::BucketPolicy').find(({ Properties }) => Properties['Bucket'] === `<${id}>`);
    expect(JSON.stringify(policy)).toContain('{"Bool":{"aws:SecureTransport":"false"}},"Effect":"Deny"');
  });

  it('let a host write what it printed, and nothing else', () => {
    const { Statement } = one('AWS::IAM::ManagedPolicy', 'HostOutputs').Properties['PolicyDocument'] as {
      Statement: object[];
    };
    expect(Statement).toMatchObject([
      { Effect: 'Allow', Action: 's3:PutObject', Resource: '<Outputs.Arn>/outputs/*' },
      { Effect: 'Allow', Action: 's3:GetEncryptionConfiguration', Resource: '<Outputs.Arn>' },
    ]);
  });
});

describe('the queues', () => {
  const queues = ofType('AWS::SQS::Queue');

  it('are encrypted, refuse plain HTTP and have an alarm on what nobody could handle', () => {
    expect(queues.map(({ id }) => id).sort()).toEqual([...DEAD_LETTERS, ...HINTS].sort());
    for (const { id, Properties } of queues) {
      expect(Properties['SqsManagedSseEnabled']).toBe(true);
      const policy = ofType('AWS::SQS::QueuePolicy').find((each) => String(each.Properties['Queues']) === `<${id}>`);
      expect(JSON.stringify(policy)).toContain('{"Bool":{"aws:SecureTransport":"false"}},"Effect":"Deny"');
    }
  });

  it.each([
    ['Soon', '<HintDeadLetters.Arn>', 6 * 60],
    ['Changes', '<ChangeDeadLetters.Arn>', 6 * 30],
  ])(
    'hold back a message of %s for six times its consumer’s time-out, and give it up after three',
    (id, letters, seconds) => {
      expect(one('AWS::SQS::Queue', id).Properties).toMatchObject({
        VisibilityTimeout: seconds,
        MessageRetentionPeriod: 3600,
        RedrivePolicy: { deadLetterTargetArn: letters, maxReceiveCount: 3 },
      });
    },
  );

  it('keep dead letters for as long as SQS keeps anything', () => {
    for (const id of DEAD_LETTERS) {
      expect(one('AWS::SQS::Queue', id).Properties['MessageRetentionPeriod']).toBe(14 * 24 * 3600);
    }
  });

  it.each([
    ['Soon', '<Worker>', { BatchSize: 10, ScalingConfig: { MaximumConcurrency: 5 } }],
    // What 50 hosts say within 2 seconds: SSM is asked once for all of it.
    [
      'Changes',
      '<RunStatus>',
      { BatchSize: 200, ScalingConfig: { MaximumConcurrency: 2 }, MaximumBatchingWindowInSeconds: 2 },
    ],
  ])('feed %s to %s in batches, whose failures are told apart', (id, target, rest) => {
    const source = ofType('AWS::Lambda::EventSourceMapping').find(
      ({ Properties }) => Properties['EventSourceArn'] === `<${id}.Arn>`,
    );
    expect(source?.Properties).toMatchObject({
      FunctionName: target,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ...rest,
    });
  });
});

describe('the rules', () => {
  const target = (id: string) => (one('AWS::Events::Rule', id).Properties['Targets'] as object[])[0];

  it('queue what SSM says of each host, of our own documents, with both retry numbers and dead letters', () => {
    expect(one('AWS::Events::Rule', 'StatusChanges').Properties['EventPattern']).toEqual({
      source: ['aws.ssm'],
      'detail-type': ['EC2 Command Invocation Status-change Notification'],
      detail: { 'document-name': [{ prefix: 'Remit-' }] },
    });
    expect(target('StatusChanges')).toMatchObject({
      Arn: '<Changes.Arn>',
      DeadLetterConfig: { Arn: '<ChangeDeadLetters.Arn>' },
      RetryPolicy: { MaximumEventAgeInSeconds: 900, MaximumRetryAttempts: 10 },
    });
  });

  it('take each change of an alarm to the incidents', () => {
    expect(one('AWS::Events::Rule', 'AlarmChanges').Properties['EventPattern']).toEqual({
      source: ['aws.cloudwatch'],
      'detail-type': ['CloudWatch Alarm State Change'],
    });
    expect(target('AlarmChanges')).toMatchObject({
      Arn: '<Alarm.Arn>',
      DeadLetterConfig: { Arn: '<AlarmDeadLetters.Arn>' },
      RetryPolicy: { MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 2 },
    });
  });

  it.each([
    ['EachMinute', 'rate(1 minute)', '<Sweep.Arn>'],
    ['EachFiveMinutes', 'rate(5 minutes)', '<Inventory.Arn>'],
  ])('call by %s (%s) %s, once each time', (id, schedule, arn) => {
    expect(one('AWS::Events::Rule', id).Properties['ScheduleExpression']).toBe(schedule);
    expect(target(id)).toMatchObject({
      Arn: arn,
      DeadLetterConfig: { Arn: '<ClockDeadLetters.Arn>' },
      RetryPolicy: { MaximumRetryAttempts: 0 },
    });
  });
});

describe('the functions', () => {
  const functions = ofType('AWS::Lambda::Function');

  it('are five, alike but for their time-outs, each with a log that ends after 90 days', () => {
    expect(functions.map(({ Properties }) => Properties['Description']).sort()).toEqual(
      FUNCTIONS.map((name) => `Remit: ${name}`).sort(),
    );
    for (const { id, Properties } of functions) {
      expect(Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        MemorySize: 512,
        Handler: 'index.handler',
        LoggingConfig: { LogFormat: 'JSON', LogGroup: `<${id}Log>` },
      });
      expect(one('AWS::Logs::LogGroup', `${id}Log`).Properties['RetentionInDays']).toBe(90);
    }
  });

  it('never outlive the 90 seconds for which the worker claims an event', () => {
    expect(one('AWS::Lambda::Function', 'Worker').Properties['Timeout']).toBeLessThan(90);
  });

  it('are told where things are, and no secret', () => {
    const environments = Object.fromEntries(
      functions.map(({ id, Properties }) => [id, (Properties['Environment'] as { Variables: object }).Variables]),
    );
    const slack = { REMIT_SECRETS: 'remit/slack', REMIT_APP_ID: '<SlackAppId>' };
    expect(environments).toEqual({
      SlackRequest: { REMIT_TABLE: '<Ledger>', ...slack },
      Worker: {
        REMIT_TABLE: '<Ledger>',
        ...slack,
        REMIT_SOON_URL: '<Soon>',
        REMIT_OUTPUTS: '<Outputs>',
        REMIT_GITHUB_SECRET: 'remit/github',
        REMIT_COPIES: '<Copies>',
      },
      Audit: { REMIT_COPIES: '<Copies>' },
      RunStatus: { REMIT_TABLE: '<Ledger>', REMIT_SOON_URL: '<Soon>' },
      Sweep: { REMIT_TABLE: '<Ledger>', REMIT_SOON_URL: '<Soon>' },
      Alarm: { REMIT_TABLE: '<Ledger>' },
      Inventory: { REMIT_TABLE: '<Ledger>' },
    });
  });
});

describe('the way in', () => {
  it('is one route, throttled', () => {
    expect(ofType('AWS::ApiGatewayV2::Route').map(({ Properties }) => Properties['RouteKey'])).toEqual([
      'POST /slack/events',
    ]);
    expect(one('AWS::ApiGatewayV2::Stage', 'Stage').Properties['DefaultRouteSettings']).toEqual({
      ThrottlingRateLimit: 20,
      ThrottlingBurstLimit: 50,
    });
  });

  it('logs each access without anything that a person wrote', () => {
    const { DestinationArn, Format } = one('AWS::ApiGatewayV2::Stage', 'Stage').Properties['AccessLogSettings'] as {
      DestinationArn: string;
      Format: string;
    };
    expect(DestinationArn).toBe('<AccessLog.Arn>');
    expect(Object.keys(JSON.parse(Format))).toEqual(['at', 'id', 'route', 'status', 'ms', 'error']);
    expect(one('AWS::Logs::LogGroup', 'AccessLog').Properties['RetentionInDays']).toBe(90);
  });
});

describe('the documents', () => {
  it('are those of the commands, word for word, and stay when they are replaced or the stack is deleted', () => {
    const documents = ofType('AWS::SSM::Document');
    const shipped = documentsOf(commands).map(({ name, content }) => [name, JSON.parse(content)]);
    expect(documents.map(({ Properties }) => [Properties['Name'], Properties['Content']])).toEqual(shipped);
    for (const document of documents) {
      expect(document).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
      expect(document.Properties).toMatchObject({ DocumentType: 'Command', DocumentFormat: 'JSON' });
      expect(document.Properties['Name']).toMatch(/^Remit-[A-Za-z]+(-Undo)?-[0-9a-f]{8}$/);
      expect(JSON.stringify(document.Properties['Content']).length).toBeLessThan(64 * 1024);
    }
  });
});

describe('the alarms', () => {
  const alarms = ofType('AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);
  const watched = (metric: string) => alarms.filter(({ MetricName }) => MetricName === metric);
  const dimension = (name: string) => (alarm: object) => {
    const { Dimensions = [] } = alarm as { Dimensions?: { Name: string; Value: string }[] };
    return Dimensions.find(({ Name }) => Name === name)?.Value;
  };

  it('watch every dead letter, from the first', () => {
    const depth = watched('ApproximateNumberOfMessagesVisible');
    expect(depth.map(dimension('QueueName')).sort()).toEqual(DEAD_LETTERS.map((id) => `<${id}.QueueName>`));
    for (const alarm of depth) {
      expect(alarm).toMatchObject({ Threshold: 0, EvaluationPeriods: 1, ComparisonOperator: 'GreaterThanThreshold' });
    }
  });

  it('watch errors and throttles of every function, late work and failed answers', () => {
    const names = ofType('AWS::Lambda::Function')
      .map(({ id }) => `<${id}>`)
      .sort();
    expect(watched('Errors').map(dimension('FunctionName')).sort()).toEqual(names);
    expect(watched('Throttles').map(dimension('FunctionName')).sort()).toEqual(names);
    expect(watched('IteratorAge').map(dimension('FunctionName'))).toEqual(['<Worker>']);
    expect(watched('5xx')).toHaveLength(1);
  });

  it('tell the topic, which CloudWatch may publish to and whose mail goes where it was asked to', () => {
    for (const alarm of alarms) expect(alarm['AlarmActions']).toEqual(['<AlarmsTopic>']);
    expect(ofType('AWS::SNS::Subscription').map(({ Properties }) => Properties['Endpoint'])).toEqual([
      'ops@example.com',
    ]);
    const policy = JSON.stringify(ofType('AWS::SNS::TopicPolicy'));
    expect(policy).toContain('"Effect":"Allow","Principal":{"Service":"cloudwatch.amazonaws.com"}');
    expect(policy).toContain('{"aws:SourceAccount":"account"}');
  });
});
