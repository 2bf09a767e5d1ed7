import { describe, expect, it } from 'vitest';
import { renderAnnouncement } from '../../../../../bot/adapters/slack/render/announcement.ts';
import { renderCard } from '../../../../../bot/adapters/slack/render/card.ts';
import { parse } from '../../../../../bot/domain/language/parse.ts';
import type { RunStep } from '../../../../../bot/domain/run/event.ts';
import { type KeepIntent, ROLLED_BACK } from '../../../../../bot/domain/run/keep.ts';
import { commands } from '../../../../../commands/index.ts';
import { checkBlocks } from '../../../../../local/slack/blocks/check.ts';
import { pressesOf, sizeOf, textsOf } from './look.ts';
import {
  cell,
  host,
  intended,
  outcome,
  plan,
  planned,
  progressed,
  ran,
  reading,
  STATES,
  sent,
  story,
} from './stories.ts';

const card = (name: string) => renderCard(STATES[name] ?? story([]), reading);

describe('renderCard', () => {
  it.each([
    ['asked', '… Restart nginx on host-7 is being looked at · R-8C2MX', 'asked'],
    ['waiting', '⏸ Restart nginx on host-7 waits for approval · R-8C2MX', 'waiting'],
    ['approved', '▶ Restarting nginx on host-7 · approved, about to start · R-8C2MX', 'running'],
    ['sending', '▶ Restarting nginx on host-7 · being sent · R-8C2MX', 'running'],
    ['running', '▶ Restarting nginx on host-7 · running · R-8C2MX', 'running'],
    ['running on several hosts', '▶ Restarting nginx on 4 hosts · 2 of 4 done, 1 failed · R-8C2MX', 'running'],
    ['cancel requested', '▶ Restarting nginx on host-7 · running, stopping · R-8C2MX', 'running'],
    ['succeeded', '✔ Restarted nginx on host-7 · 0.8 s · R-8C2MX', 'succeeded'],
    [
      'partly succeeded',
      '⚠ Restart nginx on host-4, host-5 and host-6 succeeded on 2 of 3, 1 did not · 2.0 s · R-8C2MX',
      'partly',
    ],
    ['failed', '✖ Restart nginx on host-7 failed · exit 1 · 2.3 s · R-8C2MX', 'failed'],
    ['unknown', '❓ Restart nginx on host-7 may have run: its outcome is unknown · R-8C2MX', 'unknown'],
    ['cancelled while it ran', '⏹ Restart nginx on host-7 was cancelled while it ran · 0.8 s · R-8C2MX', 'cancelled'],
    ['denied', '⛔ Restart nginx on host-7 was denied by <@U2APPROVER> · nothing was run · R-8C2MX', 'denied'],
    [
      'expired',
      '⌛ Restart nginx on host-7 expired: nobody approved it in time · nothing was run · R-8C2MX',
      'expired',
    ],
    [
      'cancelled',
      '⏹ Restart nginx on host-7 was cancelled by <@U1OPERATOR> before it ran · nothing was run · R-8C2MX',
      'cancelled',
    ],
    ['halted', '✋ Restart nginx on host-7 was stopped at the last moment · nothing was run · R-8C2MX', 'refused'],
    ['refused', '✋ Restart nginx on host-7 was refused · nothing was run · R-8C2MX', 'refused'],
    ['a read command', '✔ Read the disks on host-7 · 0.8 s · R-8C2MX', 'succeeded'],
  ])('says in its first line what, where and how: %s', (name, text, mark) => {
    const rendered = card(name);
    expect(rendered.text).toBe(text);
    expect(textsOf(rendered.blocks)[0]?.replaceAll('*', '')).toBe(text);
    const { seq } = STATES[name] ?? story([]);
    expect(rendered.metadata).toEqual({
      event_type: 'remit_run',
      event_payload: { stream: 'run#8C2MX', effect: 'card', seq, outcome: mark },
    });
  });

  it.each(Object.keys(STATES))('is accepted by Slack: %s', (name) => {
    expect(checkBlocks(card(name).blocks)).toMatchObject({ ok: true });
  });

  it('opens an incident that is called by what failed, without why it was asked', () => {
    expect(pressesOf(card('failed'))['Open incident…']).toBe(
      'form incident "restart nginx on host-7 failed" from R-8C2MX',
    );
  });

  it.each(Object.keys(STATES))('has only buttons that are sentences of the language: %s', (name) => {
    for (const says of Object.values(pressesOf(card(name))))
      expect(parse(says, { commands })).toMatchObject({ ok: true });
  });

  it('tells an approver what, on whose right, with which effect, until when, and which plan', () => {
    const { digest } = plan();
    expect(textsOf(card('waiting').blocks)[1]?.split('\n')).toEqual([
      '<@U1OPERATOR> asks: “worker leak” · production, 1 user host · brings nginx down for about 2 s; nothing else',
      'Matrix: Restarting Processes × User Host → Platform Owner · virtuozzo v3',
      'Undo: A restart cannot be taken back.',
      `One approver other than <@U1OPERATOR>, until <!date^1795264200^{time}|12:30 UTC> · plan ${digest.slice(0, 4)}`,
    ]);
    expect(pressesOf(card('waiting'))).toEqual({
      Approve: `approve R-8C2MX plan ${digest.slice(0, 16)}`,
      Deny: 'form deny R-8C2MX',
      'Show plan': 'show R-8C2MX',
      Cancel: 'cancel R-8C2MX',
    });
  });

  it('excludes from the second approval who gave the first', () => {
    expect(textsOf(card('waiting for the second approval').blocks).at(-1)).toContain(
      '1 of 2 approvals, by <@U2APPROVER>. One approver other than <@U1OPERATOR> and <@U2APPROVER>, until',
    );
  });

  it.each([
    ['running', ['Cancel', 'Show plan']],
    ['cancel requested', ['Show plan']],
    ['succeeded', ['Again', 'Why']],
    ['denied', ['Why']],
    ['expired', ['Ask again', 'Why']],
    ['halted by a lock', ['Show R-7F3KA', 'Why']],
  ])('offers no decision once it is taken: %s', (name, labels) => {
    expect(Object.keys(pressesOf(card(name)))).toEqual(labels);
  });

  it('reports each host with status, exit code, duration and the end of its output, the worst first', () => {
    const texts = textsOf(card('partly succeeded').blocks);
    expect(texts.slice(1, 4)).toEqual([
      '✖ *host-6* failed · exit 1 · 2.3 s',
      '```\nJob for nginx.service failed.\nnginx: [emerg] bind() to 0.0.0.0:80 failed (98)\nstill down: nginx\n```',
      '✔ *host-4* succeeded · exit 0 · 0.8 s · `pid 412 → 977, active`\n✔ *host-5* succeeded · exit 0 · 0.8 s · `pid 9 → 10, active`',
    ]);
  });

  it('says of a guarded run that it is applied and not kept yet, and then what the host made of it', () => {
    const applied = [planned({ approvals: 0 }), intended, sent, progressed(outcome('host-7', { status: 'applied' }))];
    const keep: KeepIntent = {
      round: 1,
      verdict: 'keep',
      hosts: ['host-7'],
      intentAt: reading.now,
      notAfter: reading.now,
    };
    const keeping: RunStep[] = [...applied, { type: 'keep-intended', data: keep }];
    const back = { status: 'failed', detail: ROLLED_BACK, exitCode: 94 } as const;
    for (const steps of [applied, keeping]) {
      const told = textsOf(renderCard(story(steps), reading).blocks);
      expect(told[0]).toBe('▶ *Restarting nginx on host-7* · applied; kept when the host answers · R-8C2MX');
      expect(told[1]).toMatch(/^⏳ \*host-7\* applied; kept when the host answers · 0.8 s/);
    }
    const over = textsOf(renderCard(story([...keeping, progressed(outcome('host-7', back))]), reading).blocks);
    expect(over[1]).toMatch(/^✖ \*host-7\* failed · rolled back: the agent did not answer in time · exit 94/);
  });

  it('shows the progress of many hosts as a bar that is full only at the end', () => {
    const hosts = Array.from({ length: 7 }, (_, index) => host(`host-${index}`));
    const begun = story(
      [
        planned({ hosts, approvals: 0 }),
        intended,
        sent,
        progressed(...hosts.slice(1).map(({ name }) => outcome(name))),
      ],
      { hosts },
    );
    expect(textsOf(renderCard(begun, reading).blocks)[1]).toBe('▓▓▓▓▓▓▓▓░░ 6 of 7');
  });

  it('shares a line among equal results', () => {
    const same = Array.from({ length: 50 }, (_, index) => outcome(`host-${index + 1}`, { tail: '' }));
    const [, line] = textsOf(renderCard(ran(same), reading).blocks);
    expect(line).toMatch(/^✔ \*host-1\*, .*\*host-10\* and 40 more succeeded · exit 0 · 0\.8 s$/);
  });

  it('folds the output of a change, opens that of a read, and offers the rest', () => {
    const long = Array.from({ length: 40 }, (_, index) => `line ${index + 1}`).join('\n');
    const change = renderCard(ran([outcome('host-7', { tail: long, printed: 9_000 })]), reading);
    expect(textsOf(change.blocks)[2]).toBe(`\`\`\`\n${long.split('\n').slice(-10).join('\n')}\n\`\`\``);
    expect(textsOf(change.blocks)[1]).toContain('the last lines of 9,000 characters');
    expect(pressesOf(change)['Show output']).toBe('show R-8C2MX');
    expect(change.blocks[2]).not.toHaveProperty('expand');
    const read = renderCard(ran([outcome('host-7', { tail: long })], { command: 'disk', fields: {} }), reading);
    expect(textsOf(read.blocks)[2]).toBe(`\`\`\`\n${long}\n\`\`\``);
    expect(read.blocks[2]).toHaveProperty('expand', true);
  });

  it('tells people of other organisations that a run exists and how it stands, nothing else', () => {
    for (const [name, each] of Object.entries(STATES)) {
      const outward = renderCard(each, { ...reading, channelIsShared: true });
      const told = [outward.text, ...textsOf(outward.blocks), ...Object.values(pressesOf(outward))].join('\n');
      expect(told, name).not.toMatch(/host-\d|nginx|<@U|worker leak|Platform|pid|plan [0-9a-f]{4}/);
      expect(told, name).toContain('R-8C2MX');
    }
  });

  it('keeps every limit of Slack with 50 hosts, the longest names, reasons and outputs', () => {
    const noise = '&<>`"'.repeat(240);
    const outcomes = Array.from({ length: 50 }, (_, index) =>
      outcome(`${index}-${'h'.repeat(61)}`, {
        status: index % 3 === 0 ? 'failed' : 'succeeded',
        detail: noise,
        tail: `${index}\n${noise.slice(0, 800)}\n${noise.slice(0, 390)}`,
        printed: 30_000,
      }),
    );
    const cells = Array.from({ length: 4 }, () => ({ ...cell, label: noise, profile: noise }));
    const making = { because: noise.repeat(3), effect: noise, cells, sentence: noise.repeat(2) };
    const hosts = outcomes.map(({ host: name }) => host(name));
    const waiting = story([planned({ ...making, hosts })], { ...making, hosts });
    for (const each of [ran(outcomes, making), ran(outcomes, { ...making, command: 'disk' }), waiting]) {
      const rendered = renderCard(each, reading);
      expect(checkBlocks(rendered.blocks)).toMatchObject({ ok: true });
      expect(sizeOf(rendered)).toBeLessThanOrEqual(12_000);
      expect(rendered.text.length).toBeLessThanOrEqual(4_000);
    }
  });

  it('puts the host whose certificate ends soonest first, also across hosts', () => {
    const ends = { 'host-1': 'without a certificate', 'host-2': 'until 2027-02-09', 'host-3': 'EXPIRED on 2026-11-01' };
    const outcomes = Object.entries(ends).map(([name, tail]) => outcome(name, { tail }));
    const text = textsOf(renderCard(ran(outcomes, { command: 'certificate show', fields: {} }), reading).blocks).join(
      '\n',
    );
    const places = ['host-3', 'host-2', 'host-1'].map((name) => text.lastIndexOf(`*${name}*`));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
  });

  it('shows a run whose command has been taken out since by its sentence', () => {
    const text = renderCard(ran([outcome('host-7')]), { ...reading, definitions: [] }).text;
    expect(text).toBe('✔ restart nginx on host-7 because "worker leak" · 0.8 s · R-8C2MX');
  });

  it('names instead of mentioning where names are given', () => {
    const names = new Map([['U1OPERATOR', '<operator>']]);
    const [, asks] = textsOf(renderCard(STATES.waiting ?? story([]), { ...reading, names }).blocks);
    expect(asks).toContain('*&lt;operator&gt;* asks');
  });
});

describe('renderAnnouncement', () => {
  it('mentions the requester with the card’s first line', () => {
    const done = STATES.succeeded ?? story([]);
    expect(renderAnnouncement(done, reading).text).toBe('<@U1OPERATOR> ✔ Restarted nginx on host-7 · 0.8 s · R-8C2MX');
    const outward = renderAnnouncement(done, { ...reading, channelIsShared: true }).text;
    expect(outward).toBe('<@U1OPERATOR> ✔ A maintenance run is over: succeeded · R-8C2MX');
  });
});
