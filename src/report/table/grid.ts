import { displayWidth, truncate } from '../plain-text.ts';

export interface Cell {
  /** Plain text of one line. */
  readonly text: string;
  /** Colours the text; adds nothing that takes space. */
  readonly paint?: (text: string) => string;
}

export const gap = 2;

const padded = ({ text, paint }: Cell, width: number): string => {
  const fitted = truncate(text, width);
  const drawn = paint && fitted !== '' ? paint(fitted) : fitted;

  return drawn + ' '.repeat(width + gap - displayWidth(fitted));
};

/** Lines of cells side by side, each column as wide as `widths` says. */
export const grid = (rows: readonly (readonly Cell[])[], widths: readonly number[]): string[] =>
  rows.map((row) =>
    row
      .map((cell, column) => padded(cell, widths[column] ?? 0))
      .join('')
      .trimEnd(),
  );

/** The widest text of each column. */
export const widthsOf = (rows: readonly (readonly Cell[])[]): number[] => {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach(({ text }, column) => {
      widths[column] = Math.max(widths[column] ?? 0, displayWidth(text));
    });
  }

  return widths;
};

/** Takes from the widest column until all fit into `total`, gaps included; none goes below its minimum. */
export const shrink = (widths: readonly number[], minimums: readonly number[], total: number): number[] => {
  const fitted = [...widths];
  let excess = fitted.reduce((sum, width) => sum + width + gap, -gap) - total;
  for (; excess > 0; excess--) {
    let widest = -1;
    fitted.forEach((width, column) => {
      if (width > (minimums[column] ?? 0) && width > (fitted[widest] ?? 0)) widest = column;
    });
    if (widest < 0) break;
    fitted[widest] = (fitted[widest] ?? 0) - 1;
  }

  return fitted;
};
