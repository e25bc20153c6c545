import { expect, it } from 'vitest';
import { reachOf } from '../../src/audit/judged.ts';
import type { Sections } from '../../src/snapshot/schema.ts';
import { networkWith, snapshotScope } from '../support/sections.ts';

const vpcs = ['vpc-1', 'vpc-2'].map((VpcId) => ({ VpcId, OwnerId: '111122223333' }));

const zones = (...ofVpcs: readonly (readonly string[])[]) =>
  ofVpcs.map((ids, at) => ({
    VPCId: `vpc-${at + 1}`,
    HostedZoneSummaries: ids.map((HostedZoneId) => ({ HostedZoneId, Name: 'example.com.' })),
  }));

const reached = (sections: Sections): readonly string[] =>
  [...reachOf(networkWith(snapshotScope({ vpcs, ...sections })), ['vpc-1']).vpcIds].sort();

const alone = { vpcPeeringConnections: [], transitGatewayAttachments: [] };
const peering = {
  VpcPeeringConnectionId: 'pcx-1',
  RequesterVpcInfo: { VpcId: 'vpc-1' },
  AccepterVpcInfo: { VpcId: 'vpc-2' },
};
const attachment = { TransitGatewayAttachmentId: 'tgw-attach-1', ResourceType: 'vpc', ResourceId: 'vpc-1' };

it.each<[string, Sections, readonly string[]]>([
  ['that VPC alone, where nothing leads to another', alone, ['vpc-1']],
  ['all, where some are peered', { ...alone, vpcPeeringConnections: [peering] }, ['vpc-1', 'vpc-2']],
  ['all, where nobody knows which are peered', { transitGatewayAttachments: [] }, ['vpc-1', 'vpc-2']],
  ['all, where a transit gateway is', { ...alone, transitGatewayAttachments: [attachment] }, ['vpc-1', 'vpc-2']],
  [
    'that VPC alone, where each has hosted zones of its own',
    { ...alone, hostedZones: zones(['Z1', 'Z2'], ['Z3']) },
    ['vpc-1'],
  ],
  ['all, where two share a hosted zone', { ...alone, hostedZones: zones(['Z1', 'Z2'], ['Z2']) }, ['vpc-1', 'vpc-2']],
])('a change in one VPC is judged in %s', (_, sections, ids) => {
  expect(reached(sections)).toEqual(ids);
});
