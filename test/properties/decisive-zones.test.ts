import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { audit } from '../../src/audit.ts';
import { populatedVpcIds } from '../../src/snapshot/references.ts';
import type { Section, Sections, Snapshot } from '../../src/snapshot/schema.ts';
import type { Collection } from '../../src/sources/aws/collection.ts';
import { decisiveZones } from '../../src/sources/aws/decisive-zones.ts';
import { recordsOf } from '../model/records.ts';
import { type Topology, topology } from '../model/topology.ts';
import { account, region } from '../support/world/sections.ts';

const services = ['s3', 'dynamodb', 'ec2', 'sts', 'cassandra'];

/** Facts that are all in but for zones, which come as they are asked for. */
const collectionOf = (sections: Sections, asked: ReadonlySet<string>): Collection => {
  const told = (names: readonly Section[]): Sections =>
    Object.fromEntries(
      names.flatMap((name) =>
        sections[name] === undefined
          ? []
          : [
              [
                name,
                name === 'hostedZones' ? sections.hostedZones?.filter(({ VPCId }) => asked.has(VPCId)) : sections[name],
              ],
            ],
      ),
    );

  return {
    collector: { soFar: told } as Collection['collector'],
    forOthers: false,
    read: async (names) => told(names),
    done: async () => {},
  };
};

const snapshotOf = (sections: Sections): Snapshot => ({
  schemaVersion: 1,
  scopes: [{ account, region, takenAt: null, sections, gaps: [] }],
});

const judged = (sections: Sections, vpc: string) => {
  const { harmlessGaps: _, ...report } = audit(snapshotOf(sections), {
    ...{ source: 'snapshot', version: '0.0.0', services, vpcs: [vpc], subnets: [] },
  });

  return report;
};

/** The same facts without zones of VPCs that are not asked about for the sake of this one. */
const scoped = async (sections: Sections, vpc: string) => {
  const asked = new Set<string>();
  for await (const turn of decisiveZones(collectionOf(sections, asked), { vpcs: [vpc] })(
    populatedVpcIds(sections) ?? [],
  ))
    for (const id of turn) asked.add(id);

  return { ...sections, hostedZones: sections.hostedZones?.filter(({ VPCId }) => asked.has(VPCId)) };
};

describe('zones that are not asked about', () => {
  it('could have changed nothing of what was asked for', async () => {
    await fc.assert(
      fc.asyncProperty(topology, fc.nat(), async (one: Topology, n) => {
        const { sections } = recordsOf(one);
        const ids = populatedVpcIds(sections) ?? [];
        const vpc = ids[n % ids.length] ?? '';

        expect(judged(await scoped(sections, vpc), vpc)).toEqual(judged(sections, vpc));
      }),
      { numRuns: 40 },
    );
  }, 120_000);
});
