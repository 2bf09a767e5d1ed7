import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { compileSystemctl, lookForRequirements } from '../../../local/fleet/isolated/requirements.ts';
import { kindsHere, removeHome, temporaryHome } from './here.ts';

/** Loads the compiled program and reads the state of a process that ends between the opening and the reading of it. */
const READS_ONE_THAT_ENDS = `
import builtins, importlib.machinery, sys
systemctl = importlib.machinery.SourcelessFileLoader('systemctl', sys.argv[1]).load_module()
def gone(path): raise ProcessLookupError(3, 'No such process')
systemctl.open = gone
print(systemctl.pid_zombie(371))
systemctl.open = lambda path: builtins.open('/dev/null/status')
print(systemctl.pid_zombie(371))
`;

it.runIf(kindsHere.includes('isolated'))(
  'says nothing, as systemd, of a process that ends while its state is read; and tells any other fault',
  async () => {
    const found = await lookForRequirements('/nowhere');
    if ('missing' in found) throw new Error(`missing here: ${found.missing}`);
    const home = await temporaryHome();
    try {
      const compiled = await compileSystemctl(found.systemctl, home);
      const python = ['-I', '-W', 'ignore', '-c', READS_ONE_THAT_ENDS, compiled];
      const { stdout, stderr } = await promisify(execFile)('/usr/bin/python3', python);
      expect(stdout).toBe('False\nFalse\n');
      expect(stderr).not.toContain('No such process');
      expect(stderr).toContain('/proc/371/status (20)');
    } finally {
      await removeHome(home);
    }
  },
);
