/** The parts of a report, in the order of the incident report template (the operations team's rule 13: one consistent form). */
export const PARTS = ['summary', 'impact', 'timeline', 'cause', 'well', 'badly', 'actions'] as const;
export type Part = (typeof PARTS)[number];

/** What people write; the timeline is Remit's. Of `actions` a text says why there are none. */
export const WRITTEN_PARTS = ['summary', 'impact', 'cause', 'well', 'badly', 'actions'] as const;
export type WrittenPart = (typeof WRITTEN_PARTS)[number];

/** As a heading. */
export const PART_TITLE: Record<Part, string> = {
  summary: 'Summary',
  impact: 'Impact',
  timeline: 'Timeline',
  cause: 'Root cause',
  well: 'What went well',
  badly: 'What went badly',
  actions: 'Actions',
};

/** Characters of a part: with what stands around it, a sentence of Slack's (3,000). */
export const PART_LIMIT = 1_500;
/** Characters of an action: it becomes an issue's title. */
export const ACTION_LIMIT = 150;
/** Actions of a report: more are a project. */
export const ACTIONS = 30;
