import { writeRunId } from './run-id.ts';
import { writePhrase } from './write-question.ts';

/** What a host of a run printed: its end, the lines that hold `grep`, or all of it as a file. */
export type OutputQuestion = { is: 'output'; run: string; host?: string; grep?: string; file?: true };

/** Questions that the worker answers, because what they need is not for the function that strangers reach. */
export type InquirySentence = OutputQuestion;

export function writeInquirySentence(sentence: InquirySentence): string {
  return writeOutput(sentence);
}

/** Words of the sentence: a host that is called so stands in quotes. */
const WORDS = ['grep', 'as'];

function writeOutput({ run, host, grep, file }: OutputQuestion): string {
  const on = host !== undefined && WORDS.includes(host) ? `"${host}"` : host;
  const parts = ['output', writeRunId(run), on, grep === undefined ? undefined : `grep ${writePhrase(grep)}`];
  return [...parts, file ? 'as file' : undefined].filter((part) => part !== undefined).join(' ');
}
