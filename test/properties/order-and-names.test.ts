import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { audit } from '../../src/audit.ts';
import type { Snapshot } from '../../src/snapshot/schema.ts';
import { demoSnapshot } from '../../src/sources/demo.ts';
import { behindNat } from '../support/world.ts';

const options = { source: 'snapshot', version: '0.0.0', services: [], vpcs: [], subnets: [] } as const;

/** Every list of records in another order, told by a list of numbers. */
const shuffled = (snapshot: Snapshot, keys: readonly number[]): Snapshot => {
  const copy = structuredClone(snapshot);
  for (const { sections } of copy.scopes)
    for (const records of Object.values(sections))
      if (Array.isArray(records)) {
        const order = new Map(records.map((record, i) => [record, keys[i % keys.length] ?? 0]));
        records.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
      }

  return copy;
};

describe('a report', () => {
  it('is the same bytes whatever order AWS lists things in', () => {
    const expected = JSON.stringify(audit(demoSnapshot(), options));
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 3, maxLength: 12 }), (keys) => {
        expect(JSON.stringify(audit(shuffled(demoSnapshot(), keys), options))).toBe(expected);
      }),
      { numRuns: 40 },
    );
  });

  it('has one path a (subnet, name, family), and one primary name a (subnet, service, family)', () => {
    const paths = behindNat()
      .subnet('six', { ipv6: '2600:1f18::/64' })
      .endpoint('vpce-mon', 'monitoring')
      .paths(['s3', 'dynamodb', 'ec2', 'monitoring', 'sts']);
    const names = paths.map(({ subnetId, service, name, family }) => `${subnetId} ${service} ${name} ${family}`);
    const primaries = paths
      .filter(({ primary }) => primary)
      .map(({ subnetId, service, family }) => `${subnetId} ${service} ${family}`);
    const expected = new Set(paths.map(({ subnetId, service, family }) => `${subnetId} ${service} ${family}`));

    expect(new Set(names).size).toBe(names.length);
    expect(primaries.sort()).toEqual([...expected].sort());
  });

  it('keeps its fingerprints through every renaming', () => {
    const prints = audit(demoSnapshot(), options).findings.map(({ fingerprint }) => fingerprint);
    expect(new Set(prints).size).toBe(prints.length);
    fc.assert(
      fc.property(fc.string(), (name) => {
        const renamed = structuredClone(demoSnapshot());
        for (const { sections } of renamed.scopes)
          for (const record of [
            ...(sections.subnets ?? []),
            ...(sections.vpcs ?? []),
            ...(sections.vpcEndpoints ?? []),
            ...(sections.routeTables ?? []),
          ])
            record.Tags = [{ Key: 'Name', Value: name }];

        expect(audit(renamed, options).findings.map(({ fingerprint }) => fingerprint)).toEqual(prints);
      }),
      { numRuns: 25 },
    );
  });

  it('says nothing new of one VPC because of another', () => {
    const alone = behindNat().endpoint('vpce-ec2', 'ec2').gateway('vpce-s3', 's3', ['a']);
    const beside = behindNat()
      .endpoint('vpce-ec2', 'ec2')
      .gateway('vpce-s3', 's3', ['a'])
      .vpc('other', '10.9.0.0/16')
      .subnet('o', { vpc: 'other', cidr: '10.9.1.0/24' })
      .zone('amazonaws.com', ['other'], [])
      .rule('rslvr-rr-1', '.', 'FORWARD', ['192.168.0.2'], 'other');

    expect(beside.paths().filter(({ vpcId }) => vpcId === 'vpc-main')).toEqual(alone.paths());
  });

  it('takes the longest of the zones that match', () => {
    const labels = ['ec2', 'us-east-1', 'amazonaws', 'com'];
    fc.assert(
      fc.property(fc.subarray([0, 1, 2, 3], { minLength: 1 }), (depths) => {
        const net = behindNat();
        for (const depth of depths) net.zone(labels.slice(depth).join('.'), ['main'], []);
        const longest = labels.slice(Math.min(...depths)).join('.');
        const hops = net.paths(['ec2']).find(({ subnetId, primary }) => subnetId === 'subnet-a' && primary)?.hops ?? [];

        expect(
          hops.some(
            ({ because }) =>
              because.startsWith(`hosted zone Z`) && because.split(' wins over ')[0]?.endsWith(` ${longest}`),
          ),
        ).toBe(true);
      }),
      { numRuns: 15 },
    );
  });

  it('sends each address by the longest route that holds it', () => {
    const prefix = fc.record({
      octet: fc.constantFrom(216, 217),
      third: fc.integer({ min: 0, max: 255 }),
      length: fc.integer({ min: 15, max: 24 }),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(prefix, {
          maxLength: 6,
          selector: ({ octet, third, length }) =>
            `${(((octet << 8) | third) >> (24 - length)) << (24 - length)}/${length}`,
        }),
        (routes) => {
          const net = behindNat().gateway('vpce-s3', 's3', ['a']);
          routes.forEach(({ octet, third, length }, i) => {
            const value = (((octet << 8) | third) >> (24 - length)) << (24 - length);
            net.route('a', `52.${value >> 8}.${value & 255}.0/${length}`, `tgw-${i}`);
          });
          const path = net.paths(['s3']).find(({ subnetId, primary }) => subnetId === 'subnet-a' && primary);
          const parts = path?.verdict === 'split' ? path.parts : [];
          const whose = (address: number): string | undefined =>
            parts.find(({ cidrs }) =>
              cidrs.some((cidr) => {
                const [net4 = '', length = '32'] = cidr.split('/');
                const [a = 0, b = 0, c = 0, d = 0] = net4.split('.').map(Number);
                const size = 2 ** (32 - Number(length));
                const first = ((a * 256 + b) * 256 + c) * 256 + d;

                return first <= address && address < first + size;
              }),
            )?.via?.id ?? path?.via?.id;
          for (const third of [0, 1, 63, 64, 127, 128, 200, 255]) {
            for (const octet of [216, 217]) {
              const address = ((52 * 256 + octet) * 256 + third) * 256 + 7;
              let best = { length: 14, id: 'vpce-s3' };
              routes.forEach(({ octet: o, third: t, length }, i) => {
                const shift = 24 - length;
                if (((o << 8) | t) >> shift === ((octet << 8) | third) >> shift && length > best.length)
                  best = { length, id: `tgw-${i}` };
              });
              expect(whose(address)).toBe(best.id);
            }
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
