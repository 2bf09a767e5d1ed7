import type { World } from '../bot/flow/world.ts';
import type { Fate } from './fate.ts';
import { createIncidentPeople, type Written } from './incident-people.ts';
import { createPeople } from './people.ts';
import type { About } from './simulate.ts';
import type { Time } from './time.ts';
import { createVendorPeople } from './vendor-people.ts';
import type { Voices } from './voices.ts';

type Deps = { world: World; voices: Voices; fate: Fate; time: Time };

/** Whoever says something in a world, at each of its steps. */
export function createSpeakers(about: About, deps: Deps): { speak(): void; written: readonly Written[] } {
  const people = createPeople(deps);
  if (about === 'runs') return { ...people, written: [] };
  const responders = createIncidentPeople(deps);
  const { written, channels } = responders;
  const vendors = createVendorPeople({ ...deps, channels });
  const { random } = deps.fate;

  function one(): void {
    const number = random();
    if (number < 0.08) people.speak();
    else if (number < 0.7) vendors.speak();
    else responders.speak();
  }

  return {
    written,
    speak(): void {
      for (let said = 0; said < 4; said += 1) one();
    },
  };
}
