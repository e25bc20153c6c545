/** A tenth of a pixel is as fine as anybody sees. */
export const tenth = (value: number): number => Math.round(value * 10) / 10 || 0;

export const sumOf = (values: Iterable<number>): number => {
  let sum = 0;
  for (const value of values) sum += value;

  return sum;
};

/** Places are whole pixels: lines stay sharp, and pages small. */
export const pixel = (value: number): number => Math.round(value) || 0;
