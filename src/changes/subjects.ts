import type { Section } from '../snapshot/schema.ts';
import type { Change } from './change.ts';

/** Where what an id names would be listed. */
const sectionsById: readonly (readonly [prefix: string, section: Section])[] = [
  ['vpc-', 'vpcs'],
  ['vpce-', 'vpcEndpoints'],
  ['subnet-', 'subnets'],
  ['rtb-', 'routeTables'],
  ['sg-', 'securityGroups'],
  ['acl-', 'networkAcls'],
  ['nat-', 'natGateways'],
  ['rslvr-rr-', 'resolverRules'],
];

/** Undefined: an id of a sort that no change is about. */
export const sectionOf = (id: string): Section | undefined =>
  sectionsById.find(([prefix]) => id.startsWith(prefix))?.[1];

/** What is changed itself, of which each change has one at most. */
const ownFields = ['endpointId', 'groupId', 'aclId', 'routeTableId', 'natGatewayId'] as const;

const otherFields = ['vpcId', 'routeTableIds', 'subnetIds', 'securityGroupIds', 'add', 'remove', 'ruleId'] as const;

interface Named {
  readonly field: string;
  readonly id: string;
}

const namedIn = (change: Change, fields: readonly string[]): readonly Named[] => {
  const values: Readonly<Record<string, unknown>> = { ...change };

  return fields.flatMap((field) => {
    const value = values[field];
    const ids: readonly unknown[] = Array.isArray(value) ? value : [value];

    return ids.flatMap((id) => (typeof id === 'string' ? [{ field, id }] : []));
  });
};

/** All that a change names, but for what it says of it: the targets of routes and the like may be anybody's. */
export const idsIn = (change: Change): readonly Named[] => namedIn(change, [...otherFields, ...ownFields]);

/** What is changed, or made anew in: that of the VPC where nothing else is. */
export const subjectOf = (change: Change): string => namedIn(change, ownFields)[0]?.id ?? change.vpcId;
