import { describe, expect, it } from 'vitest';
import { parse } from '../../../../bot/domain/language/parse.ts';
import type { Sentence } from '../../../../bot/domain/language/sentence.ts';
import { writeSentence } from '../../../../bot/domain/language/write-sentence.ts';
import type { VendorEdit } from '../../../../bot/domain/vendor/edit.ts';
import { maintenance } from '../../../../commands/index.ts';

const read = (text: string) => parse(text, { commands: maintenance });
const ADD = 'vendor add zeta "Zeta Ltd" organisation T0ZETA0001';
const DAY = 86_400_000;
const HOURS = { days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], from: '08:00', to: '18:00' } as const;

describe('sentences about vendors', () => {
  it.each<[string, Sentence]>([
    ['vendors', { is: 'vendors' }],
    ['vendor Virtuozzo settings', { is: 'vendor-settings', vendor: 'virtuozzo' }],
    ['vendor Virtuozzo', { is: 'vendor-figures', vendor: 'virtuozzo', last: 30 * DAY }],
    [
      'vendor virtuozzo picture last 90 days',
      { is: 'vendor-figures', vendor: 'virtuozzo', as: 'picture', last: 90 * DAY },
    ],
    [
      `${ADD} because "backups"`,
      { is: 'vendor-add', vendor: 'zeta', label: 'Zeta Ltd', organisations: ['T0ZETA0001'], because: 'backups' },
    ],
    [
      'vendor add zeta Zeta Ltd organisations T0ZETA0001, E0ZETA0002 channel <#C0EXTZETA1|ext-zeta> because see <#C0OPS00001|ops>',
      {
        ...{ is: 'vendor-add', vendor: 'zeta', label: 'Zeta Ltd', organisations: ['T0ZETA0001', 'E0ZETA0002'] },
        ...{ channel: 'C0EXTZETA1', because: 'see #ops' },
      },
    ],
    ['vendor remove zeta because "ended"', { is: 'vendor-remove', vendor: 'zeta', because: 'ended' }],
    [
      'vendor invite zeta <mailto:sam@zeta.example|sam@zeta.example> because "leads"',
      { is: 'vendor-invite', vendor: 'zeta', address: 'sam@zeta.example', because: 'leads' },
    ],
  ])('%s is read, and written back', (text, sentence) => {
    expect(read(text)).toEqual({ ok: true, value: sentence });
    expect(read(writeSentence(sentence))).toEqual({ ok: true, value: sentence });
  });

  it.each<[string, VendorEdit]>([
    ['channel to <#C0EXTZETA1|ext-zeta>', { set: 'channel', channel: 'C0EXTZETA1' }],
    ['channel to G0PRIVATE1', { set: 'channel', channel: 'G0PRIVATE1' }],
    [
      'organisations to t0zeta0001 and T0ZETA0002',
      { set: 'organisations', organisations: ['T0ZETA0001', 'T0ZETA0002'] },
    ],
    ['hours to 8:00-18:00 mon-fri', { set: 'hours', hours: { ...HOURS, days: [...HOURS.days] } }],
    [
      'hours to monday-friday 08:00-18:00 in Europe/Sofia',
      { set: 'hours', hours: { ...HOURS, days: [...HOURS.days] }, zone: 'Europe/Sofia' },
    ],
    ['hours to always', { set: 'hours' }],
    ['zone to Europe/Sofia', { set: 'zone', zone: 'Europe/Sofia' }],
    [
      'targets for major to accept 2h reply 4h done 2d',
      { set: 'targets', priority: 'major', targets: { accept: 120, reply: 240, done: 2_880 } },
    ],
    ['targets for critical to done 90min', { set: 'targets', priority: 'critical', targets: { done: 90 } }],
    ['contacts to <@U0VENDOR02>, <@U0APPROVER|approver>', { set: 'contacts', users: ['U0VENDOR02', 'U0APPROVER'] }],
    ['contacts to none', { set: 'contacts', users: [] }],
    [
      'parties to "Virtuozzo Team", virtuozzo team (paid)',
      { set: 'parties', parties: ['Virtuozzo Team', 'virtuozzo team (paid)'] },
    ],
    [
      'activities to "Host Migration", "Firewall, rules"',
      { set: 'activities', activities: ['Host Migration', 'Firewall, rules'] },
    ],
    ['activities to all', { set: 'activities' }],
    ['cost limit to 5000 EUR a month', { set: 'cost limit', limit: { amount: 500_000, currency: 'EUR' } }],
    ['cost limit to €1250.50', { set: 'cost limit', limit: { amount: 125_050, currency: 'EUR' } }],
    ['limit to none', { set: 'cost limit' }],
    ['runs to on', { set: 'runs', runs: true }],
    ['output to on', { set: 'output', output: true }],
    ['runs to off', { set: 'runs', runs: false }],
  ])('vendor set zeta %s is read, and written back', (text, edit) => {
    const sentence: Sentence = { is: 'vendor-set', vendor: 'zeta', edit, because: 'their contract' };
    const typed = text.includes('€') ? text.replace('€1250.50', '1250.50 EUR') : text;
    expect(read(`vendor set zeta ${typed} because "their contract"`)).toEqual({ ok: true, value: sentence });
    expect(read(writeSentence(sentence))).toEqual({ ok: true, value: sentence });
  });

  it.each<[string, string, Record<string, string>, string[]]>([
    ['vendor add', 'nothing', {}, ['vendor', 'label', 'organisation', 'because']],
    [ADD, 'all but the reason', { vendor: 'zeta', label: 'Zeta Ltd', organisation: 'T0ZETA0001' }, ['because']],
    ['vendor add zeta', 'a name', { vendor: 'zeta' }, ['label', 'organisation', 'because']],
    ['form vendor add zeta', 'a name', { vendor: 'zeta' }, ['label', 'organisation', 'because']],
  ])('%s, which says %s, opens the form with what is known', (text, _says, filled, missing) => {
    expect(read(text)).toEqual({ ok: true, value: { is: 'form', gap: { command: 'vendor add', missing, filled } } });
  });

  it.each([
    ['vendor', '`vendor` does not say which vendor', 'settings'],
    [
      'vendor virtuozzo weather',
      'I do not know what to do with `weather`',
      '`vendor <vendor> [picture] [last <time>]`',
    ],
    ['vendor remove zeta', '`vendor remove` needs a reason', 'because'],
    ['vendor remove zeta now because x', 'I do not know what to do with `now`', 'because'],
    ['vendor add add "Add" organisation T0ZETA0001 because x', '`add` cannot be the name of a vendor', 'not `add`'],
    ['vendor add zeta "Zeta" organisation zeta because x', '`ZETA` is no id of an organisation', 'T0VIRTUOZ1'],
    [`${ADD} channel #nowhere because x`, '`#nowhere` is no channel that I know of', 'type `#` and choose'],
    ['vendor set zeta weather to sunny because x', '`weather` is nothing that a vendor has', '`cost limit to'],
    ['vendor set zeta huors to 8:00-18:00 mon-fri because x', 'did you mean `hours`?', '`zone to'],
    ['vendor set zeta hours to late because x', '`late` are no hours', '8:00-18:00 mon-fri'],
    ['vendor set zeta hours to 8:00-18:00 mon-fri in Sofia because x', '`Sofia` is no time zone', 'Europe/Sofia'],
    ['vendor set zeta zone to +02:00 because x', '`+02:00` is no time zone', 'capitals'],
    ['vendor set zeta targets to accept 2h because x', 'do not say of which priority', '`critical`, `major`, `minor`'],
    ['vendor set zeta targets for urgent to accept 2h because x', '`urgent` is no priority', '`major`'],
    ['vendor set zeta targets for major to soon because x', '`soon` are no targets', '`accept`'],
    ['vendor set zeta targets for major to accept 2 because x', 'has no unit', '2h'],
    ['vendor set zeta targets for major to accept 90d because x', 'is too long', '30d'],
    ['vendor set zeta contacts to vera because x', '`vera` is nobody that I know of', 'type `@` and choose'],
    ['vendor set zeta cost limit to much because x', '`much` is no limit', '5000 EUR a month'],
    ['vendor set zeta cost limit to 5,000 EUR because x', 'is no limit', 'without marks between thousands'],
    ['vendor set zeta runs to maybe because x', '`maybe` is neither on nor off', '`on` or `off`'],
    ['vendor invite zeta sam because x', '`sam` is no e-mail address', 'one person'],
    [
      `vendor set zeta organisations to ${Array.from({ length: 11 }, (_, at) => `T0ZETA00${10 + at}`).join(', ')} because x`,
      'at most 10 organisations: these are 11',
      'vendor set',
    ],
  ])('%s is answered with what is wrong and what may stand there', (text, why, allowed) => {
    const answer = read(text);
    expect(answer).toMatchObject({ ok: false, error: { is: 'not-understood' } });
    if (answer.ok || answer.error.is !== 'not-understood') throw new Error('read');
    expect(answer.error.why).toContain(why);
    expect(`${answer.error.allowed} ${answer.error.example}`).toContain(allowed);
  });

  it('a slip of what is done is suggested, never done', () => {
    expect(read('vendor remvoe zeta because "ended"')).toEqual({
      ok: false,
      error: { is: 'suggestion', sentence: 'vendor remove zeta because "ended"' },
    });
  });

  it('a channel is its id in a sentence about a vendor alone: elsewhere it is a name for people', () => {
    const noted = read('note "see <#C0OPS00001|ops>"');
    expect(noted).toMatchObject({ ok: true, value: { act: { text: 'see #ops' } } });
  });
});
