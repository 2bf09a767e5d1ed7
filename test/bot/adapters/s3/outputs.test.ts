import { PutObjectCommand } from '@aws-sdk/client-s3';
import { createOutputs } from '../../../../bot/adapters/s3/outputs.ts';
import { OUTPUT_PREFIX } from '../../../../bot/adapters/s3/places.ts';
import { describeOutputs } from '../../../contracts/outputs.ts';
import { createFakeOutputs } from '../../../fakes/outputs.ts';
import { openS3 } from './open-s3.ts';

describeOutputs('outputs in S3', async () => {
  const { store, close } = await openS3('outputs');
  return {
    outputs: createOutputs(store),
    close,
    async store({ commandId, instanceId, stdout, stderr = '' }) {
      const folder = `${OUTPUT_PREFIX}/${commandId}/${instanceId}/awsrunShellScript/run`;
      const files = Object.entries({ stdout, stderr, 'exit-code': '0' }).filter(([, text]) => text !== '');
      for (const [name, Body] of files) {
        await store.s3.send(new PutObjectCommand({ Bucket: store.bucket, Key: `${folder}/${name}`, Body }));
      }
    },
  };
});

describeOutputs('outputs in memory', async () => {
  const outputs = createFakeOutputs();
  return {
    outputs,
    close: async () => undefined,
    async store({ commandId, instanceId, stdout, stderr = '' }) {
      const text = stderr !== '' && !stdout.endsWith('\n') ? `${stdout}\n${stderr}` : stdout + stderr;
      outputs.stored.set(`${commandId} ${instanceId}`, text);
    },
  };
});
