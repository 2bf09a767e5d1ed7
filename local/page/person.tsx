import type { Account } from '../slack/wire.ts';
import { nameOf, useDirectory } from './directory.ts';

/** Somebody's name, with what a reader must not miss: that it is an app, or of another organisation. */
export function Person({ account, team }: { account: Account | undefined; team: string }) {
  const directory = useDirectory();
  const foreign = team !== directory.me.team;
  return (
    <>
      <span class="person" title={account?.realName}>
        {account ? nameOf(account) : 'Somebody'}
      </span>
      {account?.isBot && <span class="badge">App</span>}
      {foreign && <span class="badge badge-foreign">{directory.organisation(team)}</span>}
    </>
  );
}
