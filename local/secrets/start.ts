import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import * as z from 'zod';
import { bodyOf, isMeantForHere, listen, shut } from '../loopback.ts';
import { openVault, type Vault, type Version } from './vault.ts';

export type LocalSecrets = {
  /** For `AWS_ENDPOINT_URL_SECRETS_MANAGER`. */
  url: string;
  /** Makes the text the current version; the one before stays as the previous one, as in a rotation. */
  put(name: string, text: string): void;
  close(): Promise<void>;
};

const ARN = 'arn:aws:secretsmanager:us-east-1:000000000000:secret:';
const stage = z.enum(['AWSCURRENT', 'AWSPREVIOUS', 'AWSPENDING']);
const getSecretValue = z.object({ SecretId: z.string(), VersionStage: stage.default('AWSCURRENT') });
const putSecretValue = z.object({
  SecretId: z.string(),
  SecretString: z.string(),
  VersionStages: z.tuple([stage.exclude(['AWSPREVIOUS'])]).default(['AWSCURRENT']),
});

/** Secrets Manager for the SDK's own client, as far as a bot and a rotation need it. */
export async function startSecrets({ home, port = 0 }: { home: string; port?: number }): Promise<LocalSecrets> {
  const vault = openVault(home);
  const server = createServer((request, response) => {
    answer(vault, request, response).catch(() => response.destroy());
  });
  const url = await listen(server, port);
  return { url, put: (name, text) => void vault.put(name, text, 'AWSCURRENT'), close: () => shut(server) };
}

async function answer(vault: Vault, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!isMeantForHere(request)) {
    response.writeHead(403).end();
    return;
  }
  const action = String(request.headers['x-amz-target'] ?? '').replace(/^secretsmanager\./, '');
  const { status, body } = act(vault, action, (await bodyOf(request)).toString());
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
}

function act(vault: Vault, action: string, text: string): { status: number; body: object } {
  try {
    const input: unknown = JSON.parse(text);
    if (action === 'GetSecretValue') return get(vault, getSecretValue.parse(input));
    if (action === 'PutSecretValue') return put(vault, putSecretValue.parse(input));
    return refuse('InvalidRequestException', `${action} is not played here`);
  } catch (error) {
    if (error instanceof z.ZodError) return refuse('InvalidParameterException', z.prettifyError(error));
    if (error instanceof SyntaxError) return refuse('SerializationException', 'not JSON');
    throw error;
  }
}

function get(vault: Vault, { SecretId, VersionStage }: z.infer<typeof getSecretValue>) {
  const name = nameOf(SecretId);
  const version = vault.get(name, VersionStage);
  if (!version) return refuse('ResourceNotFoundException', `Secrets Manager can't find the specified secret.`);
  return { status: 200, body: { ...told(name, version), SecretString: version.text, CreatedDate: version.at / 1_000 } };
}

function put(vault: Vault, { SecretId, SecretString, VersionStages }: z.infer<typeof putSecretValue>) {
  const name = nameOf(SecretId);
  return { status: 200, body: told(name, vault.put(name, SecretString, VersionStages[0])) };
}

function nameOf(id: string): string {
  return id.startsWith(ARN) ? id.slice(ARN.length) : id;
}

function told(Name: string, { id, stages }: Version) {
  return { ARN: ARN + Name, Name, VersionId: id, VersionStages: stages };
}

function refuse(type: string, Message: string) {
  return { status: 400, body: { __type: type, Message } };
}
