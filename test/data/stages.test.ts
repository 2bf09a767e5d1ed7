import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readStages } from '../../bot/domain/deployment/read-stages.ts';
import { shippedStages } from '../../data/shipped-stages.ts';

/** The stages as they were published, in a file of the tests' own: a slip in the shipped one is not in both. */
const PUBLISHED = readFileSync(fileURLToPath(new URL('deployment-stages.csv', import.meta.url)), 'utf8');
const LINE = /^(?<order>[0-9]+),(?:"(?<quoted>[^"]*)"|(?<bare>[^,]*)),(?<party>.+)$/;
const published = PUBLISHED.trim()
  .split(/\r?\n/)
  .slice(1)
  .map((line) => LINE.exec(line)?.groups ?? {});

describe('the stages that are shipped', () => {
  const { parties, stages } = shippedStages();

  it('are the 31 of the source, word for word, in its order, with its parties', () => {
    expect(published).toHaveLength(31);
    const told = stages.map((stage) => [
      `${stage.order}`,
      stage.stage,
      stage.parties.map((one) => parties[one]).join('/'),
    ]);
    expect(told).toEqual(published.map(({ order, quoted, bare, party }) => [order, quoted ?? bare, party]));
  });

  it('may be left out only where the source calls the whole stage “if applicable”', () => {
    const said = (ifApplicable: 'whole' | 'part') =>
      stages.filter((stage) => stage.ifApplicable === ifApplicable).map(({ order }) => order);
    expect(said('whole')).toEqual([8, 12, 26, 29, 30]);
    expect(said('part')).toEqual([13]);
  });

  it('have one that two parties share', () => {
    expect(stages.filter((stage) => stage.parties.length > 1).map(({ order }) => order)).toEqual([13]);
  });
});

describe('a list of stages', () => {
  const good = () => structuredClone(shippedStages());

  it.each<[string, (list: ReturnType<typeof good>) => unknown, string]>([
    ['that is no object', () => [], 'the file'],
    ['without parties', ({ parties: _parties, ...list }) => list, 'parties'],
    ['without stages', (list) => ({ ...list, stages: [] }), 'stages'],
    ['whose numbers do not go on', (list) => ({ ...list, stages: list.stages.slice(1) }), 'stages[0].order'],
    [
      'that lets a stage be left out against its words',
      (list) => set(list, { ifApplicable: 'whole' }),
      'stages[0].ifApplicable',
    ],
    ['with a stage of nobody', (list) => set(list, { parties: [] }), 'stages[0].parties'],
    ['with a stage of somebody else', (list) => set(list, { parties: ['customer'] }), 'stages[0].parties[0]'],
    ['with an unknown field', (list) => set(list, { due: 'May' }), 'stages[0].due'],
  ])('%s is refused with its place', (_title, change, path) => {
    const read = readStages(change(good()));
    expect(read).toMatchObject({ ok: false });
    expect(read.ok ? [] : read.error.map((fault) => fault.path)).toContain(path);
  });

  function set(list: ReturnType<typeof good>, more: object): unknown {
    return { ...list, stages: list.stages.map((stage, at) => (at === 0 ? { ...stage, ...more } : stage)) };
  }
});
