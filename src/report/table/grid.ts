import Table from 'cli-table3';
import { displayWidth, truncate } from '../plain-text.ts';

export interface Cell {
  /** Plain text of one line. */
  readonly text: string;
  /** Colours the text; adds nothing that takes space. */
  readonly paint?: (text: string) => string;
}

export const gap = 2;
const rowsATable = 20;
const stand = '\uE000';

const noBorders = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
};

const noStyle = { 'padding-left': 0, 'padding-right': gap, head: [], border: [], compact: true };

const block = (rows: readonly (readonly Cell[])[], widths: readonly number[]): string[] => {
  const drawn: string[] = [];
  const table = new Table({ chars: noBorders, colWidths: widths.map((width) => width + gap), style: noStyle });
  for (const row of rows) {
    table.push(
      row.map(({ text, paint }, column) => {
        const fitted = truncate(text, widths[column] ?? 0);
        drawn.push(paint && fitted !== '' ? paint(fitted) : fitted);

        return stand.repeat(displayWidth(fitted));
      }),
    );
  }
  const texts = drawn.filter((text) => text !== '').values();

  return table
    .toString()
    .replace(new RegExp(`${stand}+`, 'g'), () => texts.next().value ?? '')
    .split('\n')
    .map((line) => line.trimEnd());
};

/**
 * Lines of cells side by side, each column as wide as `widths` says.
 *
 * cli-table3 measures by Unicode 12, so it gets a stand-in as wide as each text really is.
 */
export const grid = (rows: readonly (readonly Cell[])[], widths: readonly number[]): string[] => {
  const lines: string[] = [];
  // Its layout grows with the square of the rows.
  for (let start = 0; start < rows.length; start += rowsATable) {
    lines.push(...block(rows.slice(start, start + rowsATable), widths));
  }

  return lines;
};

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
