/**
 * The conditions under which the ledger writes. The life of an event's `due`, from left to right:
 *
 * ```
 * append                claim                    finish
 *   │ due = at + 60 s     │ due = until             │ gone, or due = wakeAt
 *   ▼                     ▼                         ▼
 * ──┼─────────────────────┼──── effects ────────────┼──▶
 *   NOT_YET_WRITTEN       EXISTS, DUE_IS_AS_SEEN    EXISTS, DUE_IS_AS_CLAIMED
 * ```
 *
 * A worker that lost its claim meanwhile (another claimed after `until`) finds another `due` and finishes nothing.
 */
const NOT_YET_WRITTEN = 'attribute_not_exists(pk)';
/** An update of an item that is not there would create it: a ghost at the next step, which blocks the next append. */
export const EXISTS = 'attribute_exists(pk)';
const DUE_IS_AS_SEEN = 'due = :seen';
const DUE_IS_AS_CLAIMED = 'due = :claimed';

export const ON_APPEND = NOT_YET_WRITTEN;
export const ON_CLAIM = `${EXISTS} AND ${DUE_IS_AS_SEEN}`;
export const ON_FINISH = `${EXISTS} AND ${DUE_IS_AS_CLAIMED}`;

const FREE = 'attribute_not_exists(pk)';
const HELD_BY_ME = 'holder = :me';

export const ON_TAKE_LOCK = `${FREE} OR ${HELD_BY_ME}`;
export const ON_RELEASE_LOCK = HELD_BY_ME;

export const ON_LEAVE_RECEIPT = NOT_YET_WRITTEN;

const SHOWS_LESS = 'seq < :seq';

export const ON_RAISE = `${EXISTS} AND ${SHOWS_LESS}`;

const MINE = 'incident = :me';

/** A channel works on one incident at a time. */
export const ON_ATTACH = `${NOT_YET_WRITTEN} OR ${MINE}`;
export const ON_DETACH = MINE;

/** Of a source's versions the newest is pointed at. */
export const ON_POINT = `${NOT_YET_WRITTEN} OR v < :v`;
export const ON_LATER = 'attribute_not_exists(lastAt) OR lastAt < :at';
