import type { ScopeSnapshot, Section, Snapshot } from '../../src/snapshot/schema.ts';
import { account, stranger } from './world/sections.ts';

const parted = [
  ...['vpcs', 'vpcAttributes', 'subnets', 'routeTables', 'networkAcls', 'securityGroups'],
  ...['vpcEndpoints', 'networkInterfaces', 'hostedZones'],
] as readonly Section[];

const isHubs = (record: object): boolean =>
  /vpc-hub|subnet-h"|rtb-h|vpce-hub|acl-hub|sg-hub/.test(JSON.stringify(record));

const partOf = ({ sections }: ScopeSnapshot, isMeant: (record: object) => boolean) =>
  Object.fromEntries(parted.map((section) => [section, (sections[section] ?? []).filter(isMeant)]));

/** VPC `hub` and what is in it, as another account has it; what both see of the way between them stays with both. */
export const apart = ({ scopes: [scope] }: Snapshot): Snapshot => {
  if (scope === undefined) throw new Error('no scope');
  const { resourceRecordSets: _theirs, ...others } = scope.sections;
  const hubs = JSON.stringify(partOf(scope, isHubs)).replaceAll(account, stranger);

  return {
    schemaVersion: 1,
    scopes: [
      { ...scope, sections: { ...others, ...partOf(scope, (record) => !isHubs(record)) } },
      { ...scope, account: stranger, sections: { ...scope.sections, ...JSON.parse(hubs) } },
    ],
  };
};
