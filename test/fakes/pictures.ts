import type { Pictures } from '../../bot/ports/pictures.ts';

/** Pictures whose bytes are the words of what they show. `broken`: the renderer does not work. */
export type FakePictures = Pictures & { broken: boolean };

export function createFakePictures(): FakePictures {
  const pictures: FakePictures = {
    broken: false,
    async matrix({ of, rows }) {
      if (pictures.broken) throw new Error('the renderer does not work');
      const [name, title, alt] = [
        `${of.profile}.png`,
        `Matrix ${of.profile}`,
        rows.map(({ label }) => label).join(', '),
      ];
      const png = new TextEncoder().encode(alt);
      return { caption: `Matrix ${of.profile} v${of.version}`, pictures: [{ name, title, alt, png }] };
    },
    async deployment({ id, stages }) {
      if (pictures.broken) throw new Error('the renderer does not work');
      const alt = stages.map(({ order, is }) => `${order} ${is}`).join(', ');
      const png = new TextEncoder().encode(alt);
      return { caption: `Deployment ${id}`, pictures: [{ name: `${id}.png`, title: `Deployment ${id}`, alt, png }] };
    },
    async calendar({ environments, coming, calendar }) {
      if (pictures.broken) throw new Error('the renderer does not work');
      const alt = JSON.stringify({ environments, coming, now: calendar.now.map(({ calendars }) => calendars) });
      const png = new TextEncoder().encode(alt);
      return { caption: 'What may run', pictures: [{ name: 'calendar.png', title: 'What may run', alt, png }] };
    },
    async timeline({ name, state, entries }) {
      if (pictures.broken) throw new Error('the renderer does not work');
      const alt = `${state.is}, ${entries.length} entries`;
      const png = new TextEncoder().encode(alt);
      return {
        caption: `Timeline of ${name}`,
        pictures: [{ name: `${name}.png`, title: `Timeline of ${name}`, alt, png }],
      };
    },
    async vendor({ vendor: { name }, requests }) {
      if (pictures.broken) throw new Error('the renderer does not work');
      const alt = requests.map(({ id, state }) => `${id} ${state.is}`).join(', ');
      const png = new TextEncoder().encode(alt);
      return { caption: name, pictures: [{ name: `vendor-${name}.png`, title: name, alt, png }] };
    },
    async figures({ real, drills }) {
      if (pictures.broken) throw new Error('the renderer does not work');
      const alt = [...real, ...drills].map(({ severity, count }) => `${severity} ${count}`).join(', ');
      const png = new TextEncoder().encode(alt);
      return { caption: 'Incidents', pictures: [{ name: 'incidents.png', title: 'Incidents', alt, png }] };
    },
  };
  return pictures;
}
