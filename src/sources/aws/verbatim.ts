const isKept = ([key, value]: [string, unknown]): boolean =>
  value !== undefined && key !== '$metadata' && key !== '$unknown';

/** A value as AWS sent it: what the SDK added is dropped, and times are ISO 8601 again. */
export const verbatim = (value: unknown): unknown => {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(verbatim);
  if (typeof value !== 'object' || value === null) return value;

  return Object.fromEntries(
    Object.entries(value)
      .filter(isKept)
      .map(([key, field]) => [key, verbatim(field)]),
  );
};
