/** What is longer stands on lines of its own, part by part. */
const longest = 120;

const laidOut = (value: unknown, margin: string, room: number): string => {
  const line = JSON.stringify(value);
  if (line.length <= room || typeof value !== 'object' || value === null) return line;
  const inner = `${margin} `;
  const parts = Array.isArray(value)
    ? value.map((one) => inner + laidOut(one, inner, longest - inner.length))
    : Object.entries(value).map(([key, one]) => {
        const label = `${inner}${JSON.stringify(key)}: `;

        return label + laidOut(one, inner, longest - label.length);
      });
  const [open, close] = Array.isArray(value) ? '[]' : '{}';

  return `${open}\n${parts.join(',\n')}\n${margin}${close}`;
};

/** A JSON Schema as a file, with what fits a line on one: to be read by people, too, and packed with every copy of the package. */
export const schemaText = (schema: object): string => `${laidOut(schema, '', longest)}\n`;
