/** Line icons of the page's own furniture. Emoji are left to what people and the bot write. */
const PATHS = {
  hash: 'M6 2.5 4.5 13.5M11.5 2.5 10 13.5M2.5 5.5h11.5M2 10.5h11.5',
  shared: 'M5.8 4.2a3.8 3.8 0 1 0 0 7.6 3.8 3.8 0 0 0 0-7.6M10.2 4.2a3.8 3.8 0 1 1 0 7.6 3.8 3.8 0 0 1 0-7.6',
  home: 'M2.5 7.5 8 2.5l5.5 5M4 6.5v7h8v-7',
  chat: 'M2.5 3.5h11v7.5H7L4 13.5V11H2.5Z',
  clock: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M8 4.8V8l2.4 1.6',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  send: 'M2.5 8 13.5 3 11 13.5 7.5 9.5Z M7.5 9.5l6-6.5',
  smile: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M5.5 9.5c1 1.8 4 1.8 5 0M6 6.2v.4M10 6.2v.4',
  reply: 'M2.5 3.5h11v7H8l-3 3v-3H2.5ZM5.5 6h5M5.5 8.2h3',
  menu: 'M2.5 4h11M2.5 8h11M2.5 12h11',
  down: 'M3.5 6 8 10.5 12.5 6',
  check: 'M3 8.5 6.5 12 13 4.5',
  sun: 'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6M8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M12.6 3.4l-.7.7M4.1 11.9l-.7.7',
  moon: 'M13 9.5A5.5 5.5 0 0 1 6.5 3 5.5 5.5 0 1 0 13 9.5Z',
  attach: 'M13.2 7.4 8 12.6a3.2 3.2 0 0 1-4.6-4.5l5.4-5.4a2.1 2.1 0 0 1 3 3l-5.3 5.3a1 1 0 0 1-1.5-1.4l4.8-4.8',
  download: 'M8 2v8M4.5 7 8 10.5 11.5 7M2.5 13.5h11',
  file: 'M4 1.8h5l3 3v9.4H4ZM9 1.8v3h3',
  pulse: 'M1.5 8.5h3l2-5.5 3 10 2-4.5h3',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  window: 'M9.5 2.5h4v4M13.5 2.5 8 8M6.5 3.5h-4v10h10v-4',
  pin: 'M9.8 1.8 14.2 6.2 11.6 7.4 8.6 12.6 3.4 7.4 8.6 4.4ZM5.8 10.2 2 14',
  canvas: 'M3 2h10v12H3ZM5.5 5h5M5.5 8h5M5.5 11h3',
  link: 'M6.5 9.5l3-3M7 4.8l1.6-1.6a2.9 2.9 0 0 1 4.2 4.2L11.2 9M9 11.2l-1.6 1.6a2.9 2.9 0 0 1-4.2-4.2L4.8 7',
  archive: 'M2 3h12v3H2ZM3 6v7.5h10V6M6.5 8.8h3',
  edit: 'M10.5 2.8 13.2 5.5 5.5 13.2 2.2 13.8 2.8 10.5Z',
  trash: 'M2.5 4h11M6 4V2.2h4V4M4 4l.7 9.8h6.6L12 4M6.7 6.5v5M9.3 6.5v5',
  plus: 'M8 3v10M3 8h10',
  bolt: 'M9 1.5 3.5 9H8l-1 5.5L12.5 7H8Z',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10.5 10.5l3.5 3.5',
  eye: 'M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8ZM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6',
} as const;
export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg class={`icon icon-${name}`} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
