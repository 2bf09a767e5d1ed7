/** `owner`: we do it. `vendor`: they do it. `vendor-paid`: they do it, as paid work. `none`: it does not exist there. */
export type PartyKind = 'owner' | 'vendor' | 'vendor-paid' | 'none';

/** A party of a profile, its names in use, and the organisations (Slack team ids) that are that party. */
export type Party = { id: string; label: string; kind: PartyKind; otherNames: string[]; organisations: string[] };

/**
 * A row. `covers` lists the activity ids of ours that the row decides; `cells` holds a party's id for each kind of target,
 * in the order of `KINDS`: a profile is one state of its stream, and keys in every row would not fit in that.
 */
export type Row = { label: string; section?: string; covers: string[]; cells: string[] };

/** A named responsibility matrix. `version` is the sequence of the event that made it so. */
export type Matrix = { profile: string; version: number; parties: Party[]; rows: Row[] };
