import { ownZonesFor, populatedVpcIds, relevantZones } from '../references.ts';
import type { Section } from '../schema.ts';
import { nobodysNeed, type SectionSpec, wherePresent } from '../section-spec.ts';

export const route53Sections = {
  hostedZones: {
    action: 'route53:ListHostedZonesByVPC',
    why: 'the private hosted zones that a VPC sees',
    noun: 'association',
    ids: ['HostedZoneId', 'VPCId'],
    key: 'VPCId',
    each: 'VPC',
    member: 'HostedZoneSummaries',
    pageSize: 100,
    need: { hangsOn: 'vpcs', and: ['subnets'], wanted: populatedVpcIds },
    decides: 'names',
    cli: { options: '--vpc-region "$region"', isPagedByHand: true },
  },
  /** The account's own, whoever's VPCs see them. */
  privateHostedZones: {
    action: 'route53:ListHostedZones',
    why: "the private hosted zones that other accounts' VPCs see",
    noun: 'private hosted zone',
    ids: ['Id'],
    member: 'HostedZones',
    pageSize: 100,
    need: nobodysNeed,
    forOthers: wherePresent,
    missing: 'never',
  },
  resourceRecordSets: {
    action: 'route53:ListResourceRecordSets',
    why: 'the AWS names that such a zone answers',
    noun: 'records',
    ids: ['HostedZoneId'],
    key: 'HostedZoneId',
    each: 'hosted zone',
    member: 'ResourceRecordSets',
    pageSize: 300,
    need: { hangsOn: 'hostedZones', and: ['profileResourceAssociations'], wanted: relevantZones },
    forOthers: { hangsOn: 'privateHostedZones', wanted: ownZonesFor },
    decides: 'names',
  },
} satisfies Partial<Record<Section, SectionSpec>>;
