import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE } from '../../../bot/domain/instant.ts';
import { createWorld, type World } from './world.ts';

const FILE = '/etc/nginx/nginx.conf';
const TEXT = Array.from({ length: 40 }, (_, at) => `setting_${at + 1}  "${at}";\t# ours`)
  .join('\n')
  .concat('\n');
const sha = (text: string) => createHash('sha256').update(text).digest('hex');
const printed = (text: string) =>
  `${text.length} bytes, root:root 644\nvalid, says nginx\nsha256 ${sha(text)}\n----- begin\n${text}${text.endsWith('\n') ? '' : '\n'}----- end\n`;

let world: World;
let run: string;

/** What a run of the reading printed on host-5, which is production. */
async function reads(output: string, sentence = `edit ${FILE} on host-5`): Promise<void> {
  world.hosts.endings.set('i-host-5', { details: 'Success', exitCode: 0, output });
  run = await world.ask('operator', sentence);
  await world.advance(MINUTE);
}

const submit = (written: string, because = '') =>
  world.say('operator', `form edit lines from R-${run}${because}`, { written });

beforeEach(async () => {
  world = await createWorld();
  await reads(printed(TEXT));
});

describe('the form of what was read', () => {
  it('holds the whole file, for whoever may see the run', async () => {
    const form = { is: 'form', text: { command: 'edit lines', run, file: FILE, host: 'host-5', text: TEXT } };
    expect(await world.say('operator', `form edit lines from R-${run}`)).toMatchObject(form);
    expect(await world.say('approver', `form edit lines from r-${run.toLowerCase()} because "x"`)).toMatchObject({
      text: { because: 'x', version: sha(TEXT).slice(0, 12) },
    });
    expect(await world.say('guest', `form edit lines from R-${run}`)).toMatchObject({ is: 'refused' });
  });

  it('comes to the sentence that says what was changed, which waits for an approval like any other', async () => {
    const after = TEXT.replace('setting_2  ', 'setting_2 ')
      .replace('setting_39', 'another_39')
      .replace('# ours\n', '\n');
    const asked = await submit(after, ' because "a test"');
    expect(asked).toMatchObject({ is: 'accepted', sentence: expect.stringMatching(/^edit lines "@1\\n-setting_1 /) });
    await world.advance(MINUTE);
    const story = await world.story('run' in asked ? (asked.run ?? '') : '');
    expect(story.state).toMatchObject({ is: 'waiting', wants: 1, from: 'approver' });
    expect(story.asked.command).toMatchObject({
      because: 'a test',
      targets: { names: ['host-5'], groups: [] },
      fields: { file: FILE, version: sha(TEXT).slice(0, 12) },
    });
    const [edits = ''] = story.plan?.parameters['Edits'] ?? [];
    expect(Buffer.from(edits, 'base64').toString()).toBe(
      [
        '@1',
        '-setting_1  "0";\t# ours',
        '-setting_2  "1";\t# ours',
        '+setting_1  "0";\t',
        '+setting_2 "1";\t# ours',
        ' setting_3  "2";\t# ours',
        ' setting_4  "3";\t# ours',
        '@37',
        ' setting_37  "36";\t# ours',
        ' setting_38  "37";\t# ours',
        '-setting_39  "38";\t# ours',
        '+another_39  "38";\t# ours',
        ' setting_40  "39";\t# ours',
      ].join('\n'),
    );
  });

  it('stays open with what was written, when nothing is changed, or too much', async () => {
    expect(await submit(`${TEXT.trimEnd()}\n\n`)).toMatchObject({
      is: 'form',
      text: { problem: 'Nothing is changed yet: change the text, then ask.' },
    });
    const after = TEXT.replaceAll('ours', 'theirs and others');
    expect(await submit(after)).toMatchObject({
      is: 'form',
      text: { text: after, problem: expect.stringMatching(/^These changes are \d,\d{3} characters as a sentence/) },
    });
    expect(await world.say('operator', 'runs')).toMatchObject({ lines: [{ id: run }] });
  });

  it('leaves lines around out before it refuses', async () => {
    const lines = TEXT.split('\n').map((line, at) => (at % 2 === 0 && at < 34 ? `${line} ${'x'.repeat(80)}` : line));
    expect(await submit(lines.join('\n'))).toMatchObject({
      is: 'accepted',
      sentence: expect.stringMatching(/^edit lines "@1\\n-[^@]*\\n\+[^@]*\\n@3\\n/),
    });
  });

  it.each([
    ['a secret is hidden in it', `${TEXT}password = hunter2hunter2\n`, 'shows the file not as it is'],
    ['it is longer than a form', 'long line\n'.repeat(320), 'of more characters than a form takes (3,000)'],
    ['it is longer than the record', 'long line\n'.repeat(900), 'shows the file not as it is'],
  ])('is not there where %s, and says what there is instead', async (_what, text, why) => {
    await reads(printed(text));
    const answer = { is: 'nothing', what: expect.stringContaining(why), next: expect.stringContaining('/ops replace') };
    expect(await world.say('operator', `form edit lines from R-${run}`)).toMatchObject(answer);
    expect(await submit(TEXT)).toMatchObject(answer);
  });

  it('is not there for a run that read no file', async () => {
    await reads('up 3 days', 'uptime on host-5');
    expect(await submit(TEXT)).toMatchObject({ is: 'nothing', what: `R-${run} read no file that could be edited.` });
  });

  it('is never reached for a file that the policy does not list', async () => {
    const other = await createWorld({ policy: { mayEdit: ['/etc/hosts'] } });
    const id = await other.ask('operator', `edit ${FILE} on host-5`);
    await other.advance(MINUTE);
    expect(await other.story(id)).toMatchObject({
      state: { is: 'refused' },
      refusal: { reason: 'not-listed', list: 'may-edit', value: FILE, listed: ['/etc/hosts'] },
    });
  });
});
