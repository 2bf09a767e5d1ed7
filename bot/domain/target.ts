/** The four kinds of target of the responsibility matrix. */
export const KINDS = ['user-host', 'infrastructure-host', 'infrastructure-container', 'end-user-container'] as const;
export type Kind = (typeof KINDS)[number];

export const ENVIRONMENTS = ['production', 'staging'] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

/**
 * A managed host or container, as `lambdas/inventory` found it by its tags.
 *
 * `services` names what runs there, when the tag says so; empty means unknown, not none.
 */
export type Target = {
  name: string;
  instanceId: string;
  kind: Kind;
  environment: Environment;
  group?: string;
  tags: string[];
  services: string[];
};

/** What the sentence says after `on`: exact names, and groups that are resolved to names before anybody approves. */
export type Selector = { names: string[]; groups: Group[] };
/** `group`: by the name that the tag remit:group gives. */
export type Group = { kind?: Kind; environment?: Environment; tag?: string; group?: string };
