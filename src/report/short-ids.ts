import type { Report } from '../audit.ts';
import { memoize } from '../memoize.ts';
import { bareTables, type NameOf, namedSentence } from './named-words.ts';

const nouns: Readonly<Record<string, string>> = {
  rtb: 'route tables',
  subnet: 'subnets',
  sg: 'security groups',
  acl: 'network ACLs',
  vpce: 'endpoints',
  vpc: 'VPCs',
  eni: 'interfaces',
};

const list = /\b([a-z]+)-[\w-]+(?:, \1-[\w-]+){2,}/g;
const long = /\b([a-z]+-(?:[a-z]+-)*[0-9a-f]{4})[0-9a-f]{13}\b/g;

/**
 * A sentence for a screen with little room: three ids of a kind are counted, of the others the name is shown if they have
 * one, else the head.
 */
export const withShortIds = (text: string, nameOf: NameOf = () => null): string => {
  const counted = text.replace(list, (ids: string, kind: string) => {
    const noun = nouns[kind];

    return noun === undefined ? ids : `${ids.split(', ').length} ${noun}`;
  });
  const told = counted.replace(bareTables, (ids) => `route table${ids.includes(', ') ? 's' : ''} ${ids}`);

  return namedSentence(nameOf, told).replace(long, '$1…');
};

/** By id, what a VPC is called. */
export const vpcNames = memoize(
  ({ subnets }: Pick<Report, 'subnets'>): ReadonlyMap<string, string> =>
    new Map(subnets.map(({ vpcId, vpcName }) => [vpcId, vpcName ?? vpcId])),
);
