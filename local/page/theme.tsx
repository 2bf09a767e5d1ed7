import { useEffect, useState } from 'preact/hooks';
import { Icon } from './icons.tsx';
import { recall, remember } from './remember.ts';

type Theme = 'light' | 'dark';

const ofSystem = (): Theme => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
const kept = (): Theme | undefined => {
  const theme = recall('theme');
  return theme === 'light' || theme === 'dark' ? theme : undefined;
};

/** Puts the kept choice into force before anything is drawn; without one the system's is followed by the style sheet. */
export function applyTheme(): void {
  const theme = kept();
  if (theme) document.documentElement.dataset.theme = theme;
}

export function ThemeButton() {
  const [theme, setTheme] = useState<Theme>(kept() ?? ofSystem());
  useEffect(() => {
    const system = matchMedia('(prefers-color-scheme: dark)');
    const follow = () => setTheme(kept() ?? ofSystem());
    system.addEventListener('change', follow);
    return () => system.removeEventListener('change', follow);
  }, []);
  const next: Theme = theme === 'dark' ? 'light' : 'dark';
  const turn = () => {
    remember('theme', next);
    applyTheme();
    setTheme(next);
  };
  return (
    <button
      type="button"
      class="head-button"
      aria-label={`Use the ${next} theme`}
      title={`Use the ${next} theme`}
      onClick={turn}
    >
      <Icon name={next === 'dark' ? 'moon' : 'sun'} size={18} />
    </button>
  );
}
