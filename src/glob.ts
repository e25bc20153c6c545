type Matches = (text: string) => boolean;

/**
 * Tells whether a text matches a pattern in which `*` stands for any characters, also none. The whole text, letter by letter
 * and with its case. Linear but for the stars, whatever the pattern.
 */
export const globMatcher = (pattern: string): Matches => {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return (text) => text === pattern;

  return (text) => {
    if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) return false;
    let from = first.length;
    const end = text.length - last.length;
    for (const part of rest) {
      const found = text.indexOf(part, from);
      if (found === -1 || found + part.length > end) return false;
      from = found + part.length;
    }

    return true;
  };
};

export const matchesGlob = (pattern: string, text: string): boolean => globMatcher(pattern)(text);
