import { collectScript } from '../../sources/aws-cli/collect-script.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../exit-code.ts';
import { write } from '../write.ts';

export const runCollectScript = async ({ streams }: Context): Promise<number> => {
  await write(streams.stdout, collectScript());

  return exitCodes.clean;
};
