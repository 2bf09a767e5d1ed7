import { z } from 'zod';
import { ok, type Result } from '../../../bot/domain/result.ts';
import { ACCOUNT } from '../account.ts';
import { action, type Service } from '../action.ts';
import { hashOf, type SsmDocument } from '../document.ts';
import { type Refusal, refusal } from '../refusal.ts';

const asked = z.strictObject({
  Name: z.string().min(1),
  DocumentVersion: z.string().optional(),
  DocumentFormat: z.literal('JSON').optional(),
});

export const describeDocument = action(asked, ({ Name }, service) => {
  const found = named(Name, service);
  if (!found.ok) return found;
  const { name, content } = found.value;
  const parameters = Object.entries(content.parameters ?? {}).map(
    ([key, { type, description, default: standard }]) => ({
      Name: key,
      Type: type,
      ...(description !== undefined && { Description: description }),
      ...(standard !== undefined && { DefaultValue: standard }),
    }),
  );
  return ok({
    Document: {
      Name: name,
      Owner: ACCOUNT,
      Hash: hashOf(content),
      HashType: 'Sha256',
      Status: 'Active',
      DocumentVersion: '1',
      LatestVersion: '1',
      DefaultVersion: '1',
      Description: content.description ?? '',
      Parameters: parameters,
      PlatformTypes: ['Linux'],
      DocumentType: 'Command',
      SchemaVersion: content.schemaVersion,
      DocumentFormat: 'JSON',
    },
  });
});

export const getDocument = action(asked, ({ Name }, service) => {
  const found = named(Name, service);
  if (!found.ok) return found;
  const { name, content } = found.value;
  return ok({
    Name: name,
    DocumentVersion: '1',
    Status: 'Active',
    Content: JSON.stringify(content),
    DocumentType: 'Command',
    DocumentFormat: 'JSON',
  });
});

function named(name: string, { documents }: Service): Result<SsmDocument, Refusal> {
  const found = documents().find((document) => document.name === name);
  return found ? ok(found) : refusal('InvalidDocument', `Document with name ${name} does not exist.`);
}
