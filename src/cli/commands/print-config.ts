import { describeConfig } from '../../config/describe.ts';
import { jsonText } from '../../json-text.ts';
import { rules } from '../../rules/all.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../exit-code.ts';
import type { Settings } from '../settings.ts';
import { write } from '../write.ts';

export const printConfig = async ({ effective, configFile }: Settings, { streams }: Context): Promise<number> => {
  await write(streams.stdout, `${jsonText(describeConfig(effective, configFile, rules), 2)}\n`);

  return exitCodes.clean;
};
