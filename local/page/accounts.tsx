import { become } from './actions.ts';
import { Avatar } from './avatar.tsx';
import { useDirectory } from './directory.ts';
import { Icon } from './icons.tsx';
import { Menu } from './menu.tsx';

/** Who I am, and everybody else I can be: this workspace has no passwords, it is one person's machine. */
export function AccountMenu() {
  const directory = useDirectory();
  const { me } = directory;
  const face = (
    <>
      <Avatar account={me} size={34} />
      <span class="account-name">
        <strong>{me.name}</strong>
        <small>{directory.organisation(me.team)}</small>
      </span>
      <Icon name="down" size={14} />
    </>
  );
  return (
    <Menu
      label={`You are ${me.name} of ${directory.organisation(me.team)}. Be somebody else`}
      class="account"
      menuClass="menu-accounts"
      face={face}
      side="above"
    >
      {directory.organisations.map((organisation) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot group the items of a menu
        <div key={organisation.id} role="group" aria-label={organisation.name}>
          <div class="listbox-group" aria-hidden="true">
            {organisation.name}
          </div>
          {directory.accounts
            .filter((account) => account.team === organisation.id && !account.isBot)
            .map((account) => (
              <button
                key={account.id}
                type="button"
                role="menuitemradio"
                aria-checked={account.id === me.id}
                class="menu-item"
                onClick={(event) => {
                  // As with a link: with Ctrl or Cmd the other person gets a window of their own.
                  if (event.ctrlKey || event.metaKey) open(`?as=${account.name}`, '_blank');
                  else void become(account.name);
                }}
              >
                <Avatar account={account} size={26} />
                <span>
                  {account.name}
                  <small>{account.realName}</small>
                </span>
                {account.id === me.id && <Icon name="check" size={14} />}
              </button>
            ))}
        </div>
      ))}
      <div class="menu-note">Ctrl + click opens a second window</div>
    </Menu>
  );
}
