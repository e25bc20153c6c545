import { DescribeRegionsCommand, type Region } from '@aws-sdk/client-ec2';
import { loadConfig, NODE_REGION_CONFIG_FILE_OPTIONS, NODE_REGION_CONFIG_OPTIONS } from '@smithy/core/config';
import { Failure } from '../../failure.ts';
import { missingPart } from './api-answer.ts';
import { failureOf, gapCauseOf, regionFailureOf } from './errors.ts';
import type { Session } from './session.ts';

const regionName = /^[a-z0-9-]+$/;

const checked = (region: string): string => {
  if (regionName.test(region)) return region;

  throw new Failure(`${JSON.stringify(region)} is not the name of a Region.`, 'Set a name such as eu-central-1.');
};

/** The SDK's own chain, and the variable that only the AWS CLI knows. */
const configuredRegion = async (profile: string | undefined): Promise<string> => {
  const selectors = {
    ...NODE_REGION_CONFIG_OPTIONS,
    environmentVariableSelector: (env: NodeJS.ProcessEnv) => env.AWS_REGION || env.AWS_DEFAULT_REGION || undefined,
  };

  try {
    return await loadConfig(selectors, { ...NODE_REGION_CONFIG_FILE_OPTIONS, ...(profile ? { profile } : {}) })();
  } catch (error) {
    throw regionFailureOf(error);
  }
};

/** Where to ask which Regions there are, when nothing says where to ask. */
const anyRegion = 'us-east-1';

/** The Region to ask what concerns all: the first that is named, or the one that environment and profile say. */
export const homeRegion = async (wanted: readonly string[], profile: string | undefined): Promise<string> => {
  const named = wanted.map((region) => (region === 'all' ? region : checked(region)));
  if (named.includes('all')) return checked(await configuredRegion(profile).catch(() => anyRegion));

  return named[0] ?? checked(await configuredRegion(profile));
};

const namesIn = (regions: readonly Region[] | undefined): readonly string[] => {
  const enabled = regions?.filter(({ OptInStatus }) => OptInStatus !== 'not-opted-in');
  const names = enabled?.flatMap(({ RegionName }) => RegionName ?? []);
  if (names === undefined || names.length === 0 || names.length !== enabled?.length) throw missingPart('Regions');

  return [...new Set(names)].sort();
};

const enabledRegions = async (session: Session): Promise<readonly string[]> => {
  try {
    const { Regions } = await session.ec2(session.home).ec2.send(new DescribeRegionsCommand({}));
    return namesIn(Regions);
  } catch (error) {
    const failure = failureOf(error, { action: 'ec2:DescribeRegions', region: session.home });
    const cause = gapCauseOf(error);
    if (failure || !cause) throw failure ?? error;

    throw new Failure(
      `Cannot list the enabled Regions (${cause.reason}).`,
      'Allow ec2:DescribeRegions, or name the Regions with --region.',
      { cause: error },
    );
  }
};

/** The Regions that are meant: those named, all that are enabled, or the home Region. */
export const regionsOf = async (session: Session, wanted: readonly string[]): Promise<readonly string[]> => {
  if (wanted.includes('all')) return enabledRegions(session);

  return wanted.length === 0 ? [session.home] : [...new Set(wanted)];
};
