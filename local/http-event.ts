import type { DeliveredAnswer, DeliveredRequest } from './slack/deliver/post.ts';

/** A request as API Gateway's HTTP API hands it to Lambda (payload format 2.0): the body always in base64 for forms. */
export function httpEvent({ path, headers, body }: DeliveredRequest): unknown {
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    version: '2.0',
    routeKey: `POST ${path}`,
    rawPath: path,
    rawQueryString: '',
    headers: lower,
    requestContext: {
      http: { method: 'POST', path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'Slackbot 1.0' },
      requestId: `${Date.now()}`,
      stage: '$default',
      timeEpoch: Date.now(),
    },
    body: Buffer.from(body).toString('base64'),
    isBase64Encoded: true,
  };
}

export function httpAnswer(answer: unknown): DeliveredAnswer {
  const {
    statusCode = 500,
    headers = {},
    body = '',
  } = answer as {
    statusCode?: number;
    headers?: Record<string, string>;
    body?: string;
  };
  return { status: statusCode, headers, body };
}
