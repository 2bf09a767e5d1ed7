/**
 * Bolt and the AWS SDK as their own first pages give them, with the same reads and the same write. The secrets are in the
 * environment, as there: one round trip less than ours.
 */
import { DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { App, AwsLambdaReceiver } from '@slack/bolt';

const { SLACK_SIGNING_SECRET = '', SLACK_BOT_TOKEN = '', SLACK_API_URL = '', REMIT_TABLE = '' } = process.env;

const receiver = new AwsLambdaReceiver({ signingSecret: SLACK_SIGNING_SECRET });
const app = new App({ token: SLACK_BOT_TOKEN, receiver, clientOptions: { slackApiUrl: SLACK_API_URL } });
const db = new DynamoDBClient({});

const head = (stream: string) =>
  db.send(
    new QueryCommand({
      TableName: REMIT_TABLE,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: stream } },
      ConsistentRead: true,
      ScanIndexForward: false,
      Limit: 1,
    }),
  );

app.command('/ops', async ({ command, ack }) => {
  await Promise.all([
    head(`person#${command.team_id}#${command.user_id}`),
    head('policy#main'),
    head('matrix#virtuozzo'),
  ]);
  await db.send(
    new PutItemCommand({
      TableName: REMIT_TABLE,
      Item: { pk: { S: `bolt#${command.trigger_id}` }, sk: { S: 'x' }, text: { S: command.text } },
      ConditionExpression: 'attribute_not_exists(sk)',
    }),
  );
  await ack('accepted');
});

export const handler = receiver.toHandler();
