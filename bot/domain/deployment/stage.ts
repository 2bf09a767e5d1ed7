/** Who does a stage: the platform's owner, which is us, or the vendor. */
export const SIDES = ['owner', 'vendor'] as const;
export type Side = (typeof SIDES)[number];

/**
 * One stage of a deployment, in the words of its source. Of two parties either does it, and somebody has to say which.
 * `ifApplicable`: the source says so of the `whole` stage, which may then be left out, or of a `part` of it only.
 */
export type Stage = { order: number; stage: string; parties: Side[]; ifApplicable?: 'whole' | 'part' };

/** The stages that a platform goes through, in order, and what the source calls the parties. */
export type StageList = { name: string; parties: Record<Side, string>; stages: Stage[] };
