import { render } from 'preact';
import { enter } from './actions.ts';
import { readAddress } from './address.ts';
import { App } from './app.tsx';
import { applyTheme } from './theme.tsx';

const root = document.querySelector('#app');
const RETRY_MS = 1000;

function Closed({ who }: { who: string }) {
  return (
    <div class="loading" role="alert">
      <p>The workspace could not be opened as “{who}”. Is it running, and is there such an account?</p>
      <p>
        It is tried again by itself.{' '}
        <a class="link" href="?as=operator&channel=ops">
          Open it as operator
        </a>
      </p>
    </div>
  );
}

async function open(): Promise<void> {
  if (!root) return;
  try {
    await enter();
    render(<App />, root);
  } catch {
    render(<Closed who={readAddress(location).as} />, root);
    setTimeout(() => void open(), RETRY_MS);
  }
}

applyTheme();
addEventListener('popstate', () => void open());
void open();
