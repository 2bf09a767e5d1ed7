import { describe, expect, it } from 'vitest';
import { coverage, openActivities } from '../../commands/coverage.ts';
import { commands } from '../../commands/index.ts';
import { readProfiles } from '../../data/read-profile.ts';

const matrices = readProfiles({ owner: [], vendor: [] }).map((profile) => ({ ...profile, version: 0 }));
const covered = coverage(matrices, commands);

/** Activities with cells of ours that only people do. Take a line out when its command is there; put none in. */
const OPEN: string[] = [];

describe('the activities of both profiles', () => {
  it('are 34, with the 89 cells of ours that the tables have, two of them in "Backup and Restore" for two activities', () => {
    expect(covered).toHaveLength(34);
    expect(covered.flatMap(({ ours }) => ours)).toHaveLength(91);
  });

  it('are each done by a document wherever they are ours, but for those that are open', () => {
    expect(openActivities(covered)).toEqual(OPEN);
  });

  it("that are never ours have the words of the vendor's request, and no document", () => {
    const never = covered.filter(({ ours }) => ours.length === 0);
    expect(never.map(({ activity }) => activity)).toEqual(
      expect.arrayContaining(['uploader', 'platform-upgrade', 'product-incidents', 'windows-host-software-update']),
    );
    for (const { commands: own } of never) expect(own.map(({ run }) => run)).toEqual([undefined]);
  });
});

describe('coverage', () => {
  it('counts a command only for the kinds that its document works on', () => {
    const [restart] = commands;
    const only = restart?.run && { ...restart, kinds: ['user-host' as const] };
    const [one] = coverage(matrices, only ? [only] : []).filter(({ activity }) => activity === 'restarting-processes');
    expect(one).toMatchObject({ done: ['jelastic user-host', 'virtuozzo user-host'] });
    expect(one?.ours).toHaveLength(8);
  });
});
