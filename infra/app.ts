import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { commands } from '../commands/index.ts';
import { acceptWithEvidence } from './accepted.ts';
import { RemitStack } from './remit-stack.ts';

const app = new App();
const alarmEmail: string | undefined = app.node.tryGetContext('alarmEmail');
const githubUrl: string | undefined = app.node.tryGetContext('githubUrl');
const stack = new RemitStack(app, 'Remit', {
  commands,
  bundles: 'dist/lambdas',
  ...(alarmEmail === undefined ? {} : { alarmEmail }),
  ...(githubUrl === undefined ? {} : { githubUrl }),
});
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
acceptWithEvidence(stack);
