import type { StageList } from '../domain/deployment/stage.ts';

/** The stages of a platform's deployment, as they are shipped. Read when a deployment is started, and by nothing else. */
export type ReadStages = () => Promise<StageList>;
