import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Inline, parseInline, safeUrl } from '../../../local/page/mrkdwn-inline.ts';
import { parseMrkdwn } from '../../../local/page/mrkdwn-parse.ts';

/** The tree as one line: `b(…)` bold, `i(…)` italic, `s(…)` strike, `c(…)` code, the rest by its kind. */
function show(nodes: Inline[]): string {
  return nodes.map(showOne).join('');
}

function showOne(node: Inline): string {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'break':
      return '⏎';
    case 'style':
      return `${node.style[0]}(${show(node.children)})`;
    case 'code':
      return `c(${show(node.children)})`;
    case 'link':
      return `link(${node.url} ${node.label})`;
    case 'user':
    case 'channel':
      return `${node.kind}(${node.id} ${node.label})`;
    case 'broadcast':
      return `all(${node.name})`;
    case 'date':
      return `date(${node.seconds} ${node.format} ${node.fallback})`;
    case 'emoji':
      return node.character;
    default:
      return node satisfies never;
  }
}

describe('parseInline', () => {
  it.each([
    ['*a* _b_ ~c~ `d`', 'b(a) i(b) s(c) c(d)'],
    ['*_a_*', 'b(i(a))'],
    ['snake_case_name 2*3*4 a~b~c', 'snake_case_name 2*3*4 a~b~c'],
    ['* a* *b *', '* a* *b *'],
    ['*two\nlines*', '*two⏎lines*'],
    ['(*a*), "_b_".', '(b(a)), "i(b)".'],
    ['`*a* :tada:`', 'c(*a* :tada:)'],
    ['*see <https://x.y/a*b_c|here>*', 'b(see link(https://x.y/a*b_c here))'],
    ['<@U1> <@U2|bob> <#C1|ops>', 'user(U1 ) user(U2 bob) channel(C1 ops)'],
    ['<!here> <!subteam^S1|@web>', 'all(here) all(web)'],
    ['<!date^1700000000^{date} at {time}|later>', 'date(1700000000 {date} at {time} later)'],
    ['a &amp; b &lt;c&gt; &nbsp;', 'a & b <c> &nbsp;'],
    ['&amp;lt;', '&lt;'],
    ['https://x.y/z?a=1&amp;b=2.', 'link(https://x.y/z?a=1&b=2 https://x.y/z?a=1&b=2).'],
    [':tada: :no_such_emoji: 12:30:45', '🎉 :no_such_emoji: 12:30:45'],
    ['<javascript:alert(1)|press> <b>', '<javascript:alert(1)|press> <b>'],
  ])('reads %j', (text, shown) => {
    expect(show(parseInline(text))).toBe(shown);
  });

  it('loses no character of a text without marks', () => {
    const unmarked = fc.string({ maxLength: 200 }).map((text) => text.replace(/[<&`*_~:\n]|http/g, ' '));
    fc.assert(fc.property(unmarked, (text) => show(parseInline(text)) === text));
  });

  it('stays fast on text made to be slow', () => {
    const started = performance.now();
    for (const text of ['*a '.repeat(1000), '<'.repeat(3000), '_*~'.repeat(1000), '`'.repeat(3001)]) parseInline(text);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('parseMrkdwn', () => {
  const kinds = (text: string) => parseMrkdwn(text).map(({ kind, children }) => [kind, show(children)]);

  it('takes preformatted text as it is, and quotes line by line', () => {
    expect(kinds('a\n```\n*x* &lt;y&gt;\n> z\n```\n> b\n&gt; c\nd')).toEqual([
      ['text', 'a'],
      ['pre', '*x* <y>\n> z'],
      ['quote', 'b⏎c'],
      ['text', 'd'],
    ]);
  });

  it('quotes everything after three marks', () => {
    expect(kinds('a\n>>> b\nc')).toEqual([
      ['text', 'a'],
      ['quote', 'b⏎c'],
    ]);
  });
});

describe('safeUrl', () => {
  it.each(['javascript:alert(1)', ' javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', '//x.y'])(
    'refuses %j',
    (url) => {
      expect(safeUrl(url)).toBeUndefined();
    },
  );
});
