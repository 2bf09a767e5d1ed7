import { useEffect, useState } from 'preact/hooks';
import type { MoveClock } from '../slack/wire.ts';
import { moveClock } from './actions.ts';
import { useDirectory } from './directory.ts';
import { Icon } from './icons.tsx';
import { Menu } from './menu.tsx';
import { nowSeconds } from './now.ts';
import { usePage } from './store.ts';
import { clock, moment } from './time.ts';

const STEPS: { by: MoveClock['by']; words: string; what: string }[] = [
  { by: '1min', words: '+1 min', what: 'what is due next' },
  { by: '30min', words: '+30 min', what: 'an approval expires, a planned time comes' },
  { by: '1day', words: '+1 day', what: 'what repeats, and what was missed' },
];

/** The workspace's time, and what puts it forward. Where the server has no clock to move there is nothing. */
export function ClockMenu() {
  const ahead = usePage((page) => page.directory?.ahead);
  const { zone } = useDirectory();
  const [moving, setMoving] = useState(false);
  const now = useMinute();
  if (ahead === undefined) return null;
  const move = async (by: MoveClock['by']) => {
    setMoving(true);
    await moveClock(by);
    setMoving(false);
  };
  const face = (
    <>
      <Icon name="clock" size={18} />
      <span class="clock-time">{clock(now, zone)}</span>
      {ahead > 0 && <span class="badge clock-ahead">{aheadWords(ahead)}</span>}
    </>
  );
  return (
    <Menu
      label={`The clock says ${moment(now, zone)}. Put it forward`}
      class={ahead > 0 ? 'head-button on' : 'head-button'}
      menuClass="menu-clock"
      face={face}
      disabled={moving}
    >
      {STEPS.map(({ by, words, what }) => (
        <button key={by} type="button" role="menuitem" class="menu-item" data-by={by} onClick={() => void move(by)}>
          <span>
            {words}
            <small>{what}</small>
          </span>
        </button>
      ))}
      <div class="menu-note">Forward only. The hosts keep the machine’s clock.</div>
    </Menu>
  );
}

/** `+1 d 2 h`: how far the clock is ahead, by its two largest parts. */
export function aheadWords(ahead: number): string {
  const minutes = Math.round(ahead / 60_000);
  const parts: [number, string][] = [
    [Math.floor(minutes / 1440), 'd'],
    [Math.floor((minutes % 1440) / 60), 'h'],
    [minutes % 60, 'min'],
  ];
  const said = parts.filter(([count]) => count > 0).slice(0, 2);
  return `+${said.map(([count, unit]) => `${count} ${unit}`).join(' ')}`;
}

/** The time, drawn again as it passes. */
function useMinute(): number {
  const [, draw] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => draw((count) => count + 1), 5_000);
    return () => clearInterval(timer);
  }, []);
  return nowSeconds();
}
