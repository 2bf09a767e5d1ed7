/**
 * How a report that is done stands in the repository of reports: there, on its way, or nowhere, since the policy names none. `anew`: what
 * changed since is on its way.
 */
export type Filing = { is: 'filed'; file: string; anew?: true } | { is: 'waits' } | { is: 'nowhere' };
