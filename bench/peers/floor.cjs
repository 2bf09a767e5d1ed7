/**
 * The least that answers a slash command: Slack's signature checked by hand, the secret read, three consistent reads at
 * once, one conditional write, each request to AWS signed by hand. No framework, no SDK, no parsing of the command.
 */
const { createHash, createHmac, timingSafeEqual } = require('node:crypto');
const http = require('node:http');
// Not used where the stand-ins speak HTTP, but loaded: on AWS it would be, and ours loads both as well.
const https = require('node:https');

const env = process.env;
const agents = { 'http:': new http.Agent({ keepAlive: true }), 'https:': new https.Agent({ keepAlive: true }) };
const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const hmac = (key, text) => createHmac('sha256', key).update(text).digest();

function call(endpoint, service, target, input) {
  const { hostname, port, host, protocol } = new URL(endpoint);
  const { request: open } = protocol === 'https:' ? https : http;
  const agent = agents[protocol];
  const body = JSON.stringify(input);
  const date = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '');
  const day = date.slice(0, 8);
  const type = service === 'dynamodb' ? 'application/x-amz-json-1.0' : 'application/x-amz-json-1.1';
  const scope = `${day}/${env.AWS_REGION}/${service}/aws4_request`;
  const signed = 'content-type;host;x-amz-date;x-amz-target';
  const canonical = `POST\n/\n\ncontent-type:${type}\nhost:${host}\nx-amz-date:${date}\nx-amz-target:${target}\n\n${signed}\n${sha256(body)}`;
  const key = [day, env.AWS_REGION, service, 'aws4_request'].reduce(hmac, `AWS4${env.AWS_SECRET_ACCESS_KEY}`);
  const signature = createHmac('sha256', key)
    .update(`AWS4-HMAC-SHA256\n${date}\n${scope}\n${sha256(canonical)}`)
    .digest('hex');
  const headers = {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    host,
    'x-amz-date': date,
    'x-amz-target': target,
    authorization: `AWS4-HMAC-SHA256 Credential=${env.AWS_ACCESS_KEY_ID}/${scope}, SignedHeaders=${signed}, Signature=${signature}`,
  };
  return new Promise((resolve, reject) => {
    const request = open({ hostname, port, method: 'POST', path: '/', headers, agent }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if (response.statusCode === 200) resolve(JSON.parse(text));
        else reject(new Error(`${target}: ${response.statusCode} ${text}`));
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

const store = (action, input) =>
  call(env.AWS_ENDPOINT_URL_DYNAMODB, 'dynamodb', `DynamoDB_20120810.${action}`, {
    TableName: env.REMIT_TABLE,
    ...input,
  });
const head = (stream) =>
  store('Query', {
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: stream } },
    ConsistentRead: true,
    ScanIndexForward: false,
    Limit: 1,
  });

exports.handler = async (event) => {
  const bytes = Buffer.from(event.body, 'base64');
  const secret = await call(env.AWS_ENDPOINT_URL_SECRETS_MANAGER, 'secretsmanager', 'secretsmanager.GetSecretValue', {
    SecretId: env.REMIT_SECRETS,
  });
  const { signingSecret } = JSON.parse(secret.SecretString);
  const base = `v0:${event.headers['x-slack-request-timestamp']}:`;
  const expected = `v0=${createHmac('sha256', signingSecret).update(base).update(bytes).digest('hex')}`;
  if (!timingSafeEqual(Buffer.from(expected), Buffer.from(event.headers['x-slack-signature'])))
    return { statusCode: 401 };
  const form = new URLSearchParams(bytes.toString());
  await Promise.all([
    head(`person#${form.get('team_id')}#${form.get('user_id')}`),
    head('policy#main'),
    head('matrix#virtuozzo'),
  ]);
  await store('PutItem', {
    Item: { pk: { S: `floor#${form.get('trigger_id')}` }, sk: { S: 'x' }, text: { S: form.get('text') } },
    ConditionExpression: 'attribute_not_exists(sk)',
  });
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text: 'accepted' }),
  };
};
