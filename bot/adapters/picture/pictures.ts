import { progressOf } from '../../domain/deployment/progress.ts';
import { chartOf } from '../../domain/incident/chart.ts';
import { figuresTitle } from '../../domain/incident/figures.ts';
import { writeDeploymentId } from '../../domain/language/run-id.ts';
import { vendorTitle } from '../../domain/vendor/told.ts';
import type { Pictures } from '../../ports/pictures.ts';
import { drawCalendar } from './calendar-drawing.ts';
import { calendarAlt, calendarCaption } from './calendar-words.ts';
import { deploymentAlt, drawDeployment } from './deployment-drawing.ts';
import { drawFigures, figuresAlt } from './figures-drawing.ts';
import { drawMatrix } from './matrix-drawing.ts';
import { altOf, captionOf } from './matrix-words.ts';
import { openRenderer } from './render.ts';
import { drawTimeline } from './timeline-drawing.ts';
import { timelineAlt } from './timeline-words.ts';
import { drawVendor, vendorAlt } from './vendor-drawing.ts';

/** Pictures of what Remit knows, drawn by its own renderer in its own fonts. */
export function createPictures(): Pictures {
  return {
    async matrix(told) {
      const { fonts, png } = await openRenderer();
      const { profile, version } = told.of;
      const drawn = drawMatrix(told, fonts);
      const pictures = drawn.map(({ drawing, rows, page, pages }) => ({
        name: `matrix-${profile}-v${version}${pages > 1 ? `-${page}-of-${pages}` : ''}.png`,
        title: `Matrix ${profile} v${version}${pages > 1 ? ` · ${page} of ${pages}` : ''}`,
        alt: altOf(told, { rows, page, pages }),
        png: png(drawing),
      }));
      return { caption: captionOf(told, pictures.length), pictures };
    },
    async deployment(story) {
      const { fonts, png } = await openRenderer();
      const { over, all } = progressOf(story);
      const title = `Deployment of ${story.started.name} · ${over} of ${all} stages`;
      const name = `deployment-${story.started.name}-${over}-of-${all}.png`;
      const picture = { name, title, alt: deploymentAlt(story), png: png(drawDeployment(story, fonts)) };
      return { caption: `${title} · ${writeDeploymentId(story.id)}`, pictures: [picture] };
    },
    async calendar(week) {
      const { fonts, png } = await openRenderer();
      const name = `calendar-${new Date(week.now).toISOString().slice(0, 10)}.png`;
      const picture = { name, title: 'What may run', alt: calendarAlt(week), png: png(drawCalendar(week, fonts)) };
      return { caption: calendarCaption(week), pictures: [picture] };
    },
    async figures(figures) {
      const { fonts, png } = await openRenderer();
      const title = figuresTitle(figures);
      const picture = { name: 'incidents.png', title, alt: figuresAlt(figures), png: png(drawFigures(figures, fonts)) };
      return { caption: title, pictures: [picture] };
    },
    async vendor(figures) {
      const { fonts, png } = await openRenderer();
      const title = vendorTitle(figures);
      const name = `vendor-${figures.vendor.name}.png`;
      const picture = { name, title, alt: vendorAlt(figures), png: png(drawVendor(figures, fonts)) };
      return { caption: title, pictures: [picture] };
    },
    async timeline(told) {
      const { fonts, png } = await openRenderer();
      const chart = chartOf(told.state, told.entries, told);
      const title = `${told.state.drill ? 'DRILL · ' : ''}Timeline of ${told.name} · ${told.state.is}`;
      const name = `timeline-${told.name}.png`;
      const picture = { name, title, alt: timelineAlt(told, chart), png: png(drawTimeline(told, chart, fonts)) };
      return { caption: title, pictures: [picture] };
    },
  };
}
