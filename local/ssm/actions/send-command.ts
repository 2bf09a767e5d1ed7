import { z } from 'zod';
import { ok, type Result } from '../../../bot/domain/result.ts';
import type { Host } from '../../fleet/host.ts';
import { action, type Service } from '../action.ts';
import type { Command } from '../command.ts';
import { checkParameters, executionSecondsOf, type Given, type SsmDocument } from '../document.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { describeCommand } from './describe.ts';

export const instanceId = z.string().regex(/^(i-(\w{8}|\w{17})|mi-\w{17})$/);

const input = z.strictObject({
  DocumentName: z.string().regex(/^[a-zA-Z0-9_\-.:/]{3,128}$/),
  DocumentVersion: z
    .string()
    .regex(/^(\$LATEST|\$DEFAULT|[1-9][0-9]*)$/)
    .default('$DEFAULT'),
  InstanceIds: z.array(instanceId).min(1).max(50),
  TimeoutSeconds: z.int().min(30).max(2_592_000).default(3600),
  Comment: z.string().max(100).default(''),
  Parameters: z.record(z.string(), z.array(z.string())).default({}),
  MaxConcurrency: z
    .string()
    .regex(/^([1-9][0-9]*|[1-9][0-9]%|[1-9]%|100%)$/)
    .default('50'),
  MaxErrors: z
    .string()
    .regex(/^([1-9][0-9]*|0|[1-9][0-9]%|[0-9]%|100%)$/)
    .default('0'),
  OutputS3BucketName: z.string().min(3).max(63).optional(),
  OutputS3KeyPrefix: z.string().max(500).default(''),
});

type Input = z.infer<typeof input>;

/**
 * SendCommand. Everything is checked before anything is kept; then the command is on disk before the answer.
 *
 * `Targets` are refused with every other field that Remit does not send: hosts are resolved to ids when a run is asked for.
 */
export const sendCommand = action(input, (asked, service) => {
  const document = service.documents().find(({ name }) => name === asked.DocumentName);
  if (document === undefined)
    return refusal('InvalidDocument', `Document with name ${asked.DocumentName} does not exist.`);
  if (!['$DEFAULT', '$LATEST', '1'].includes(asked.DocumentVersion)) {
    return refusal('InvalidDocumentVersion', `Document version, ${asked.DocumentVersion}, is not valid.`);
  }
  const hosts = hostsOf(asked.InstanceIds, service);
  if (!hosts.ok) return hosts;
  const parameters = checkParameters(document, asked.Parameters);
  if (!parameters.ok) return parameters;
  const command = commandOf(asked, { document, hosts: hosts.value, parameters: parameters.value }, service);
  service.store.save(command);
  setImmediate(service.dispatch.start, command);
  return ok({ Command: describeCommand(command) });
});

function hostsOf(ids: readonly string[], { fleet }: Service): Result<Host[], Refusal> {
  if (new Set(ids).size < ids.length)
    return refusal('DuplicateInstanceId', 'You cannot specify an instance ID more than once.');
  const hosts = ids.flatMap((id) => fleet.hosts.find((host) => host.instanceId === id) ?? []);
  if (hosts.length < ids.length) return refusal('InvalidInstanceId', 'Instances not in a valid state for account');
  return ok(hosts);
}

type Checked = { readonly document: SsmDocument; readonly hosts: readonly Host[]; readonly parameters: Given };

function commandOf(asked: Input, { document, hosts, parameters }: Checked, service: Service): Command {
  const requestedAt = service.now();
  const deliverBy = requestedAt + asked.TimeoutSeconds * 1000;
  return {
    id: service.newId(),
    document,
    comment: asked.Comment,
    parameters,
    timeoutSeconds: asked.TimeoutSeconds,
    maxConcurrency: asked.MaxConcurrency,
    maxErrors: asked.MaxErrors,
    requestedAt,
    deliverBy,
    expiresAt: deliverBy + executionSecondsOf(document.content) * 1000,
    cancelRequested: false,
    ...(asked.OutputS3BucketName !== undefined && {
      output: { bucket: asked.OutputS3BucketName, prefix: asked.OutputS3KeyPrefix },
    }),
    invocations: hosts.map((host) => ({
      instanceId: host.instanceId,
      name: host.name,
      details: 'Pending',
      exitCode: -1,
      stdout: '',
      stderr: '',
    })),
  };
}
