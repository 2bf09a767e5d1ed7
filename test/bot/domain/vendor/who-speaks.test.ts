import { describe, expect, it } from 'vitest';
import { UNRESOLVED_TEAM } from '../../../../bot/domain/actor.ts';
import { err, ok } from '../../../../bot/domain/result.ts';
import { newVendor } from '../../../../bot/domain/vendor/edit.ts';
import { mayActForVendor } from '../../../../bot/domain/vendor/vendor.ts';
import { whoSpeaks, wrongRoom } from '../../../../bot/domain/vendor/who-speaks.ts';

const vendor = (name: string, organisations: string[]) => ({
  ...newVendor({ name, label: name, organisations, parties: [name] }),
  channel: { team: 'T0ACME', channel: `C0${name.toUpperCase()}` },
});
const plain = vendor('plain', ['T0PLAIN']);
const grid = vendor('grid', ['E0GRID']);
const both = vendor('both', ['E0BOTH', 'T0BOTH']);
const split = vendor('split', ['T0TORN']);
const vendors = [plain, grid, both, split, vendor('torn', ['E0TORN'])];
const ours = ['T0ACME', 'E0ACME', 'T0ACME2'];

type Said = { team: string; enterprise?: string };
const speaks = (named: string, account: Said | undefined, flags: string[] = []) =>
  whoSpeaks({ team: named, user: 'U1' }, account && { ...account, flags }, { ours, vendors });

describe('whoever speaks', () => {
  it.each<[string, string, Said, string]>([
    ['of a workspace that is registered', 'T0PLAIN', { team: 'T0PLAIN' }, 'T0PLAIN'],
    ['whom the payload does not name', UNRESOLVED_TEAM, { team: 'T0PLAIN' }, 'T0PLAIN'],
    [
      'of a workspace of a registered Enterprise organisation',
      'T0GRID1',
      { team: 'T0GRID1', enterprise: 'E0GRID' },
      'E0GRID',
    ],
    ['of any other of its workspaces', 'E0GRID', { team: 'T0GRID2', enterprise: 'E0GRID' }, 'E0GRID'],
    ['named by both', 'E0GRID/T0GRID1', { team: 'T0GRID1', enterprise: 'E0GRID' }, 'E0GRID'],
    ['of an account that has no workspace of its own', 'E0GRID', { team: 'E0GRID' }, 'E0GRID'],
    ['where both are registered, and the account names one', 'E0BOTH', { team: 'T0BOTH' }, 'T0BOTH'],
    ['where both are registered and named', 'E0BOTH/T0BOTH', { team: 'T0BOTH', enterprise: 'E0BOTH' }, 'T0BOTH'],
    [
      'of a registered workspace, whose Enterprise organisation is not',
      'E0NEW',
      { team: 'T0PLAIN', enterprise: 'E0NEW' },
      'T0PLAIN',
    ],
  ])('is known: %s', (_who, named, account, team) => {
    expect(speaks(named, account)).toEqual(ok({ team, user: 'U1' }));
    expect(mayActForVendor(vendors, { team, user: 'U1' }, { team: 'T0ACME', channel: 'C0' })).toMatchObject({
      why: 'wrong-channel',
    });
  });

  it.each<[string, string, Said | undefined, string]>([
    ['whom Slack does not show', 'T0PLAIN', undefined, 'unseen'],
    ['whose account names nothing', 'T0PLAIN', { team: '' }, 'unseen'],
    ['of our workspace', 'T0ACME', { team: 'T0ACME' }, 'ours'],
    ['of another workspace of ours', 'T0ACME2', { team: 'T0ACME2' }, 'ours'],
    ['of a workspace of ours that nobody knew', 'T0ACME3', { team: 'T0ACME3', enterprise: 'E0ACME' }, 'ours'],
    ['of ours, named as a vendor’s', 'T0PLAIN', { team: 'T0ACME', enterprise: 'E0ACME' }, 'ours'],
    ['whose account is of another organisation than the payload says', 'T0PLAIN', { team: 'T0ZETA' }, 'other-team'],
    ['named by an Enterprise organisation that their account is not of', 'E0GRID', { team: 'T0PLAIN' }, 'other-team'],
    ['named by ours', 'E0ACME', { team: 'T0PLAIN' }, 'other-team'],
    ['one name of whom is foreign', 'T0PLAIN/T0ZETA', { team: 'T0PLAIN' }, 'other-team'],
    ['of two vendors at once', 'T0TORN', { team: 'T0TORN', enterprise: 'E0TORN' }, 'other-team'],
  ])('is nobody: %s', (_who, named, account, why) => {
    expect(speaks(named, account)).toEqual(err(why));
  });

  it('is nobody with a flag that forbids action', () => {
    expect(speaks('E0GRID', { team: 'T0GRID1', enterprise: 'E0GRID' }, ['is_restricted'])).toEqual(err('barred'));
  });
});

describe('the channel of a vendor', () => {
  const wrong = (organisations: string[], own = ['T0ACME', 'E0ACME', 'T0ACME2'], recorded = ['T0ACME']) =>
    wrongRoom({ is: 'open', organisations, own }, { ours: recorded, vendor: grid });
  it.each<[string, string[], string | undefined]>([
    ['us by our Enterprise organisation, and theirs', ['E0ACME', 'E0GRID'], undefined],
    ['us by every id', ['T0ACME', 'E0ACME', 'T0ACME2', 'E0GRID'], undefined],
    ['us alone', ['T0ACME', 'E0ACME'], 'unshared'],
    ['nobody', [], 'unshared'],
    ['a third Enterprise organisation', ['E0ACME', 'E0GRID', 'E0ZETA'], 're-shared'],
    ['a workspace of nobody we know', ['E0ACME', 'E0GRID', 'T0ACME9'], 're-shared'],
  ])('with %s', (_who, organisations, why) => {
    expect(wrong(organisations)).toBe(why);
  });

  it('has our Enterprise organisation as a stranger where Slack does not say that it is ours', () => {
    expect(wrong(['E0ACME', 'E0GRID'], ['T0ACME'])).toBe('re-shared');
    expect(wrong(['E0ACME', 'E0GRID'], ['T0ACME'], ['T0ACME', 'E0ACME'])).toBeUndefined();
  });
});
