import { describe, expect, it } from 'vitest';
import { BUILTINS } from '../../../../bot/domain/language/builtins.ts';
import { INCIDENT_BUILTINS } from '../../../../bot/domain/language/incident-builtins.ts';
import { parse } from '../../../../bot/domain/language/parse.ts';
import { patternParts } from '../../../../bot/domain/language/patterns.ts';
import { vocabulary } from './fixtures.ts';

describe('patternParts', () => {
  it('reads words, fields, targets and an optional part', () => {
    expect(patternParts('logs <service> on <target> [last <lines>]')).toEqual([
      { is: 'word', word: 'logs' },
      { is: 'field', name: 'service' },
      { is: 'word', word: 'on' },
      { is: 'targets', many: false },
      {
        is: 'optional',
        parts: [
          { is: 'word', word: 'last' },
          { is: 'field', name: 'lines' },
        ],
      },
    ]);
  });

  it.each(['a [b', 'a b]', 'a [b [c]]', 'a []'])('throws on %s', (pattern) => {
    expect(() => patternParts(pattern)).toThrow(`cannot read the pattern "${pattern}"`);
  });
});

describe('built-in sentences', () => {
  it('are summed up in what a line of the help holds', () => {
    expect(BUILTINS.filter(({ summary }) => summary.length > 200).map(({ name }) => name)).toEqual([]);
  });

  const examples = BUILTINS.flatMap(({ name, examples }) => examples.map((example) => [name, example] as const));
  it.each(examples)('%s reads its example %s', (name, example) => {
    // `show` and `deny` of a change, and `show` of a request or a schedule, are sentences of their own.
    // Groups and regions are the policy's.
    const own: Record<string, string> = {
      'policy test': 'policy',
      'audit verify': 'audit',
      'audit export': 'audit',
      'add group': 'policy-set',
      'add region': 'policy-set',
      'pause schedule': 'schedule-act',
      'resume schedule': 'schedule-act',
      'end schedule': 'schedule-act',
      'break-glass': 'command',
      'timeline picture': 'timeline-file',
      'timeline export': 'timeline-file',
      vendor: 'vendor-figures',
      ...Object.fromEntries(['accept', 'decline', 'ask', 'progress', 'done'].map((act) => [act, 'inner-act'])),
    };
    const one = own[name] ?? name.replace(' ', '-');
    // Acts on a deployment, and on an incident, are one kind of sentence each.
    const ofIncident = INCIDENT_BUILTINS.some((builtin) => builtin.name === name)
      ? '|incident|incident-(?:act|declare)|entry-history'
      : '';
    const acts = /^deployment-/.test(one) ? '|deployment-act' : ofIncident;
    const is = expect.stringMatching(new RegExp(`^(?:${one}(?:-change|-request|-schedule)?${acts})$`));
    expect(parse(example, vocabulary)).toMatchObject({ ok: true, value: { is } });
  });
});
