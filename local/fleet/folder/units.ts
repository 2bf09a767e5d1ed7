import { type Asked, readWords } from './words.ts';

/** The services of one host as systemctl sees them: which there are, the process of each, and how to start and stop one. */
export type Units = {
  readonly names: readonly string[];
  readonly pidOf: (name: string) => number | null;
  /** When the process was started, in ms. */
  readonly sinceOf: (name: string) => number;
  /** Resolves to false when the service did not come up. */
  readonly start: (name: string) => Promise<boolean>;
  readonly stop: (name: string) => Promise<void>;
};

export type Answer = { readonly code: number; readonly stdout: string; readonly stderr: string };

/**
 * Answers one call of systemctl with the exit codes and words of systemd: an unknown unit is 5 on start, stop and restart, 4 on
 * status; inactive is 3; a unit that does not come up is 1.
 */
export async function answerSystemctl(words: readonly string[], units: Units): Promise<Answer> {
  const asked = readWords(words);
  const [unit] = asked.units;
  if (asked.verb === 'list-units') return list(asked, units);
  if (unit === undefined) return failure(1, 'Too few arguments.');
  switch (asked.verb) {
    case 'start':
    case 'stop':
    case 'restart':
      return inTurn(asked.units, (name) => act(asked.verb, name, units));
    case 'is-active':
      return isActive(unit, asked.quiet, units);
    case 'is-enabled':
      return units.names.includes(unit)
        ? said(asked.quiet ? '' : 'enabled\n')
        : failure(1, `Failed to get unit file state for ${unit}.service: No such file or directory`);
    case 'status':
      return status(unit, units);
    case 'show':
      return show(unit, asked, units);
    default:
      return failure(
        1,
        `Unknown command verb ${asked.verb}: a folder host knows start, stop, restart, is-active, is-enabled, status, show, list-units.`,
      );
  }
}

async function act(verb: string, name: string, units: Units): Promise<Answer> {
  if (!units.names.includes(name))
    return failure(5, `Failed to ${verb} ${name}.service: Unit ${name}.service not found.`);
  if (verb !== 'start') await units.stop(name);
  if (verb === 'stop' || (verb === 'start' && units.pidOf(name) !== null)) return said('');
  if (await units.start(name)) return said('');
  return failure(1, `Job for ${name}.service failed because the control process exited with error code.`);
}

function isActive(name: string, quiet: boolean, units: Units): Answer {
  const active = units.pidOf(name) !== null;
  return { code: active ? 0 : 3, stdout: quiet ? '' : `${active ? 'active' : 'inactive'}\n`, stderr: '' };
}

function status(name: string, units: Units): Answer {
  if (!units.names.includes(name)) return failure(4, `Unit ${name}.service could not be found.`);
  const pid = units.pidOf(name);
  const lines = [
    `${pid === null ? '○' : '●'} ${name}.service - The ${name} of the local fleet`,
    '     Loaded: loaded (folder host; enabled)',
    `     Active: ${pid === null ? 'inactive (dead)' : 'active (running)'}`,
    ...(pid === null ? [] : [`   Main PID: ${pid}`]),
  ];
  return { code: pid === null ? 3 : 0, stdout: `${lines.join('\n')}\n`, stderr: '' };
}

function show(name: string, { properties, value }: Asked, units: Units): Answer {
  const pid = units.pidOf(name);
  const known = {
    Id: `${name}.service`,
    MainPID: String(pid ?? 0),
    LoadState: units.names.includes(name) ? 'loaded' : 'not-found',
    ActiveState: pid === null ? 'inactive' : 'active',
    SubState: pid === null ? 'dead' : 'running',
    ActiveEnterTimestamp: pid === null ? '' : stamp(units.sinceOf(name)),
  };
  const shown = Object.entries(known).filter(([key]) => properties.length === 0 || properties.includes(key));
  return said(shown.map(([key, text]) => `${value ? '' : `${key}=`}${text}\n`).join(''));
}

/** A moment as systemd writes it: "Sat 2026-11-21 02:20:01 UTC". */
function stamp(ms: number): string {
  const [day] = new Date(ms).toUTCString().split(',', 1);
  return `${day} ${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

function list({ state }: Asked, units: Units): Answer {
  const lines = units.names.map((name) => {
    const states = units.pidOf(name) === null ? ['inactive', 'dead'] : ['active', 'running'];
    const listed = state === undefined || ['loaded', ...states].includes(state);
    return listed ? `${name}.service loaded ${states.join(' ')} The ${name} of the local fleet\n` : '';
  });
  return said(lines.join(''));
}

async function inTurn(names: readonly string[], each: (name: string) => Promise<Answer>): Promise<Answer> {
  let all = said('');
  for (const name of names) {
    const { code, stderr } = await each(name);
    all = { code: all.code || code, stdout: '', stderr: all.stderr + stderr };
  }
  return all;
}

function said(stdout: string): Answer {
  return { code: 0, stdout, stderr: '' };
}

function failure(code: number, message: string): Answer {
  return { code, stdout: '', stderr: `${message}\n` };
}
