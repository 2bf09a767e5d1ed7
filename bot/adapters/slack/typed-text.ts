const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** What somebody typed, as they typed it: Slack escapes three characters in messages and commands, and no others. */
export function typedText(text: string): string {
  return text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity).trim();
}

const MENTION = /<@([A-Z0-9]+)(?:\|[^>]*)?>/g;

/** What follows the bot's name; the first name in the text when the payload does not say which one is the bot's. */
export function afterMention(text: string, bot: string | undefined): string {
  for (const mention of text.matchAll(MENTION)) {
    if (bot === undefined || mention[1] === bot) return typedText(behind(text, mention));
  }
  return typedText(text);
}

/** A message to the bot, without its name at the beginning; every other one as it is. */
export function toBot(text: string, bot: string | null | undefined): string {
  const [first] = text.matchAll(MENTION);
  const begins = first !== undefined && text.slice(0, first.index).trim() === '';
  return begins && first[1] === bot ? behind(text, first) : text;
}

/** `@ops, …` and `@ops: …` are said to it as `@ops …` is. */
function behind(text: string, mention: RegExpExecArray): string {
  return text.slice(mention.index + mention[0].length).replace(/^[\s,:]+/, '');
}
