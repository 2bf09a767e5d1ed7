import { err } from '../../bot/domain/result.ts';

/** An error that SSM answers with, by the name that the SDK makes an exception of. */
export type Refusal = { readonly type: string; readonly message: string };

export function refusal(type: string, message: string): { ok: false; error: Refusal } {
  return err({ type, message });
}
