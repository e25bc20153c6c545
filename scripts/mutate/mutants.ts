interface Position {
  readonly line: number;
  readonly column: number;
}

/** As much of a mutation testing report as is read here. */
export interface MutationReport {
  readonly files: Readonly<
    Record<
      string,
      {
        readonly source: string;
        readonly mutants: readonly {
          readonly mutatorName: string;
          readonly replacement?: string;
          readonly status: string;
          readonly location: { readonly start: Position; readonly end: Position };
        }[];
      }
    >
  >;
}

export interface Mutant {
  readonly file: string;
  readonly line: number;
  readonly mutator: string;
  /** The line of source on which it begins, trimmed. */
  readonly code: string;
  /** `original → replacement`, on one line. */
  readonly change: string;
  readonly status: string;
  /** The whole file with the change in it. */
  readonly text: () => string;
}

const onOneLine = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();

  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
};

const textBetween = (lines: readonly string[], start: Position, end: Position): string => {
  const picked = lines.slice(start.line - 1, end.line);
  const last = picked.length - 1;

  return picked
    .map((line, i) => line.slice(i === 0 ? start.column - 1 : 0, i === last ? end.column - 1 : undefined))
    .join('\n');
};

const replaced = (source: string, start: Position, end: Position, replacement: string): string => {
  const lines = source.split('\n');
  const before = [...lines.slice(0, start.line - 1), lines[start.line - 1]?.slice(0, start.column - 1)];
  const after = [lines[end.line - 1]?.slice(end.column - 1), ...lines.slice(end.line)];

  return `${before.join('\n')}${replacement}${after.join('\n')}`;
};

export const mutantsOf = (report: MutationReport): Mutant[] =>
  Object.entries(report.files).flatMap(([file, { source, mutants }]) => {
    const lines = source.split('\n');

    return mutants.map(({ mutatorName, replacement = '', status, location: { start, end } }) => ({
      file,
      line: start.line,
      mutator: mutatorName,
      code: lines[start.line - 1]?.trim() ?? '',
      change: `${onOneLine(textBetween(lines, start, end))} → ${onOneLine(replacement)}`,
      status,
      text: () => replaced(source, start, end, replacement),
    }));
  });

/** A run that was out of time has no result, and on a busy machine a slow test looks like an endless loop. */
const unfinished = new Set(['Pending', 'RuntimeError', 'Timeout']);

export const withoutUnfinished = ({ files, ...report }: MutationReport): MutationReport => ({
  ...report,
  files: Object.fromEntries(
    Object.entries(files).map(([path, { mutants, ...file }]) => [
      path,
      { ...file, mutants: mutants.filter(({ status }) => !unfinished.has(status)) },
    ]),
  ),
});
