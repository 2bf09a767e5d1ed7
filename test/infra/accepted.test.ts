import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { ACCEPTED, acceptWithEvidence } from '../../infra/accepted.ts';
import { createStack } from './synthesized.ts';

const stack = createStack();
const findings = ACCEPTED.map(({ path, rule }) => `${path} AwsSolutions-${rule}`).sort();

describe('what AwsSolutions objects to', () => {
  it('is what was accepted, finding by finding', () => {
    const { violations } = new AwsSolutionsChecks().validateScope(stack);
    const found = violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath }) => `${constructPath?.split('/')[1]} ${ruleName}`),
    );
    expect(found.sort()).toEqual(findings);
  });

  it('is on record in the validation report, with the reasons, and nothing is left', () => {
    Validations.of(stack.node.root).addPlugins(new AwsSolutionsChecks());
    acceptWithEvidence(stack);
    const { directory } = (stack.node.root as App).synth();
    const [report] = JSON.parse(readFileSync(join(directory, 'validation-report.json'), 'utf8')).pluginReports;
    const reasons = report.suppressedViolations.map(({ reason }: { reason: string }) => reason);
    expect(report).toMatchObject({ pluginName: 'AwsSolutions', conclusion: 'success', violations: [] });
    expect(reasons.sort()).toEqual(ACCEPTED.map(({ because }) => because).sort());
  });
});
