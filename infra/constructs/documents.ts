import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnDocument } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import type { ShippedCommand } from '../../bot/domain/command.ts';
import { documentsOf } from '../../bot/domain/documents.ts';

/**
 * The SSM documents of the commands. A document's name carries its content's hash, so that other content is another
 * document: the earlier one stays in the account, where its runs refer to it, and is never changed.
 *
 * The construct's id is the name for the same reason. SSM takes at most 64 KB a document.
 */
export function createDocuments(scope: Construct, commands: readonly ShippedCommand[]): string[] {
  const contents = new Map(documentsOf(commands).map(({ name, content }) => [name, content]));
  for (const [name, content] of contents) {
    const document = new CfnDocument(scope, name, {
      name,
      documentType: 'Command',
      documentFormat: 'JSON',
      targetType: '/',
      content: JSON.parse(content),
      tags: [{ key: 'remit', value: 'document' }],
    });
    document.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }
  return [...contents.keys()];
}
