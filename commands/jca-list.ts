import { defineCommand } from './define-command.ts';
import { JCA } from './jca.ts';

export const jcaList = defineCommand({
  name: 'jca list',
  activity: 'jca-accounts',
  summary: "List the accounts of the platform's admin panel (JCA)",
  pattern: 'jca list on <targets>',
  examples: ['jca list on infra-jca'],
  fields: {},
  risk: 'read',
  role: 'operator',
  approval: { production: 'none', staging: 'none' },
  repeatable: true,
  effect: () => "asks the host's JCA program for the accounts; changes nothing",
  title: () => ({ ask: 'List the JCA accounts', doing: 'Listing the JCA accounts', done: 'Listed the JCA accounts' }),
  shows: 'output',
  undo: 'Nothing to undo: it only reads.',
  run: {
    document: 'Remit-JcaList',
    parameters: () => ({}),
    timeoutSeconds: 60,
    script: `${JCA}
      all
      if [ -s "$claim/jca" ]; then sort "$claim/jca" | tr -c '[:print:]\\n' ' ' | head -n 200; else echo "no JCA accounts"; fi`,
  },
});
