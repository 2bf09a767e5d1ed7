import { CHANGED_ACTIVITIES } from '../bot/domain/change/activities.ts';
import type { CommandDefinition } from '../bot/domain/command.ts';
import type { Matrix } from '../bot/domain/matrix/matrix.ts';
import { type Ruling, rule } from '../bot/domain/matrix/rule.ts';
import { KINDS, type Kind } from '../bot/domain/target.ts';

/** An activity that a profile lists: what is ruled on each kind in each profile, the commands that belong to it, and the sentences of changes. */
export type Covered = {
  activity: string;
  rulings: ({ profile: string } & Record<Kind, Ruling['is']>)[];
  commands: CommandDefinition[];
  changes: string[];
  /** The owner's cells on which a document or a change of ours does it, and all of them: `virtuozzo user-host`. */
  done: string[];
  ours: string[];
};

/** Every activity of the profiles, in their order, with what there is of commands. */
export function coverage(matrices: readonly Matrix[], commands: readonly CommandDefinition[]): Covered[] {
  const activities = [...new Set(matrices.flatMap(({ rows }) => rows.flatMap(({ covers }) => covers)))];
  return activities.map((activity) => {
    const own = commands.filter((command) => command.activity === activity);
    const cells = matrices.flatMap((matrix) =>
      KINDS.map((kind) => ({ matrix, kind, is: rule(matrix, activity, kind).is })),
    );
    const ours = cells.filter(({ is }) => is === 'ours');
    const changes = CHANGED_ACTIVITIES.filter((one) => one.activity === activity);
    const done = ours.filter(
      ({ kind }) =>
        own.some(({ run, kinds }) => run && (kinds?.includes(kind) ?? true)) ||
        changes.some(({ kinds }) => kinds.includes(kind)),
    );
    return {
      activity,
      rulings: matrices.map((matrix) => rulingsOf(matrix, activity)),
      commands: own,
      changes: changes.map(({ sentence }) => sentence),
      done: done.map(cellName),
      ours: ours.map(cellName),
    };
  });
}

function rulingsOf(matrix: Matrix, activity: string): Covered['rulings'][number] {
  const [user, host, container, environment] = KINDS.map((kind) => rule(matrix, activity, kind).is);
  return {
    profile: matrix.profile,
    'user-host': user ?? 'unlisted',
    'infrastructure-host': host ?? 'unlisted',
    'infrastructure-container': container ?? 'unlisted',
    'end-user-container': environment ?? 'unlisted',
  };
}

function cellName({ matrix, kind }: { matrix: Matrix; kind: Kind }): string {
  return `${matrix.profile} ${kind}`;
}

/** Activities of which some cell is ours and neither a document nor a change does it, so that people do it by hand. */
export function openActivities(covered: readonly Covered[]): string[] {
  return covered.filter(({ done, ours }) => done.length < ours.length).map(({ activity }) => activity);
}

const SIGN: Record<Ruling['is'], string> = {
  ours: '●',
  vendor: '◆',
  'vendor-paid': '◇',
  'not-available': '–',
  unlisted: '?',
};

/** The coverage as Markdown. */
export function coverageSection(matrices: readonly Matrix[], commands: readonly CommandDefinition[]): string[] {
  const covered = coverage(matrices, commands);
  const profiles = matrices.map(({ profile }) => profile);
  const [done, ours] = [covered.flatMap((one) => one.done).length, covered.flatMap((one) => one.ours).length];
  return [
    '## Coverage',
    `Which activity of the matrices in \`data/matrices/\` has which commands. Of the ${ours} cells that are ours, a document or a change does ${done}. *(change)*: what admins propose and a second one confirms. The four signs of a profile are user host, infrastructure host, infrastructure container, end-user container: ● ours, ◆ the vendor's, ◇ the vendor's as paid work, – does not exist there, ? not listed. *By hand*: cells of ours without either.`,
    [
      `| activity | ${profiles.join(' | ')} | commands | by hand |`,
      `|---|${profiles.map(() => '---|').join('')}---|---|`,
      ...covered.map(coverageLine),
    ].join('\n'),
  ];
}

function coverageLine({ activity, rulings, commands, changes, done, ours }: Covered): string {
  const signs = rulings.map((ruling) => KINDS.map((kind) => SIGN[ruling[kind]]).join(' '));
  const names = [
    ...commands.map(({ name, run }) => (run ? `\`${name}\`` : `\`${name}\` (task)`)),
    ...changes.map((sentence) => `\`${sentence}\` (change)`),
  ].join(', ');
  return `| \`${activity}\` | ${signs.join(' | ')} | ${names || 'none yet'} | ${ours.length - done.length || ''} |`;
}
