import { STEPS } from '../../../domain/incident/clocks.ts';
import { type Counted, daysWords, type FiguresOf, figuresTitle } from '../../../domain/incident/figures.ts';
import { lastingWords } from '../../../domain/incident/lasting.ts';
import { context, section } from './blocks.ts';
import { SEVERITY_WORDS } from './incident-words.ts';
import type { AnswerOf, Said } from './said.ts';
import { code, preformatted } from './text.ts';

export function sayFiguresAsked({ last }: AnswerOf<'figures-asked'>): Said {
  return {
    mark: 'information',
    first: `📊 *The figures* of the last ${daysWords(last)} are being counted for you`,
    body: [context('They come into your direct messages with Remit: as a picture, and here as a table.')],
  };
}

/** The figures as a table that can be copied. */
export function sayFigures({ figures }: AnswerOf<'figures'>): Said {
  const { real, drills, hosts, commands, cut } = figures;
  const most = [mostWords('Hosts', hosts), mostWords('Commands', commands)].filter((words) => words !== '');
  return {
    mark: 'information',
    first: `📊 *${figuresTitle(figures)}*`,
    body: [
      ...(real.length > 0 ? [section(preformatted(table(real)))] : []),
      ...(drills.length > 0 ? [section(`*Drills*, counted apart\n${preformatted(table(drills))}`)] : []),
      ...(most.length > 0 ? [section(most.join('\n'))] : []),
      context(
        `Times since it was detected, as the policy counts them, of those that got so far (nearest rank)${cut ? ' · *not all were counted*: ask for a shorter time' : ''}`,
      ),
    ],
    presses: [{ id: 'incidents', label: 'Incidents', says: 'incidents' }],
  };
}

function table(group: readonly FiguresOf[]): string {
  const rows = group.map(({ severity, count, open, times, counted }) => [
    SEVERITY_WORDS[severity],
    `${count}${open > 0 ? ` (${open} open)` : ''}${counted === 'business' ? ', in business hours' : ''}`,
    ...STEPS.map((step) => {
      const spread = times[step];
      return spread ? `${lastingWords(spread.median)} / ${lastingWords(spread.ninetieth)}` : '–';
    }),
  ]);
  const lines = rows.flatMap(([name = '', count = '', ...steps]) => [
    `${name.padEnd(9)} ${count}`,
    ...STEPS.map((step, at) => `  ${step.padEnd(13)} ${steps[at] ?? ''}`),
  ]);
  return [`${''.padEnd(15)} median / 90 in 100`, ...lines].join('\n');
}

function mostWords(title: string, most: readonly Counted[]): string {
  if (most.length === 0) return '';
  return `*${title}*: ${most.map(({ name, count }) => `${code(name, 60)} ${count}`).join(' · ')}`;
}
