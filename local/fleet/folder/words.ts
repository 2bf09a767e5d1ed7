/** A call of systemctl, taken apart. Options that change nothing here (--no-pager, --plain, …) are dropped. */
export type Asked = {
  readonly verb: string;
  readonly units: readonly string[];
  readonly quiet: boolean;
  readonly value: boolean;
  readonly state: string | undefined;
  readonly properties: readonly string[];
};

export function readWords(words: readonly string[]): Asked {
  const rest: string[] = [];
  const properties: string[] = [];
  let wantsProperty = false;
  for (const word of words) {
    if (wantsProperty) properties.push(...word.split(','));
    else if (word.startsWith('--property=')) properties.push(...word.slice('--property='.length).split(','));
    else if (!word.startsWith('-')) rest.push(word.replace(/\.service$/, ''));
    wantsProperty = !wantsProperty && (word === '-p' || word === '--property');
  }
  const [verb = 'list-units', ...units] = rest;
  return {
    verb,
    units,
    properties,
    quiet: words.includes('-q') || words.includes('--quiet'),
    value: words.includes('--value'),
    state: words.find((word) => word.startsWith('--state='))?.slice('--state='.length),
  };
}
