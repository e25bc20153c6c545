import { Chalk, type ChalkInstance } from 'chalk';
import type { Report } from '../audit.ts';

/** What the rows of the matrix are. */
export type Grouping = 'unit' | 'account' | 'vpc' | 'subnet' | 'service' | 'change';

interface Invocation {
  /** The command line that made this report: `vpce-audit --demo`. */
  readonly command: string;
  /** What names the same facts to another command: `--demo`; null where that takes too many words. */
  readonly facts: string | null;
  /** What names the same part of them, and the same settings: `--service sts --no-config`. */
  readonly scope: string;
}

/** How a reader sees text. Formats that no person reads ignore it. */
export interface Style {
  /** Width of the terminal; anything below 60 is laid out as 60. */
  readonly columns: number;
  readonly color: boolean;
  /**
   * `quiet`: findings and the verdict only; `summary`: no matrix and no findings; `verbose`: nothing is shortened or folded.
   * Defaults to `normal`.
   */
  readonly detail?: 'quiet' | 'summary' | 'normal' | 'verbose';
  /** No screen ends a line: what must not be broken may be as long as it is. */
  readonly endless?: boolean;
  /** What the rows of the matrix are. Defaults to subnets, or to VPCs where those are too many for a screen. */
  readonly groupBy?: Grouping;
  /** How the reader came here, and comes on from here. */
  readonly invocation?: Invocation;
  /** For terminals without Unicode: our own symbols in ASCII, names from AWS as they are. */
  readonly ascii?: boolean;
}

/** Pure and deterministic: the same report and style give the same bytes. */
export type Reporter = (report: Report, style: Style) => string;

/** The same in pieces, for formats that tell everything: of a large audit that is more than one string can hold. */
export type LongReporter = (report: Report) => Iterable<string>;

export type Paint = ChalkInstance;

/** Colours by the style alone, whatever the environment says. */
export const paintOf = (style: Style): Paint => new Chalk({ level: style.color ? 1 : 0 });

/** Nothing is shortened where nobody asked for less than all, or where no screen sets a limit. */
export const isWhole = ({ detail, endless }: Style): boolean => detail === 'verbose' || endless === true;

export const columnsOf = (style: Style): number => Math.max(60, Math.floor(style.columns));

const asciiGlyphs: Readonly<Record<string, string>> = {
  '…': '~',
  '·': '-',
  '→': '>',
  '─': '-',
  '×': 'x',
  '✓': '+',
  '✗': 'x',
  '»': '>',
  '≠': '%',
  '⊘': '!',
};

/** The text with our own symbols as the style wants them; widths stay as they are. */
export const glyphs = (text: string, style: Style): string =>
  style.ascii ? text.replace(/[…·→─×✓✗»≠⊘]/g, (glyph) => asciiGlyphs[glyph] ?? glyph) : text;
