import { Failure } from '../failure.ts';
import type { Context } from './context.ts';
import { type FactFlags, type Facts, readFacts } from './facts.ts';
import type { Settings } from './settings.ts';

const isSaved = ({ snapshot, awsCli, demo }: FactFlags): boolean =>
  snapshot !== undefined || awsCli !== undefined || demo === true;

/**
 * The facts that the settings ask for. Regions of a flag must all be there; those of a config are what is asked live,
 * and of saved facts, which may be of some of them only, they leave out the others.
 */
export const readFactsInForce = async (flags: FactFlags, { inForce }: Settings, context: Context): Promise<Facts> => {
  const regions = inForce.regions.value;
  if (flags.region !== undefined || regions.length === 0) return readFacts(flags, context);
  if (!isSaved(flags)) return readFacts({ ...flags, region: regions }, context);
  const facts = await readFacts(flags, context);
  return regions.includes('all') ? facts : within(facts, regions, inForce.regions.from);
};

const within = ({ source, snapshot }: Facts, regions: readonly string[], config: string): Facts => {
  const scopes = snapshot.scopes.filter(({ region }) => regions.includes(region));
  if (scopes.length > 0 || snapshot.scopes.length === 0) return { source, snapshot: { ...snapshot, scopes } };
  const present = [...new Set(snapshot.scopes.map(({ region }) => region))];
  throw new Failure(
    `${config}: the facts hold nothing of ${regions.join(', ')}`,
    `They are of ${present.join(', ')}; --region outranks the config.`,
  );
};
