/** A drawing in units of a phone's points: what is 12 high is as legible as a text of 12. */
export type Drawing = { width: number; height: number; svg: string };

export type Weight = 'regular' | 'semibold';
export type Look = { size: number; weight?: Weight; fill: string; anchor?: 'start' | 'middle' | 'end' };

const WEIGHT: Record<Weight, number> = { regular: 400, semibold: 600 };

/** One line; `y` is its base line. */
export function line(x: number, y: number, words: string, { size, weight = 'regular', fill, anchor }: Look): string {
  const place = anchor === undefined || anchor === 'start' ? '' : ` text-anchor="${anchor}"`;
  const look = `font-size="${size}" font-weight="${WEIGHT[weight]}" fill="${fill}"`;
  return `<text x="${round(x)}" y="${round(y)}" ${look}${place}>${escaped(words)}</text>`;
}

type Box = { x: number; y: number; width: number; height: number; radius?: number };

export function box({ x, y, width, height, radius = 0 }: Box, paint: Record<string, string | number>): string {
  const painted = Object.entries(paint).map(([name, value]) => `${name}="${value}"`);
  const at = `x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="${radius}"`;
  return `<rect ${at} ${painted.join(' ')}/>`;
}

export function drawing(width: number, height: number, parts: readonly string[]): Drawing {
  const tall = Math.ceil(height);
  const head = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${tall}" viewBox="0 0 ${width} ${tall}" font-family="Inter">`;
  return { width, height: tall, svg: `${head}${parts.join('')}</svg>` };
}

const ENTITY: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as XML takes it. What XML allows nowhere (control characters, half a pair) is a space. */
export function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\ufffe\uffff]/gu, ' ')
    .replace(/[&<>"]/g, (mark) => ENTITY[mark] ?? '');
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
