import { Failure } from '../failure.ts';
import { nearest } from '../services/nearest.ts';
import { assertFits, assertNoFormat } from './file-name.ts';
import type { OutputFlags } from './flags.ts';
import { type FormatName, formatNames, isFormat } from './formats.ts';

/** One rendering of the report; without a file it goes to standard output. */
export interface Output {
  readonly format: FormatName;
  readonly output?: string;
}

interface Target {
  /** Null where only the file is named. */
  readonly format: FormatName | null;
  readonly file: string;
}

const targetOf = (text: string): Target => {
  const [, name = '', file = ''] = /^([a-z]+)=(.+)$/s.exec(text) ?? [];
  if (name === '') {
    assertNoFormat(text);

    return { format: null, file: text };
  }
  if (isFormat(name)) return { format: name, file };
  const meant = nearest(name, formatNames);
  const instead = meant === null ? `There are: ${formatNames.join(', ')}.` : `Did you mean ${meant}=${file}?`;
  throw new Failure(`--output: there is no format '${name}'`, `${instead} A file of that name is ./${text}.`);
};

/** The one format that no file is named for: it goes to the one file without a format, else to standard output. */
const unnamed = (formats: readonly FormatName[], files: readonly string[]): Output => {
  const [format = 'table', ...others] = formats;
  const [output, ...otherFiles] = files;
  if (others.length + otherFiles.length === 0) {
    if (output === undefined) return { format };
    assertFits(output, format);

    return { format, output };
  }
  if (output === undefined)
    throw new Failure(
      `standard output takes one format, not ${formats.join(' and ')}`,
      `Give the others a file: --output ${others[0]}=FILE`,
    );
  throw new Failure('--output: which format goes to which file?', 'Say --output FORMAT=FILE for each.');
};

const assertUnique = (outputs: readonly Output[]): readonly Output[] => {
  const files = outputs.map(({ output = '-' }) => output);
  const duplicate = files.find((file, index) => files.indexOf(file) < index);
  if (duplicate === undefined) return outputs;
  throw new Failure(
    `--output: two formats for ${duplicate === '-' ? 'standard output' : duplicate}`,
    'Give each a file of its own.',
  );
};

/**
 * What is to be written where. `--output FORMAT=FILE` is a file of that format; what is left of the formats, or the table
 * where none was asked for and standard output is free, goes to the file without a format, else to standard output.
 */
export const outputsOf = ({ format = [], output = [] }: OutputFlags): readonly Output[] => {
  const targets = output.map(targetOf);
  const named = targets.flatMap(({ format: name, file }) => (name === null ? [] : [{ format: name, output: file }]));
  const files = targets.flatMap(({ format: name, file }) => (name === null ? [file] : []));
  const left = [...new Set(format)].filter((name) => !named.some((one) => one.format === name));
  const isTaken = format.length > 0 || named.some((one) => one.output === '-');

  return assertUnique(isTaken && left.length + files.length === 0 ? named : [unnamed(left, files), ...named]);
};
