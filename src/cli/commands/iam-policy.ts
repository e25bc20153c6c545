import { readActions } from '../../sources/aws/actions.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../exit-code.ts';
import { write } from '../write.ts';

/** These actions only read, and AWS lets none of them be narrowed to a resource that an audit could name beforehand. */
const policy = () => ({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'VpceAudit',
      Effect: 'Allow',
      Action: readActions.map(({ action }) => action),
      Resource: '*',
    },
  ],
});

export const runIamPolicy = async ({ streams }: Context): Promise<number> => {
  await write(streams.stdout, `${JSON.stringify(policy(), null, 2)}\n`);

  return exitCodes.clean;
};
