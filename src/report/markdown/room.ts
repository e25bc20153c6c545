const encoder = new TextEncoder();

/** What text takes of GitHub's limits, which count characters in places and bytes in others: bytes are never fewer. */
export const sizeOf = (text: string): number => encoder.encode(text).length;

/** As many of the texts, from the first on, as fit. */
export const fitting = (texts: readonly string[], room: number): string[] => {
  let used = 0;
  const end = texts.findIndex((text) => {
    used += sizeOf(text);

    return used > room;
  });

  return end === -1 ? [...texts] : texts.slice(0, end);
};
