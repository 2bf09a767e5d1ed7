import type { SeedTarget } from '../../seed-targets.ts';
import type { Execution, Host, Order, ServiceState } from '../host.ts';
import type { Link } from './link.ts';

/**
 * Opens one folder host with the keeper: a directory, commands of its own first on PATH, one process per service.
 *
 * Scripts run there with this process's own rights on the machine itself: whoever calls `execute` gives it the shipped
 * documents only.
 */
export async function openFolderHost(target: SeedTarget, dir: string, link: Link): Promise<Host> {
  const host = target.name;
  await link.ask({ do: 'open', host, dir, services: target.services });
  let bootedAt = Date.now();
  return {
    name: target.name,
    instanceId: target.instanceId,
    tags: target.tags,
    kind: 'folder',
    online: true,
    bootedAt: () => bootedAt,
    execute: (order) => execute(host, order, link),
    services: async () => (await link.ask({ do: 'services', host })) as ServiceState[],
    reboot: async () => {
      await link.ask({ do: 'reboot', host });
      bootedAt = Date.now();
    },
  };
}

async function execute(
  host: string,
  { script, env, timeoutMs, signal, onStart }: Order,
  link: Link,
): Promise<Execution> {
  let cancel: (() => void) | undefined;
  const onSent = (execution: number) => {
    cancel = () => void link.ask({ do: 'cancel', execution });
  };
  const running = link.ask({ do: 'execute', host, script, env, timeoutMs }, { onStart, onSent });
  if (signal?.aborted) cancel?.();
  else if (cancel) signal?.addEventListener('abort', cancel, { once: true });
  try {
    return (await running) as Execution;
  } finally {
    if (cancel) signal?.removeEventListener('abort', cancel);
  }
}
