import { Failure } from '../failure.ts';
import { nearest } from '../services/nearest.ts';
import { serviceSets } from '../services/sets.ts';

/** Of a name, only a Region can say that it has no such service; sets are ours. */
const isImpossible = (asked: string): boolean =>
  asked.startsWith('@') ? !serviceSets.some(({ name }) => name === asked) : !/^[a-z0-9][a-z0-9.-]*$/.test(asked);

/** Throws for what no Region can have, before AWS is asked. */
export const assertServices = (requested: readonly string[]): void => {
  const asked = requested.find((one) => isImpossible(one.trim().toLowerCase()));
  if (asked === undefined) return;
  const sets = serviceSets.map(({ name }) => name);
  const meant = nearest(asked, sets);

  throw new Failure(
    `--service: ${JSON.stringify(asked)} is no name of a service, and no set of services`,
    `${meant === null ? '' : `Did you mean ${meant}? `}Give the last part of the PrivateLink service name (s3, ecr.api), its full name, or a set (${sets.join(', ')}).`,
  );
};
