const width = 110;

/** JSON for people: what fits on one line is on one line. Parses back to the same value. */
export const readableJson = (value: unknown, indent = ''): string => {
  const flat = JSON.stringify(value);
  if (indent.length + flat.length <= width || typeof value !== 'object' || value === null) return flat;
  const inner = `${indent}  `;
  const elements = Array.isArray(value)
    ? value.map((element) => readableJson(element, inner))
    : Object.entries(value).map(([key, element]) => `${JSON.stringify(key)}: ${readableJson(element, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';

  return `${open}\n${inner}${elements.join(`,\n${inner}`)}\n${indent}${close}`;
};
