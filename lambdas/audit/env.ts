import * as z from 'zod/mini';
import { aws } from '../aws-env.ts';

const read = z.object({ REMIT_COPIES: z.string().check(z.minLength(3)) }).parse(process.env);

export const env = { ...aws, copies: read.REMIT_COPIES };
