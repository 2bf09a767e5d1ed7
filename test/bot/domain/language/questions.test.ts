import { describe, expect, it } from 'vitest';
import { parse } from '../../../../bot/domain/language/parse.ts';
import { writeSentence } from '../../../../bot/domain/language/write-sentence.ts';
import { vocabulary } from './fixtures.ts';

const host = (name: string) => ({ targets: { names: [name], groups: [] } });

describe('questions to the matrix', () => {
  it.each([
    ['matrix', { is: 'matrix', show: 'list' }, 'matrix'],
    ['MATRIX in Jelastic', { is: 'matrix', show: 'list', profile: 'jelastic' }, 'matrix in jelastic'],
    ['matrix History', { is: 'matrix', show: 'history' }, 'matrix history'],
    ['matrix "history"', { is: 'matrix', show: 'row', activity: 'history' }, 'matrix "history"'],
    [
      'matrix diff virtuozzo and jelastic',
      { is: 'matrix', show: 'diff', profiles: ['virtuozzo', 'jelastic'] },
      'matrix diff virtuozzo jelastic',
    ],
    [
      'matrix vpn for users’ containers',
      { is: 'matrix', show: 'row', activity: "vpn for users' containers" },
      `matrix "vpn for users' containers"`,
    ],
    [
      'who can “Restarting Processes” on user hosts in jelastic',
      { is: 'who', what: { activity: 'Restarting Processes' }, where: { kinds: ['user-host'] }, profile: 'jelastic' },
      'who can "Restarting Processes" on user host in jelastic',
    ],
    [
      'who can reboot containers',
      {
        is: 'who',
        what: { command: 'reboot' },
        where: { kinds: ['infrastructure-container', 'end-user-container'] },
      },
      'who can reboot container',
    ],
    [
      'who can restart nginx on user host',
      { is: 'who', what: { command: 'restart', fields: { service: 'nginx' } }, where: { kinds: ['user-host'] } },
      'who can restart nginx on user host',
    ],
    [
      'who can restart on host-7',
      { is: 'who', what: { command: 'restart', fields: {} }, where: host('host-7') },
      'who can restart on host-7',
    ],
    [
      'who can logs nginx on host-7 last 5 in jelastic',
      { is: 'who', what: { command: 'logs', fields: { service: 'nginx', lines: '5' } }, profile: 'jelastic' },
      'who can logs nginx on host-7 last 5 in jelastic',
    ],
    [
      'who can uptime on "host"',
      { is: 'who', what: { command: 'uptime' }, where: host('host') },
      'who can uptime on "host"',
    ],
    [
      'who can "restart" on all staging',
      { is: 'who', what: { activity: 'restart' }, where: { targets: { groups: [{ environment: 'staging' }] } } },
      'who can "restart" on all staging',
    ],
    ['what can I do on infra-db', { is: 'what', ...host('infra-db') }, 'what can I do on infra-db'],
    [
      'What can i do on host-[4-5] in jelastic',
      { is: 'what', targets: { names: ['host-4', 'host-5'] }, profile: 'jelastic' },
      'what can I do on host-4, host-5 in jelastic',
    ],
  ])('%s is read, and written so that it reads the same', (typed, question, sentence) => {
    const read = parse(typed, vocabulary);
    expect(read).toMatchObject({ ok: true, value: question });
    if (!read.ok) return;
    expect(writeSentence(read.value)).toBe(sentence);
    expect(parse(sentence, vocabulary)).toEqual(read);
  });

  it.each([
    ['who can uptime on user hosts tag:web', 'who can uptime on all user hosts tag:web'],
    ['matrxi history', 'matrix history'],
    ['matrix dif virtuozzo jelastic', 'matrix diff virtuozzo jelastic'],
  ])('%s suggests %s', (typed, sentence) => {
    expect(parse(typed, vocabulary)).toEqual({ ok: false, error: { is: 'suggestion', sentence } });
  });

  it.each([
    ['who', '`who` does not say who can do what'],
    ['who can', '`who can` does not say what, and where'],
    ['who can on host-7', '`who can` does not say what, and where'],
    ['who can "Backup Management" on', '`who can` does not say where'],
    ['who can restart nginx', '`who can` does not say where'],
    ['who can reboot host-7 in Jel/astic', '`Jel/astic` cannot be a profile of the matrix'],
    ['what can I do', '`what` does not say where'],
    ['matrix ""', 'an empty quotation names no activity'],
    ['matrix diff virtuozzo', '`matrix diff` compares two profiles'],
    ['plan what hosts', '`what` has no plan'],
    ['plan waht can I do on host-7', '`waht` has no plan'],
    ['form waht can I do on host-7', '`waht` is not a command'],
    ['matrix because I ask', '`matrix` takes no reason'],
  ])('%s is not understood, and says why', (typed, why) => {
    expect(parse(typed, vocabulary)).toMatchObject({ ok: false, error: { is: 'not-understood', why } });
  });
});
