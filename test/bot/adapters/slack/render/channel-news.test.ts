import { describe, expect, it } from 'vitest';
import { renderAnswer } from '../../../../../bot/adapters/slack/render/answer.ts';
import type { ChannelCame, ChannelNews } from '../../../../../bot/domain/channel/news.ts';
import { parse } from '../../../../../bot/domain/language/parse.ts';
import { newVendor } from '../../../../../bot/domain/vendor/edit.ts';
import { setupOf } from '../../../../../bot/domain/vendor/setup.ts';
import { maintenance } from '../../../../../commands/index.ts';
import { checkBlocks } from '../../../../../local/slack/blocks/check.ts';
import { foreignMarkup, pressesOf, textsOf } from './look.ts';
import { NOON, reading } from './stories.ts';

const common = { source: 's', installedTeam: 'T1ACME', channel: 'C0EXTZETA1', at: NOON };
const MOVED: ChannelNews = { ...common, is: 'moved', to: 'C0NEWZETA1' };
const UNSHARED: ChannelNews = { ...common, is: 'unshared', organisation: 'E0ZETA' };
const INVITED: ChannelNews = { ...common, is: 'invitation', step: 'accepted', organisation: 'T0ZETA', waits: true };
const moved = (more: object): ChannelCame => ({ is: 'moved', incidents: [], ...more });
const cut = (requests: string[], still: string[] = []): ChannelCame => ({
  is: 'unshared',
  vendor: 'zeta',
  requests,
  still,
});
const MANY = Array.from({ length: 14 }, (_, at) => `4KQ7${at}`);

describe('what becomes of a channel', () => {
  it.each<[string, ChannelNews, ChannelCame, string[]]>([
    [
      'a record that follows',
      MOVED,
      moved({ vendor: { name: 'zeta', requests: ['4KQ7M'] }, incidents: ['7QK2P'] }),
      ['`C0EXTZETA1` → `C0NEWZETA1`', 'The record of *zeta* follows', '1 open request', 'I-7QK2P goes on there'],
    ],
    [
      'a record that does not',
      MOVED,
      moved({ vendor: { name: 'zeta', requests: [], not: 'strangers' }, policy: true }),
      ['does *not* follow', 'third organisation', 'vendor set zeta channel to #C0NEWZETA1', 'policy export'],
    ],
    [
      'nobody asked',
      UNSHARED,
      cut([]),
      ['*zeta* is cut off', '`E0ZETA`', 'Nothing is asked of them', 'vendor invite zeta'],
    ],
    ['many requests', UNSHARED, cut(MANY), ['*14 requests open with them*: E-4KQ70', 'and 4 more', 'withdraw E-…']],
    ['some of theirs left', UNSHARED, cut(['4KQ7M'], ['T0ZETAEU']), ['`T0ZETAEU` of theirs is still in it']],
    [
      'a step of an invitation',
      INVITED,
      { is: 'invitation', vendor: 'zeta' },
      ['*accepted by `T0ZETA`', 'waits for an admin'],
    ],
    [
      'an invitation that nobody wants',
      { ...INVITED, step: 'declined', address: 'sam@zeta.example' },
      { is: 'invitation', vendor: 'zeta' },
      ['of sam@zeta.example', '*declined', 'Invite somebody else'],
    ],
  ])('is said with what there is to do: %s', (_what, news, came, words) => {
    const said = renderAnswer({ is: 'channel-news', news, came }, reading);
    const text = textsOf(said.blocks).join('\n');
    for (const word of words) expect(text).toContain(word);
    expect(checkBlocks(said.blocks)).toMatchObject({ ok: true });
    expect(foreignMarkup(JSON.parse(JSON.stringify(said).replace(/<#C[A-Z0-9]+>/g, '')))).toEqual([]);
    for (const says of Object.values(pressesOf(said)))
      expect(parse(says, { commands: maintenance })).toMatchObject({ ok: true });
  });

  it('stands on the settings', () => {
    const begun = newVendor({ name: 'zeta', label: 'Zeta', organisations: ['T0ZETA'], parties: ['Zeta'] });
    const step = { is: 'accepted' as const, at: NOON, organisation: 'T0ZETA', waits: true as const };
    const vendor = { ...begun, invited: { address: 'sam@zeta.example', at: NOON, step } };
    const said = renderAnswer({ is: 'vendor-settings', vendor, steps: setupOf(vendor, { parties: [] }) }, reading);
    expect(textsOf(said.blocks).join('\n')).toMatch(/sam@zeta\.example .* · accepted by `T0ZETA`.*waits for an admin/);
  });
});
