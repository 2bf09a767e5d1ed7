import * as z from 'zod/mini';
import { aws } from '../aws-env.ts';

const read = z.object({ REMIT_TABLE: z.string().check(z.minLength(1)) }).parse(process.env);

export const env = { ...aws, table: read.REMIT_TABLE };
