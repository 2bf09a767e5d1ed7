import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { afterAll } from 'vitest';
import { commands } from '../../commands/index.ts';
import { RemitStack } from '../../infra/remit-stack.ts';

export const FUNCTIONS = ['slack-request', 'worker', 'run-status', 'sweep', 'inventory', 'alarms', 'audit'] as const;
export type Statement = { effect: string; actions: string[]; resources: string[]; conditions?: object };
export type Resource = { Properties: Record<string, unknown>; DeletionPolicy?: string; UpdateReplacePolicy?: string };

/** The stack over empty bundles: what is in them is not what these tests are about. */
export function createStack(props: { alarmEmail?: string } = {}): RemitStack {
  const bundles = mkdtempSync(join(tmpdir(), 'remit-bundles-'));
  for (const name of FUNCTIONS) {
    mkdirSync(join(bundles, name));
    writeFileSync(join(bundles, name, 'index.js'), `exports.handler = '${name}';\n`);
  }
  afterAll(() => rmSync(bundles, { recursive: true }));
  return new RemitStack(new App({ outdir: join(bundles, 'cdk.out') }), 'Remit', { commands, bundles, ...props });
}

/** The template with every reference written as text: `<Ledger>` for the table, `aws`, `region` and `account` for where. */
export function readTemplate(stack: RemitStack) {
  const template: { Resources: Record<string, Resource & { Type: string }> } = Template.fromStack(
    stack,
  ).toJSON() as never;
  const resources = Object.entries(template.Resources).map(([id, resource]) => ({
    id: nameOf(id),
    ...plain(resource),
  }));
  const ofType = (type: string) => resources.filter(({ Type }) => Type === type);
  return {
    resources,
    ofType,
    /** The one resource of a type with that name. */
    one: (type: string, id: string) => {
      const found = ofType(type).filter((resource) => resource.id === id);
      if (found.length !== 1 || !found[0]) throw new Error(`${found.length} resources ${type} named ${id}`);
      return found[0];
    },
    /** Every statement of every policy of the function's role: what one policy cannot hold, the CDK puts into a second. */
    statementsOf: (role: string) =>
      ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].flatMap(ofType).filter(isOf(role)).flatMap(statementsOf),
  };
}

function isOf(role: string) {
  return ({ Properties }: Resource) => ((Properties['Roles'] ?? []) as string[]).includes(`<${role}>`);
}

function statementsOf({ Properties }: Resource): Statement[] {
  const { Statement } = Properties['PolicyDocument'] as { Statement: Record<string, unknown>[] };
  return Statement.map(({ Effect, Action, Resource, Condition }) => ({
    effect: String(Effect),
    actions: [Action].flat() as string[],
    resources: [Resource].flat() as string[],
    ...(Condition === undefined ? {} : { conditions: Condition as object }),
  }));
}

const PLACES: Record<string, string> = {
  'AWS::Partition': 'aws',
  'AWS::Region': 'region',
  'AWS::AccountId': 'account',
  'AWS::URLSuffix': 'amazonaws.com',
};

function plain<T>(value: T): T;
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => plain(item));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [first] = entries;
  return first && entries.length === 1 ? (referred(...first) ?? objectOf(entries)) : objectOf(entries);
}

function objectOf(entries: [string, unknown][]): object {
  return Object.fromEntries(entries.map(([key, item]) => [key, plain(item)]));
}

function referred(key: string, value: unknown): string | undefined {
  if (key === 'Ref') return PLACES[String(value)] ?? `<${nameOf(String(value))}>`;
  if (key === 'Fn::GetAtt') return `<${nameOf((value as string[])[0] ?? '')}.${(value as string[])[1]}>`;
  if (key === 'Fn::Join') return (plain((value as [string, unknown[]])[1]) as unknown[]).join((value as [string])[0]);
  return undefined;
}

/** CDK ends a logical id in a hash of the construct's path. */
function nameOf(id: string): string {
  return id.replace(/[0-9A-F]{8}$/, '');
}
