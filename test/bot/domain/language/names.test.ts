import { describe, expect, it } from 'vitest';
import { parse } from '../../../../bot/domain/language/parse.ts';
import { err } from '../../../../bot/domain/result.ts';
import { vocabulary } from './fixtures.ts';

const KEPT = 'abcdefghijklmnopqrstuvwxyz0123456789.-';
const FOLDED = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const DASHES = '\u2010\u2011\u2012\u2013\u2014\u2015';
const DROPPED = '\u00ad\u200b\u2060\ufeff';
const SPACES = '\t\n\v\f\r \u0085\u00a0\u1680\u180e\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a';
const PARTING = `${SPACES}\u2028\u2029\u202f\u205f\u3000,`;

function namesWith(character: string): string[] | undefined {
  const read = parse(`uptime on ho${character}st`, vocabulary);
  return read.ok && read.value.is === 'command' ? read.value.command.targets.names : undefined;
}

function expectedWith(character: string): string[] | undefined {
  if (KEPT.includes(character)) return [`ho${character}st`];
  if (FOLDED.includes(character)) return [`ho${character.toLowerCase()}st`];
  if (DASHES.includes(character)) return ['ho-st'];
  if (DROPPED.includes(character)) return ['host'];
  return PARTING.includes(character) ? ['ho', 'st'] : undefined;
}

describe('a name', () => {
  it('is made of the allowed characters, whichever of all 1,114,112 code points is tried', () => {
    const wrong: string[] = [];
    for (let code = 0; code <= 0x10ffff; code += 1) {
      const character = String.fromCodePoint(code);
      const names = namesWith(character);
      if (names?.join() !== expectedWith(character)?.join()) wrong.push(code.toString(16));
    }
    expect(wrong).toEqual([]);
  });

  it.each([
    ['a Cyrillic о', 'hоst-7', '`о` (U+043E) in `hоst-7`'],
    ['the Kelvin sign, which folds to k', 'wor\u212aer', '`\u212a` (U+212A) in `wor\u212aer`'],
    ['the long s', 'ho\u017ft', '`ſ` (U+017F) in `hoſt`'],
    ['a full-width letter', 'ｈost', '`ｈ` (U+FF48) in `ｈost`'],
    ['a mark that turns the writing around', 'ho\u202est', 'the invisible character U+202E in `ho·st`'],
  ])('with %s is refused, and the character named', (_what, name, what) => {
    expect(parse(`uptime on ${name}`, vocabulary)).toMatchObject(
      err({ is: 'not-understood', why: `${what} is not a letter of commands and names` }),
    );
  });

  it('with such a letter in the command is refused too', () => {
    expect(parse('rеstart nginx on host-7', vocabulary)).toMatchObject(err({ is: 'not-understood' }));
  });
});
