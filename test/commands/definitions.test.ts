import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ROLES } from '../../bot/domain/actor.ts';
import { parse } from '../../bot/domain/language/parse.ts';
import { patternParts } from '../../bot/domain/language/patterns.ts';
import { defineCommand } from '../../commands/define-command.ts';
import {
  documentContent,
  EXECUTION_PARAMETERS,
  parameterName,
  parameterPattern,
  ship,
  UNDO_PARAMETERS,
} from '../../commands/document.ts';
import { commands, maintenance } from '../../commands/index.ts';
import { restart } from '../../commands/restart.ts';

const all = commands.map((command) => [command.name, command] as const);
const each = maintenance.map((command) => [command.name, command] as const);
const examples = commands.flatMap((command) => command.examples.map((example) => [example, command] as const));
const fields = commands.flatMap(({ name, fields }) =>
  Object.entries(fields).map(([field, spec]) => [name, field, spec] as const),
);

/** Every document that is shipped: the prefix of its name, its command, and what there is of it. */
const documents = maintenance.flatMap((command) => {
  const { run, undo, undoDocument, documentName: name, documentContent: content } = command;
  const own = { name, content, script: run.script, common: EXECUTION_PARAMETERS };
  const back = undoDocument && { ...undoDocument, script: undo.script ?? '', common: UNDO_PARAMETERS };
  return [[run.document, command, own] as const, ...(back ? [[`${run.document}-Undo`, command, back] as const] : [])];
});

describe('every example of a command', () => {
  it.each(examples)('%s is read, and fills the document', (example, command) => {
    const read = parse(example, { commands });
    expect(read).toMatchObject({ ok: true, value: { is: 'command', command: { name: command.name } } });
    if (!read.ok || read.value.is !== 'command') return;
    expect(command.effect(read.value.command.fields)).toMatch(/[a-z]/);
    expect(Object.values(command.title(read.value.command.fields)).join()).not.toMatch(/undefined/);
    if (!command.run) return;
    const given = command.run.parameters(read.value.command.fields);
    const { ExecId, NotAfter, ...wanted } = JSON.parse(command.documentContent).parameters;
    expect(Object.keys(given).sort()).toEqual(Object.keys(wanted).sort());
    for (const [name, values] of Object.entries(given)) {
      expect(values).toEqual([expect.stringMatching(new RegExp(wanted[name].allowedPattern))]);
    }
  });
});

describe('every command', () => {
  it.each(all)('%s begins its sentences with its name', (name, { pattern }) => {
    const words = name.split(' ').map((word) => ({ is: 'word', word }));
    expect(patternParts(pattern).slice(0, words.length)).toEqual(words);
  });

  it.each(all)('%s has a field for each that its pattern names, and no other', (_name, { pattern, fields }) => {
    const named = [...pattern.matchAll(/<([a-z]+)>/g)]
      .map(([, field]) => field)
      .filter((field) => !field?.startsWith('target'));
    expect(named.sort()).toEqual(Object.keys(fields).sort());
  });

  it.each(each)('%s asks for an approval in production unless it only reads', (_name, { risk, approval, role }) => {
    expect(ROLES).toContain(role);
    const wanted = { of: expect.toSatisfy((of: number) => of === 1 || of === 2), from: 'approver' };
    expect(approval.production).toEqual(risk === 'read' ? 'none' : wanted);
  });

  it.each(each)('%s has a document of its own', (_name, { run }) => {
    expect(maintenance.filter((other) => other.run.document === run.document)).toHaveLength(1);
    expect(run.document).toMatch(/^Remit-[A-Z][A-Za-z]*$/);
  });
});

describe('every guarded command', () => {
  const guarded = maintenance.filter(({ run }) => run.guard);

  it('is armed once, after what it keeps', () => {
    for (const { name, run, undo } of guarded) {
      expect([name, undo.script]).not.toContain(undefined);
      expect([name, run.script.match(/^ *arm$/gm)?.length]).toEqual([name, 1]);
      expect([name, run.script.split(/^ *arm$/m)[1]]).not.toEqual([name, expect.stringMatching(/^ *keep /m)]);
    }
  });

  it('has time to run, to report and to be kept', () => {
    const short = guarded.filter(({ run }) => (run.guard?.seconds ?? 0) < run.timeoutSeconds + 30);
    expect(short.map(({ name }) => name)).toEqual([]);
  });
});

describe('every field', () => {
  it.each(fields)('%s %s has a pattern that Java, RE2 and we read alike', (_command, _field, spec) => {
    const sent = parameterPattern(spec);
    for (const pattern of [spec.allowedPattern, sent]) {
      expect(pattern).toMatch(/^\^.*\$$/);
      expect(pattern).not.toMatch(/\\|\(\?/);
    }
    expect(['-x', '--help', '.x', '@x', '_x', ' x', ''].filter((value) => new RegExp(sent).test(value))).toEqual([]);
  });

  it.each(fields)('%s %s says every character that it allows', (_command, _field, { allowedPattern, allowed }) => {
    const classes = [...allowedPattern.matchAll(/\[([^\]]*)\]/g)].flatMap(([, inside = '']) => [
      ...inside.replace(/.-./g, ''),
    ]);
    expect(classes.filter((character) => !allowed.includes(`\`${character}\``))).toEqual([]);
  });

  it.each(fields)('%s %s allows its example and its default', (_command, _field, spec) => {
    for (const value of [spec.example, spec.default ?? spec.example])
      expect(value).toMatch(new RegExp(spec.allowedPattern));
  });
});

describe('a document', () => {
  it.each(documents)(
    '%s takes every parameter as environment, never as text',
    (_name, command, { content, common }) => {
      const { schemaVersion, parameters, mainSteps } = JSON.parse(content);
      expect(schemaVersion).toBe('2.2');
      const names = [...Object.keys(common), ...Object.keys(command.fields).map(parameterName)];
      expect(Object.keys(parameters)).toEqual(names);
      for (const parameter of Object.values(parameters)) {
        expect(parameter).toMatchObject({
          type: 'String',
          interpolationType: 'ENV_VAR',
          allowedPattern: expect.stringMatching(/^\^.*\$$/),
        });
      }
      const [step] = mainSteps;
      expect(step).toMatchObject({
        action: 'aws:runShellScript',
        inputs: { timeoutSeconds: String(command.run.timeoutSeconds) },
      });
      expect(step.inputs.runCommand[0]).toBe('#!/bin/bash');
      expect(step.inputs.runCommand.join('\n')).not.toMatch(/\{\{/);
    },
  );

  it.each(documents)('%s quotes every parameter that its script reads', (_name, _command, { script }) => {
    const unquoted = script.replace(/"[^"]*"/g, '').match(/\$\{?SSM_/g);
    expect(unquoted).toBeNull();
  });

  it.each(documents)('%s is far below the 64 KB that SSM allows', (_name, _command, { content }) => {
    expect(Buffer.byteLength(content)).toBeLessThan(24 * 1024);
  });

  it.each(documents)('%s is named for its content', (prefix, _command, { name, content }) => {
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 8);
    expect(name).toBe(`${prefix}-${hash}`);
  });

  it('is the same text for the same definition, and has another name when a character differs', () => {
    expect(documentContent({ ...restart })).toBe(documentContent(restart));
    const other = ship({ ...restart, run: { ...restart.run, script: `${restart.run.script} ` } });
    const changed = ship({ ...restart, run: { ...restart.run, script: `${restart.run.script}\n:` } });
    expect(other.documentName).toBe(ship(restart).documentName);
    expect(changed.documentName).not.toBe(ship(restart).documentName);
  });

  it('stays with a copy of its command', () => {
    const shipped = ship(restart);
    expect({ ...shipped }.documentName).toBe(shipped.documentName);
  });
});

describe('defineCommand', () => {
  const { activity: _a, ...withoutActivity } = restart;
  const { risk: _r, ...withoutRisk } = restart;
  const { approval: _p, ...withoutApproval } = restart;

  it('does not compile without what decides', () => {
    // @ts-expect-error a command without an activity belongs to nobody
    expect(defineCommand(withoutActivity).activity).toBeUndefined();
    // @ts-expect-error a command without a risk could be anything
    expect(defineCommand(withoutRisk).risk).toBeUndefined();
    // @ts-expect-error a command without an approval would have a default
    expect(defineCommand(withoutApproval).approval).toBeUndefined();
  });

  it('is not shipped with a guard and without the undo that the guard would run', () => {
    const guarded = { ...restart, run: { ...restart.run, guard: { seconds: 60 } } };
    expect(() => ship(guarded).documentName).toThrow('restart is guarded, and has no undo');
  });

  it('throws when a field has no value: a sentence without it never gets here', () => {
    expect(() => restart.run.parameters({})).toThrow('restart has no service');
  });
});
