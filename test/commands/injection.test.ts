import { beforeAll, describe, expect, it } from 'vitest';
import type { MaintenanceDefinition } from '../../bot/domain/command.ts';
import {
  EXECUTION_PARAMETERS,
  parameterName,
  parameterPattern,
  ship,
  UNDO_PARAMETERS,
} from '../../commands/document.ts';
import { FENCE } from '../../commands/fence.ts';
import { maintenance } from '../../commands/index.ts';
import { describeOnHost, type TestHost } from './host.ts';
import { hostileValues } from './hostile-values.ts';
import { scriptOf } from './run-document.ts';

/** 200 values a parameter; a nightly run asks for 50,000. */
const COUNT = Number(process.env['REMIT_HOSTILE_VALUES'] ?? 200);
const HOSTILE = hostileValues(COUNT);
const WHOLE_SUITE = 120_000 + COUNT * 100;

type Case = [command: string, parameter: string, pattern: string, definition: MaintenanceDefinition];
const own = maintenance.flatMap((definition): Case[] =>
  Object.entries(definition.fields).map(([field, spec]) => [
    definition.name,
    parameterName(field),
    parameterPattern(spec),
    definition,
  ]),
);
const [first] = maintenance;
const common = Object.entries(EXECUTION_PARAMETERS).flatMap(([parameter, pattern]): Case[] =>
  first ? [['any command', parameter, pattern, first]] : [],
);
const undoable = maintenance.filter(({ undoDocument }) => undoDocument !== undefined);
const undone = undoable
  .slice(0, 1)
  .map((definition): Case => ['any undo', 'Undone', UNDO_PARAMETERS.Undone, definition]);

/** Programs that would only cost time here; what a script does with their words is what is tried. Also as functions, which start no process. */
const QUICK = ['systemctl', 'sleep', 'apt-get', 'apt-cache', 'journalctl'];

/**
 * What a script finds behind the fence, without the six programs that the fence starts. Only a command's own parameters
 * are tried behind it: the fence reads none of them (a test below), and is tried itself with those that it reads.
 */
const BEHIND_FENCE = `#!/bin/bash
set -euo pipefail
claims=/var/lib/remit/exec
claim=$claims/$SSM_ExecId
exec 3>&1 >>"$claim/result" 2>&1
fail() {
  echo "$*"
  exit 1
}
`;

function tried(content: string, parameter: string): string {
  const script = scriptOf(content);
  if (parameter in UNDO_PARAMETERS) return script;
  if (!script.startsWith(FENCE)) throw new Error('a document without the fence');
  return BEHIND_FENCE + script.slice(FENCE.length);
}

/**
 * Gives each value to the documents, a few at a time, without asking anybody whether it is allowed, and says which files
 * named `canary` there are where they ran. A document that can be undone is undone with the same value.
 */
async function canariesAfter(host: TestHost, definition: MaintenanceDefinition, parameter: string): Promise<string> {
  const shipped = ship(definition);
  const examples = Object.entries(definition.fields).map(([field, { example }]) => [field, example]);
  const parameters = Object.entries(definition.run.parameters(Object.fromEntries(examples)));
  const given = Object.fromEntries(parameters.map(([name, values]) => [`SSM_${name}`, values.join()]));
  const place = `/srv/try/${definition.name}, ${parameter}`;
  const octals = HOSTILE.map((value) => Buffer.from(value).reduce(octal, ''));
  await host.write(`${place}/do`, tried(shipped.documentContent, parameter));
  await host.write(`${place}/undo`, shipped.undoDocument ? tried(shipped.undoDocument.content, parameter) : '');
  await host.write(`${place}/some`, SOME);
  for (let at = 0; at < octals.length; at += 1000) {
    await host.write(`${place}/values`, `${octals.slice(at, at + 1000).join('\n')}\n`);
    const ran = await host.execute(
      `cd "$PLACE" && mkdir -p work && xargs -d '\\n' -P 4 -n 25 bash some <values && rm -rf /var/lib/remit/exec`,
      {
        ...given,
        PLACE: place,
        PARAMETER: parameter,
        SSM_NotAfter: String(Math.floor(Date.now() / 1000) + WHOLE_SUITE / 1000),
      },
      WHOLE_SUITE,
    );
    expect(ran).toMatchObject({ exitCode: 0, stdout: '', stderr: '' });
  }
  return canaries(host, `'${place}'`);
}

function canaries(host: TestHost, where: string): Promise<string> {
  return host.bash(
    `find ${where} -xdev -name '*canary*' -not -path '/proc/*' -not -path '/var/lib/remit/*' -not -path '*/node_modules/*'`,
  );
}

/**
 * The documents are read into a copy of this shell for each value, as they are: to start Bash anew costs more than they
 * do. The values are octal escapes: bash's own printf reads them back, newlines included, and no program is started.
 */
const SOME = `cd work
${QUICK.map((program) => `${program}() { :; }`).join('\n')}
case $PARAMETER in
  ExecId | NotAfter | Undone) ;; # the fence is there, and claims
  *) eval "mkdir -p /var/lib/remit/exec/{R,U}-$$-{1..$#}" ;;
esac
for value; do
  n=$((n + 1))
  printf -v value %b "$value"
  export SSM_ExecId="R-$$-$n" SSM_Undone="R-$$-$n" "SSM_$PARAMETER=$value"
  (. ../do) >/dev/null 2>&1 </dev/null
  if [ -s ../undo ]; then (SSM_ExecId="U-$$-$n" && . ../undo) >/dev/null 2>&1 </dev/null; fi
done
exit 0
`;

function octal(text: string, byte: number): string {
  return `${text}\\0${byte.toString(8).padStart(3, '0')}`;
}

describe('a hostile value', () => {
  it('is one of at least 200, and each another', () => {
    expect(new Set(HOSTILE).size).toBe(COUNT);
    expect(COUNT).toBeGreaterThanOrEqual(200);
  });

  it.each([...own, ...common, ...undone])(
    'is refused by the pattern of %s, parameter %s',
    (_command, _parameter, pattern) => {
      const test = new RegExp(pattern);
      expect(HOSTILE.filter((value) => test.test(value))).toEqual([]);
    },
  );
});

it('a hostile value comes to the fence as the execution and its deadline, and as nothing else', () => {
  const read = FENCE.match(/SSM_\w+/g) ?? [];
  expect(new Set(read)).toEqual(new Set(Object.keys(EXECUTION_PARAMETERS).map((name) => `SSM_${name}`)));
});

describeOnHost('a hostile value on a host', (host) => {
  beforeAll(async () => {
    for (const program of QUICK) await host.shadow(program, '#!/bin/sh\nexit 0\n');
  });

  it(
    'would make the canary in a script that trusted it',
    async () => {
      const [restart] = maintenance;
      if (!restart) throw new Error('no command');
      const trusting = { ...restart, run: { ...restart.run, script: 'eval "echo $SSM_Service"' } };
      expect(await canariesAfter(host, trusting, 'Service')).toContain('/srv/try/restart, Service/work/canary');
      await host.bash('rm -r /srv/try');
    },
    WHOLE_SUITE,
  );

  it.each([...own, ...common, ...undone])(
    'runs nothing in %s as %s, though nobody checked it',
    async (_command, parameter, _pattern, definition) => {
      expect(await canariesAfter(host, definition, parameter)).toBe('');
    },
    WHOLE_SUITE,
  );

  it('has run nothing anywhere else on the host', async () => {
    expect(await canaries(host, '/')).toBe('');
  });
});
