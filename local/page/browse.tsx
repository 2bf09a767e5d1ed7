import { changeChannel, goInto } from './actions.ts';
import { useDirectory } from './directory.ts';
import { Icon } from './icons.tsx';
import { Menu } from './menu.tsx';

/** The channels that one is not in: a press enters. */
export function Browse() {
  const { open, me } = useDirectory();
  if (open.length === 0) return null;
  return (
    <li>
      <Menu
        label="Join a channel"
        class="entry entry-more"
        menuClass="menu-browse"
        face={
          <>
            <Icon name="plus" /> <span class="entry-name">Join a channel</span>
            <span class="count">{open.length}</span>
          </>
        }
      >
        {open.map(({ id, name, topic }) => (
          <button key={id} type="button" role="menuitem" class="menu-item" onClick={() => void goInto(id)}>
            <Icon name="hash" />{' '}
            <span>
              {name}
              {topic && <small>{topic}</small>}
            </span>
          </button>
        ))}
        {open
          .filter(({ teams }) => !teams.includes(me.team))
          .map(({ id, name }) => (
            <button
              key={`decline ${id}`}
              type="button"
              role="menuitem"
              class="menu-item"
              onClick={() => void changeChannel(id, 'decline')}
            >
              <Icon name="close" /> <span>Decline the invitation to #{name}</span>
            </button>
          ))}
      </Menu>
    </li>
  );
}
