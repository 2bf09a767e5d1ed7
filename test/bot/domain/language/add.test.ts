import { describe, expect, it } from 'vitest';
import { parse } from '../../../../bot/domain/language/parse.ts';
import { writeSentence } from '../../../../bot/domain/language/write-sentence.ts';
import { commands } from '../../../../commands/index.ts';

const read = (text: string) => parse(text, { commands });
const HOST = 'add host host-11 to users-2 as user host in staging from i-0123456789abcdef0 because "more"';
const why = (text: string) => {
  const sentence = read(text);
  return sentence.ok || sentence.error.is !== 'not-understood' ? sentence : sentence.error.why;
};

describe('add', () => {
  it.each([
    HOST,
    'add host host-1 to a as end-user container in production from mi-0123456789abcdef0 because "x"',
    'add group users-2 because "x"',
    'add group users-2 in eu-south because "x"',
    'add region eu-south because "x"',
  ])('is read and written back: %s', (text) => {
    const sentence = read(text);
    expect(sentence.ok && writeSentence(sentence.value)).toBe(text);
  });

  it('takes the parts of a host in any order and letter case', () => {
    const other = 'Add HOST host-11 from i-0123456789abcdef0 in Staging as User Hosts to users-2 because "more"';
    expect(read(other)).toEqual(read(HOST));
  });

  it.each([
    ['add', '`add` does not say what: an empty quotation'],
    ['add banana x because "y"', '`add` does not say what: `banana`'],
    [HOST.replace(' in staging', ''), '`add host` does not say which environment'],
    [HOST.replace(' as user host', ''), '`add host` does not say which kind'],
    [HOST.replace('user host', 'server'), '`server` is no kind'],
    [HOST.replace('user host', 'hosts'), '`hosts` is no kind'],
    [HOST.replace('staging', 'test'), '`test` is no environment'],
    [HOST.replace('i-0123456789abcdef0', 'i-1'), '`i-1` is no instance'],
    [HOST.replace('host-11', 'host-11 host-12'), '`host-11 host-12` is no name'],
    [HOST.replace('to users-2', 'to users-2 to users-3'), '`to` is there twice'],
    [HOST.replace(' because "more"', ''), '`add host` needs a reason'],
    ['add group in eu-south because "x"', '`add group` does not say which name'],
    ['add region eu south because "x"', '`eu south` is no name'],
  ])('says what is wrong with %s', (text, said) => {
    expect(why(text)).toBe(said);
  });

  it('suggests what was misspelt', () => {
    expect(read('add gruop users-2 because "x"')).toEqual({
      ok: false,
      error: { is: 'suggestion', sentence: 'add group users-2 because "x"' },
    });
  });
});

describe('a group of hosts', () => {
  it.each(['uptime on all user hosts in group users-2', 'uptime on all user hosts group:users-2'])(
    'is named: %s',
    (text) => {
      const sentence = read(text);
      expect(sentence).toMatchObject({
        value: { command: { targets: { groups: [{ kind: 'user-host', group: 'users-2' }] } } },
      });
      expect(sentence.ok && writeSentence(sentence.value)).toBe('uptime on all user hosts group:users-2');
    },
  );

  it('stands alone, too', () => {
    expect(read('uptime on group:users-2')).toMatchObject({
      value: { command: { targets: { groups: [{ group: 'users-2' }] } } },
    });
  });
});
