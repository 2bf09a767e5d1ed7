export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
}

export const median = (values: readonly number[]) => quantile(values, 0.5);

/** One goal of the project, with what was measured, whatever it is. */
export type Goal = { goal: string; aim: string; figure: string; met: boolean };

export function show({ goal, aim, figure, met }: Goal): string {
  return `${met ? 'met    ' : 'NOT MET'}  ${goal}: ${figure} (aim: ${aim})`;
}
