/**
 * The one sentence that people of other organisations get for whatever else they write. No names, no suggestions, no
 * word on what exists: it must tell nothing.
 */
export const TURNED_AWAY =
  'Only people of the organisation that runs Remit can do that here. For a request made to you, write accept, decline, ask, progress or done in its thread.';
