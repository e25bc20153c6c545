import type { Report } from '../audit.ts';
import { memoize } from '../memoize.ts';

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

/** A sentence for a screen with little room: three ids of a kind are counted, and of the others only the head is shown. */
export const withShortIds = (text: string): string =>
  text
    .replace(list, (ids: string, kind: string) => {
      const noun = nouns[kind];

      return noun === undefined ? ids : `${ids.split(', ').length} ${noun}`;
    })
    .replace(long, '$1…');

/** By id, what a VPC is called. */
export const vpcNames = memoize(
  ({ subnets }: Pick<Report, 'subnets'>): ReadonlyMap<string, string> =>
    new Map(subnets.map(({ vpcId, vpcName }) => [vpcId, vpcName ?? vpcId])),
);

export const withVpcNames = (text: string, names: ReadonlyMap<string, string>): string =>
  text.replace(/\bvpc-[\w-]+/g, (id) => names.get(id) ?? id);
