import { expect, it } from 'vitest';
import { missingGap } from '../../src/network/missing-gap.ts';
import { isMissed } from '../../src/network/missing-sections.ts';
import type { Sections } from '../../src/snapshot/schema.ts';
import { sectionSpecs } from '../../src/snapshot/sections.ts';

it('a gap of what nobody told names the action, and a resource only where there is one', () => {
  const gap = { section: 'vpcs', action: 'ec2:DescribeVpcs', reason: 'why', kind: 'missing' };

  expect(missingGap('vpcs', 'why')).toStrictEqual(gap);
  expect(missingGap('vpcs', 'why', 'vpc-1')).toStrictEqual({ ...gap, resource: 'vpc-1' });
});

it.each<[string, Sections, boolean]>([
  ['where nothing is to be asked about', { hostedZones: [{ VPCId: 'vpc-1', HostedZoneSummaries: [] }] }, false],
  [
    'where a zone may answer names of AWS',
    {
      hostedZones: [
        { VPCId: 'vpc-1', HostedZoneSummaries: [{ HostedZoneId: 'Z1', Name: 'ec2.us-east-1.amazonaws.com.' }] },
      ],
    },
    true,
  ],
])('records of hosted zones are missed: %s', (_, sections, isIt) => {
  expect(isMissed(sectionSpecs.resourceRecordSets, sections)).toBe(isIt);
});
