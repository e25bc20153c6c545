import { DescribeRegionsCommand } from '@aws-sdk/client-ec2';
import { Failure } from '../../failure.ts';
import { failureOf, troubleOf } from './errors.ts';
import type { Session } from './session.ts';

/** Where to ask which Regions there are, when nothing says where to ask. */
const anyRegion = 'us-east-1';

const enabledRegions = async (session: Session): Promise<readonly string[]> => {
  const asked = await session.defaultRegion().catch(() => anyRegion);
  const client = await session.ec2(asked);

  try {
    const { Regions } = await client.send(new DescribeRegionsCommand({}), { abortSignal: session.signal });
    const enabled = (Regions ?? []).filter(({ OptInStatus }) => OptInStatus !== 'not-opted-in');
    return enabled.flatMap(({ RegionName }) => RegionName ?? []).sort();
  } catch (error) {
    const failure = failureOf(error, { action: 'ec2:DescribeRegions', region: asked });
    const trouble = troubleOf(error);
    if (failure || !trouble) throw failure ?? error;

    throw new Failure(
      `Cannot list the enabled Regions (${trouble.reason}).`,
      'Allow ec2:DescribeRegions, or name the Regions with --region.',
      { cause: error },
    );
  }
};

const regionName = /^[a-z0-9-]+$/;

const unlikely = (region: string): Failure =>
  new Failure(`${JSON.stringify(region)} is not the name of a Region.`, 'Set --region to a name such as eu-central-1.');

/** The Regions that are meant: those named, all that are enabled, or the one that environment and profile say. */
export const regionsOf = async (session: Session, wanted: readonly string[]): Promise<readonly string[]> => {
  if (wanted.length === 0) return [await session.defaultRegion()];
  if (wanted.includes('all')) return enabledRegions(session);

  for (const region of wanted) if (!regionName.test(region)) throw unlikely(region);
  return [...new Set(wanted)];
};
