import { expect, it } from 'vitest';
import { missingGap } from '../../src/network/missing-gap.ts';
import { isMissed, missingSections } from '../../src/network/missing-sections.ts';
import type { Sections } from '../../src/snapshot/schema.ts';
import { sectionNames, sectionSpecs } from '../../src/snapshot/sections.ts';
import { refusal, snapshotScope } from '../support/sections.ts';

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

it.each<[string, Parameters<typeof isMissed>[0], boolean]>([
  ['that decides nothing is never missed', { ...sectionSpecs.vpcs, decides: undefined }, false],
  ['that nothing hangs on always is', sectionSpecs.vpcs, true],
  ['that may be left out never is', { ...sectionSpecs.vpcs, missing: 'never' }, false],
  ['is missed where its record says so', { ...sectionSpecs.vpcs, missing: () => true }, true],
  ['is not missed where its record says so', { ...sectionSpecs.vpcs, missing: () => false }, false],
  [
    'is not missed where nobody can tell what to ask',
    { ...sectionSpecs.vpcs, need: { hangsOn: 'subnets', wanted: () => undefined } },
    false,
  ],
])('a section %s', (_, spec, isIt) => {
  expect(isMissed(spec, {})).toBe(isIt);
});

it('sections that are held, or of which a gap tells, are not missed', () => {
  const missed = (sections: Sections, ...told: Parameters<typeof refusal>[0][]) =>
    missingSections(snapshotScope(sections, { gaps: told.map((section) => refusal(section)) }));
  const all = missed({});
  const left = missed({ vpcs: [] }, 'subnets').map(({ section }) => section);
  const names = all.map(({ section }) => section);

  expect(names).toEqual(sectionNames.filter((section) => names.includes(section)));
  expect(names).toEqual(expect.arrayContaining(['vpcs', 'subnets', 'routeTables', 'vpcEndpoints']));
  expect(left.filter((section) => section === 'vpcs' || section === 'subnets')).toEqual([]);
  expect(left).toContain('routeTables');
  expect(all[0]).toMatchObject({ kind: 'missing', reason: 'the snapshot does not hold it' });
});
