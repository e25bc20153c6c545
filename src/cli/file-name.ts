import { extname } from 'node:path';
import { Failure } from '../failure.ts';
import { type FormatName, formatNames, isFormat } from './formats.ts';

/** What a file of each of these names is expected to hold. */
const formatOfExtension: Readonly<Record<string, FormatName>> = {
  '.json': 'json',
  '.ndjson': 'ndjson',
  '.jsonl': 'ndjson',
  '.sarif': 'sarif',
  '.xml': 'junit',
  '.md': 'markdown',
  '.csv': 'csv',
  '.html': 'html',
};

/** Throws for a file that is named like a format: whoever says `-o json` means the format. */
export const assertNoFormat = (file: string | undefined, formats: readonly string[] = formatNames): void => {
  if (file === undefined || !(isFormat(file) || formats.includes(file))) return;
  const meant = formats.includes(file) ? `Did you mean --format ${file}? ` : '';

  throw new Failure(
    `--output: ${file} is a format, and no name for a file`,
    `${meant}A file of that name is ./${file}.`,
  );
};

/** Throws for a file that would hold a table where its name promises something for programs. */
export const assertFits = (file: string, format: FormatName): void => {
  const promised = formatOfExtension[extname(file).toLowerCase()];
  if (format !== 'table' || promised === undefined) return;

  throw new Failure(
    `--output: ${file} would hold a table`,
    `Did you mean --output ${promised}=${file}? The table itself is --output table=${file}.`,
  );
};
