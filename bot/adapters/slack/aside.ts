/** How the id of a button begins on a message that is no card: what was done is not seen there, so that whoever pressed is told. */
export const ASIDE = 'aside:';
