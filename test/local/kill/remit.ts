/**
 * The local default over bundles that are built already: `node remit.ts <dist>`, settings by the environment as for `npm start`.
 * Says where it is, and where its store is, in one line of JSON.
 */
import { readSettings } from '../../../local/settings.ts';
import { startRemit } from '../../../local/start-remit.ts';

const remit = await startRemit(readSettings(process.env), process.argv[2] ?? '');
console.log(`ready ${JSON.stringify({ url: remit.url, store: process.env.AWS_ENDPOINT_URL_DYNAMODB })}`);
