import { fitting } from './room.ts';

/** A list under a summary that opens it; what has no room is counted. The summary is our own words, for it is HTML. */
export const folded = (summary: string, items: readonly string[], room: number): string => {
  const lines = items.map((item) => `- ${item}\n`);
  const shown = fitting(lines, room);
  const left = lines.length - shown.length;
  const rest = left === 0 ? '' : `- … and ${left} more, not shown here\n`;

  return `<details><summary>${summary}</summary>\n\n${shown.join('')}${rest}\n</details>\n`;
};
