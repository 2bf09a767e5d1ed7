/** Small things that a browser keeps between visits. Storage may be off (private windows): then they last as long as the page. */
const here = new Map<string, string>();

export function recall(key: string): string | undefined {
  try {
    return localStorage.getItem(`remit:${key}`) ?? here.get(key);
  } catch {
    return here.get(key);
  }
}

export function remember(key: string, value: string): void {
  here.set(key, value);
  try {
    localStorage.setItem(`remit:${key}`, value);
  } catch {
    // A full or forbidden storage costs a draft after a reload, nothing more.
  }
}
