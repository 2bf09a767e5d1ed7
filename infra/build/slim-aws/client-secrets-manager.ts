/** In the place of `@aws-sdk/client-secrets-manager` in the bundle that answers Slack: the one operation that is used. */
import { type Command, createSend, type Options, type Send } from './client.ts';

/** The SDK's own client reads it too, so that a stand-in needs no code of ours. */
const endpoint = process.env['AWS_ENDPOINT_URL_SECRETS_MANAGER'];
const SERVICE = {
  name: 'secretsmanager',
  prefix: 'secretsmanager',
  contentType: 'application/x-amz-json-1.1',
  endpoint,
};

export class SecretsManagerClient {
  readonly #send: Send;
  constructor(options: Options) {
    this.#send = createSend(SERVICE, options);
  }

  async send(command: Command): Promise<unknown> {
    return JSON.parse(await this.#send(command, {}));
  }
}

export class GetSecretValueCommand {
  readonly operation = 'GetSecretValue';
  readonly input: unknown;
  constructor(input: unknown) {
    this.input = input;
  }
}
