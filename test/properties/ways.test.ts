import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/analysis/analyse.ts';
import { servicesIn } from '../../src/audit/selection.ts';
import type { Report } from '../../src/audit.ts';
import { networkOf } from '../../src/network/network.ts';
import { everyFault, everyService } from '../support/every-fault.ts';
import { joined, jsonReport, toldInFull } from '../support/json-report.ts';
import { auditedServices, networkSpec, worldOf } from '../support/network-spec.ts';
import type { world } from '../support/world.ts';

const numberOf = (id: string): number => Number(id.slice(1));

/** What the engine says of every subnet and name, without the report between. */
const engineSays = (net: ReturnType<typeof world>, services: readonly string[]): ReadonlyMap<string, object> => {
  const network = networkOf(net.snapshot());
  const selection = { services, vpcs: [], subnets: [] };
  const said = new Map<string, object>();
  for (const scope of network.scopes) {
    const { vpcs } = scope;
    const subnets = vpcs.flatMap((vpc) => vpc.subnets);
    const { paths } = analyse(network, { vpcs, subnets, ...servicesIn(scope, vpcs, selection) });
    for (const group of paths)
      for (const { id } of group.subnets)
        for (const { name, family, outcome } of group.paths) {
          const { verdict, via, through, reason, hops, doubts } = outcome;
          const parts = outcome.parts.map((part) => [part.verdict, part.via, part.through, part.reason]);
          said.set(`${id} ${name.name} ${family}`, {
            ...{ verdict, via, through, reason, parts, hops },
            doubts: doubts.map(({ text }) => text),
          });
        }
  }

  return said;
};

const inJson = (report: Report): ReadonlyMap<string, object> => {
  const { paths, ways } = jsonReport(report);
  const wayOf = new Map(ways.map((way) => [way.id, way]));

  return new Map(
    paths.map(({ subnetId, name, family, way: id, verdict, via, reason }) => {
      const { through = [], parts = [], hops = [], doubts = [] } = wayOf.get(id) ?? {};
      const fates = parts.map((part) => [part.verdict, part.via, part.through, part.reason]);

      return [`${subnetId} ${name} ${family}`, { verdict, via, through, reason, parts: fates, hops, doubts }];
    }),
  );
};

describe('the ways of a JSON report', () => {
  it('give back, path by path, what the engine says', () => {
    fc.assert(
      fc.property(networkSpec, (spec) => {
        const net = worldOf(spec);

        expect(inJson(net.report(auditedServices))).toEqual(engineSays(net, auditedServices));
      }),
      { numRuns: 60 },
    );
  });

  it('give back all that a report says of every path', () => {
    const report = everyFault().report(everyService);

    expect(joined(jsonReport(report))).toEqual(toldInFull(report));
  });

  it('are all used, no two say the same, and ids are in the order of the paths', () => {
    fc.assert(
      fc.property(networkSpec, (spec) => {
        const { paths, ways } = jsonReport(worldOf(spec).report(auditedServices));
        const inOrder = [...new Set(paths.map(({ way }) => way))];

        expect(inOrder).toEqual(ways.map(({ id }) => id));
        expect(inOrder.map(numberOf)).toEqual(inOrder.map((_, at) => at + 1));
        expect(new Set(ways.map(({ id: _, ...way }) => JSON.stringify(way))).size).toBe(ways.length);
      }),
      { numRuns: 60 },
    );
  });
});
