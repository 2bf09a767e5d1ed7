import { expect, it } from 'vitest';
import { maintenance } from '../../commands/index.ts';
import { describeOnHost, freshRun } from './host.ts';

const each = maintenance.map((command) => [command.name, command] as const);
const undoable = maintenance.filter(({ undo }) => undo.script !== undefined).map((one) => [one.name, one] as const);

function exampleOf({ fields }: (typeof maintenance)[number]): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.default ?? field.example]));
}

/** What holds for the document of every command on a real host, whatever the command does. */
describeOnHost('the document of every command', (host) => {
  it.each(each)('%s runs nothing after its deadline', async (_name, command) => {
    const run = freshRun();
    const late = await host.run(command, exampleOf(command), { run, notAfter: Math.floor(Date.now() / 1000) - 1 });
    expect(late).toMatchObject({ status: 'Failed', code: 92, said: '' });
    expect(await host.bash(`ls /var/lib/remit/exec | grep -c -x ${run} || :`)).toBe('0\n');
  });

  it.each(each)('%s gives a repeat the first answer, and runs nothing', async (_name, command) => {
    const run = freshRun();
    const first = await host.run(command, exampleOf(command), { run });
    expect([91, 92, 93]).not.toContain(first.code);
    const claimed = await host.bash(`cd /var/lib/remit/exec/${run} && find . -type f -exec sha256sum {} + | sort`);
    expect(await host.run(command, exampleOf(command), { run })).toEqual(first);
    expect(await host.bash(`cd /var/lib/remit/exec/${run} && find . -type f -exec sha256sum {} + | sort`)).toBe(
      claimed,
    );
  });

  it.each(each)('%s is refused by SSM with a value that its field does not allow', async (_name, command) => {
    for (const [field, { sent }] of Object.entries(command.fields)) {
      if (sent !== undefined) continue; // encoded on its way: no value of the field is another than SSM takes
      const refused = await host.run(command, { ...exampleOf(command), [field]: '-x' });
      expect(refused).toMatchObject({ status: 'InvalidParameters', code: -1 });
    }
  });

  it.each(undoable)('%s takes back nothing where nothing was saved, and says so', async (_name, command) => {
    const ran = await host.undo(command, exampleOf(command), freshRun());
    expect(ran).toMatchObject({ status: 'Failed', code: 1 });
    expect(ran.said).toMatch(/^nothing was changed: this host has nothing that R-[0-9A-F]+ saved/);
  });
});
