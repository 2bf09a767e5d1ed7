import type { HomeView } from '@slack/types';
import { Blocks } from './blocks.tsx';
import { DirectTabs } from './channel-title.tsx';
import { useDirectory } from './directory.ts';
import { Head } from './head.tsx';
import { usePage } from './store.ts';
import { SurfaceProvider, useSurfaceOf } from './surface.tsx';
import type { Block } from './values.ts';

const HOME = { kind: 'home' } as const;

/** The App Home tab: what the bot publishes for this one person. */
export function Home() {
  const directory = useDirectory();
  const view = usePage((page) => page.home) as HomeView | undefined;
  const blocks = (view?.blocks ?? []) as unknown as Block[];
  const { surface, confirmation } = useSurfaceOf(HOME, blocks);
  return (
    <>
      <Head>
        <DirectTabs channel={directory.channels.find((one) => one.kind === 'direct')} />
      </Head>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must take the focus */}
      <section class="home" aria-label="App Home" tabIndex={0}>
        <div class="home-inside">
          {blocks.length === 0 && <p class="quiet">Remit has put nothing here for you yet.</p>}
          <SurfaceProvider surface={surface}>
            <Blocks blocks={blocks} />
          </SurfaceProvider>
          {confirmation}
        </div>
      </section>
    </>
  );
}
