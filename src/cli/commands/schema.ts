import { Failure } from '../../failure.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../exit-code.ts';
import { readPackageFile } from '../package-file.ts';
import { write } from '../write.ts';

const names = ['report', 'snapshot', 'config', 'baseline'];

export const runSchema = async (name: string, { streams }: Context): Promise<number> => {
  if (!names.includes(name)) throw new Failure(`there is no schema '${name}'`, `There are: ${names.join(', ')}.`);
  await write(streams.stdout, readPackageFile(`docs/schema/${name}.schema.json`));

  return exitCodes.clean;
};
