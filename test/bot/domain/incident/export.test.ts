import { describe, expect, it } from 'vitest';
import { canvasOf } from '../../../../bot/domain/incident/canvas.ts';
import { exportTimeline } from '../../../../bot/domain/incident/export.ts';
import { inertMarkdown } from '../../../../bot/domain/incident/export-markdown.ts';
import { callingsOf } from '../../../../bot/domain/incident/export-told.ts';
import { stampsIn } from '../../../../bot/domain/incident/stamp.ts';
import { readCsv } from '../../../../bot/domain/table/read-csv.ts';
import { inertCell } from '../../../../bot/domain/table/write-csv.ts';
import { ANA, alarm, BEGAN, entry, evening, incident, JO, NAMES } from './incidents.ts';

const callings = callingsOf(NAMES, new Map([['TACME', 'Acme']]));
const BRUSSELS = 'Europe/Brussels';
const told = { name: 'I-7QK2P', callings, zone: BRUSSELS };
const textOf = (format: 'csv' | 'markdown' | 'json', entries = [entry(0)], state = incident()) =>
  exportTimeline({ ...told, state, entries }, format).map(({ text }) => text);

function cells(text = ''): string[][] {
  const read = readCsv(text);
  if (!read.ok) throw new Error(read.error.why);
  return read.value.map((row) => row.map((cell) => cell.text));
}

describe('stampsIn', () => {
  it.each([
    ['in winter', Date.UTC(2026, 10, 21, 20, 0, 0, 250), BRUSSELS, '2026-11-21T21:00:00.250+01:00'],
    [
      'in the hour that clocks say twice, the first time',
      Date.UTC(2026, 9, 25, 0, 30),
      BRUSSELS,
      '2026-10-25T02:30:00.000+02:00',
    ],
    ['and the second time', Date.UTC(2026, 9, 25, 1, 30), BRUSSELS, '2026-10-25T02:30:00.000+01:00'],
    ['by clocks at a quarter', Date.UTC(2026, 0, 1), 'Asia/Kathmandu', '2026-01-01T05:45:00.000+05:45'],
    ['in UTC', Date.UTC(2026, 0, 1), 'UTC', '2026-01-01T00:00:00.000+00:00'],
  ])('names the offset %s', (_when, at, zone, stamp) => {
    expect(stampsIn(zone)(at)).toBe(stamp);
  });
});

describe('inertCell', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '  =1', '\n=1', '\uff1d1'])('makes %j a text', (text) => {
    expect(inertCell(text)).toBe(`'${text}`);
  });
  it.each(['', 'a=b', '3', "it's"])('leaves %j as it is', (text) => {
    expect(inertCell(text)).toBe(text);
  });
});

describe('exportTimeline', () => {
  it('writes a table with both times, who, where it can be seen, and what became of it', () => {
    const entries = [
      entry(3, {
        version: 2,
        text: '=HYPERLINK("http://evil.example","click")',
        quoted: true,
        corrected: { by: JO, at: BEGAN + 600_000 },
        evidence: [
          { is: 'message', permalink: 'https://acme.slack.com/archives/C1/p1' },
          { is: 'run', run: '8C2MX' },
        ],
        source: 'message/C1/1.2',
      }),
      alarm(0, 'bad'),
      entry(4, { gone: 'deleted', text: 'two\nlines, "quoted"', by: { team: 'TX', user: 'UX' } }),
    ];
    const rows = cells(textOf('csv', entries)[0]);
    expect(rows).toHaveLength(4);
    expect(rows[0]?.slice(0, 3)).toEqual(['occurred', 'recorded', 'actor']);
    expect(rows.every((row) => row.length === rows[0]?.length)).toBe(true);
    expect(rows[1]?.slice(0, 8)).toEqual([
      ...['2026-11-21T21:00:00.000+01:00', '2026-11-21T21:00:00.000+01:00'],
      ...['', '', '', '', 'alarm', 'noted something'],
    ]);
    expect(rows[2]).toEqual([
      ...[
        '2026-11-21T21:03:00.000+01:00',
        '2026-11-21T21:03:00.000+01:00',
        'Ana Ruiz',
        'UANA',
        'Acme',
        'TACME',
        'note',
      ],
      ...[`'=HYPERLINK("http://evil.example","click")`, '', '', 'https://acme.slack.com/archives/C1/p1 R-8C2MX'],
      ...['2', '2026-11-21T21:10:00.000+01:00', 'Jo', '', 'message/C1/1.2'],
    ]);
    expect(rows[3]?.[2]).toBe('UX');
    expect(rows[3]?.[7]).toBe('two\nlines, "quoted"');
    expect(rows[3]?.[14]).toBe('deleted');
  });

  it('writes what was backdated where it belongs, with the time at which it was written', () => {
    const late = entry(1, { recordedAt: BEGAN + 3_600_000, text: 'restarted by hand' });
    const rows = cells(textOf('csv', [entry(0), entry(2), late])[0]);
    expect(rows[2]?.slice(0, 2)).toEqual(['2026-11-21T21:01:00.000+01:00', '2026-11-21T22:00:00.000+01:00']);
  });

  it('writes JSON that says the same, one line an entry', () => {
    const { state, entries } = evening();
    const read = JSON.parse(textOf('json', entries, state)[0] ?? '');
    expect(read.incident).toMatchObject({
      id: 'I-7QK2P',
      severity: 'major',
      is: 'resolved',
      drill: false,
      mitigated: '2026-11-21T22:11:00.000+01:00',
    });
    expect(read.entries).toHaveLength(entries.length);
    expect(read.entries[1]).toMatchObject({
      occurred: '2026-11-21T21:02:00.000+01:00',
      by: { name: 'Ana Ruiz', organisation: 'Acme', team: 'TACME', user: 'UANA' },
      text: 'declared it',
    });
  });

  it('writes Markdown by days, in which nothing that people wrote is markup', () => {
    const entries = [
      entry(0, { quoted: true, text: '# owned\n[x](http://evil.example) <!channel> `code` ~~gone~~' }),
      entry(1, { gone: 'removed', by: ANA, text: 'said too much' }),
      entry(24 * 60, {
        mark: 'bad',
        text: 'R-8C2MX failed',
        evidence: [{ is: 'message', permalink: 'javascript:alert(1)' }],
      }),
    ];
    const [text = ''] = textOf('markdown', entries, incident({ drill: true }));
    expect(text).toContain('# DRILL · Timeline of I-7QK2P\n');
    expect(text).toContain('times in Europe/Brussels, UTC+01:00.');
    expect(text).toContain(
      '## 21 Nov 2026 (UTC+01:00)\n\n- **21:00:00** note · Ana Ruiz (Acme): “\\# owned / \\[x\\](http://evil.example) \\<!channel\\> \\`code\\` \\~\\~gone\\~\\~”',
    );
    expect(text).toContain('~~said too much~~ (removed)');
    expect(text).toContain(
      '## 22 Nov 2026 (UTC+01:00)\n\n- **21:00:00** note · Ana Ruiz (Acme) R-8C2MX failed (FAILED)\n',
    );
  });

  it.each([
    ['1) first', '1\\) first'],
    ['2. second', '2\\. second'],
    ['- a list', '\\- a list'],
    ['one\r# two', 'one / \\# two'],
    ['a &lt;b&gt; & c', 'a \\&lt;b\\&gt; & c'],
    ['re\u202Everse', 'reverse'],
  ])('says %j as it is', (text, said) => {
    expect(inertMarkdown(text)).toBe(said);
  });

  it('lets an alarm say itself that it rings: nothing failed', () => {
    const [text = ''] = textOf('markdown', [entry(0, { kind: 'alarm', mark: 'bad', text: 'the alarm rings' })]);
    expect(text).toContain('the alarm rings');
    expect(text).not.toContain('FAILED');
  });

  it('divides what Slack would not take as one file, and says which part each is', () => {
    const entries = Array.from({ length: 150 }, (_, at) => entry(at, { text: 'x'.repeat(40_000) }));
    const files = exportTimeline({ ...told, state: incident(), entries }, 'csv');
    expect(files.map(({ name }) => name)).toEqual(['timeline-I-7QK2P-1-of-2.csv', 'timeline-I-7QK2P-2-of-2.csv']);
    expect(files.flatMap(({ text }) => cells(text).slice(1))).toHaveLength(150);
  });
});

describe('canvasOf', () => {
  const entries = Array.from({ length: 500 }, (_, at) => entry(at, { text: `entry ${at}` }));

  it('holds all that fits, without what was taken back and without a title of its own', () => {
    const text = canvasOf(
      { ...told, state: incident(), entries: [...entries, entry(501, { gone: 'deleted' })] },
      1_000_000,
    );
    expect(text).toContain('500 entries');
    expect(text.match(/entry \d+/g)).toHaveLength(500);
    expect(text).not.toContain('# Timeline');
  });

  it('leaves out the earliest where there is no room, and says how many and where they are', () => {
    const text = canvasOf({ ...told, state: incident(), entries }, 10_000);
    const shown = text.match(/entry \d+/g) ?? [];
    expect(text.length).toBeLessThanOrEqual(10_000);
    expect(shown.at(-1)).toBe('entry 499');
    expect(text).toContain(
      `The earliest ${500 - shown.length} entries do not fit here: \`/ops timeline export markdown in I-7QK2P\``,
    );
  });
});
