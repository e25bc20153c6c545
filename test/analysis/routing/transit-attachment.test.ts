import { describe, expect, it } from 'vitest';
import { arrivalsOf, departuresOf } from '../../../src/analysis/routing/transit-attachment.ts';
import { networkOf, type Subnet } from '../../../src/network/network.ts';
import { world } from '../../support/world.ts';

type Zoned = Partial<Pick<Subnet, 'zone' | 'zoneId'>>;

/** Attachment subnets `t0`, `t1` … in these zones, and packets from one in `from`. */
const attached = (zones: readonly Zoned[], from: Zoned | null, { unlisted = 0, appliance = false } = {}) => {
  const net = world();
  const names = zones.map((_, i) => `t${i}`);
  for (const name of [...names, 'from']) net.subnet(name);
  const placed = new Map([
    ...names.map((name, i) => [`subnet-${name}`, zones[i]] as const),
    ['subnet-from', from ?? {}],
  ]);
  for (const subnet of net.sections.subnets) {
    const { zone, zoneId } = placed.get(subnet.SubnetId) ?? {};
    Object.assign(subnet, { AvailabilityZone: zone ?? undefined, AvailabilityZoneId: zoneId ?? undefined });
  }
  net.transit({ main: [...names, ...Array(unlisted).fill('gone')] }, {});
  for (const one of net.sections.transitGatewayVpcAttachments)
    one.Options = { ApplianceModeSupport: appliance ? 'enable' : 'disable' };
  const network = networkOf(net.snapshot());
  const attachment = network.transit.attachment('tgw-attach-main');
  if (attachment === undefined) throw new Error('no attachment');
  const subnet = from === null ? null : (network.subnet('subnet-from', 'vpc-main') ?? null);
  const ids = (subnets: readonly Subnet[] | null) => subnets?.map(({ id }) => id.slice('subnet-'.length)) ?? null;

  return {
    departures: ids(departuresOf(network, attachment, subnet)),
    arrivals: ids(arrivalsOf(network, attachment, subnet)),
  };
};

const a = { zone: 'us-east-1a', zoneId: 'use1-az1' };
const b = { zone: 'us-east-1b', zoneId: 'use1-az2' };

/** @see https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html */
describe('packets leave by the attachment subnet', () => {
  it.each<[string, readonly Zoned[], Zoned | null, string[] | null]>([
    ['of their zone', [a, b], a, ['t0']],
    ['of their zone by id, whatever accounts call it', [{ ...a, zone: 'us-east-1c' }, b], a, ['t0']],
    ['of no zone that is called the same and has another id', [{ ...a, zoneId: 'use1-az3' }], a, []],
    ['of their zone by name, where an id is not known', [{ zone: 'us-east-1a' }, b], a, ['t0']],
    ['of their zone by name, where their own id is not known', [b, a], { zone: 'us-east-1a' }, ['t1']],
    ['of no zone with another name, where an id is not known', [{ zone: 'us-east-1b' }], a, []],
    ['of no zone that is as unknown as theirs', [{}, b], {}, ['t0', 't1']],
    ['none, where there is none in their zone', [b], a, []],
    ['none, where there is none in their zone, known by id', [{ zoneId: 'use1-az2' }], { zoneId: 'use1-az1' }, []],
    ['none, where there is none in their zone, known by name', [{ zone: 'us-east-1b' }], { zone: 'us-east-1a' }, []],
    ['any, where their zone is not known', [a, b], {}, ['t0', 't1']],
    ['any, where nobody knows whence they come', [a, b], null, ['t0', 't1']],
    ['any, from a Local Zone', [a, b], { zone: 'us-east-1-bos-1a', zoneId: 'use1-bos1-az1' }, ['t0', 't1']],
    ['nobody knows which, where a zone is not known', [b, {}], a, null],
    ['nobody knows which, where there is none', [], a, null],
  ])('%s', (_, zones, from, departures) => {
    expect(attached(zones, from).departures).toEqual(departures);
  });

  it('nobody knows which, where one is not listed', () => {
    expect([attached([b], a, { unlisted: 1 }).departures, attached([a], a, { unlisted: 1 }).departures]).toEqual([
      null,
      ['t0'],
    ]);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-appliance-scenario.html */
describe('packets come in by the attachment subnet', () => {
  it.each<[string, readonly Zoned[], Zoned | null, string[]]>([
    ['of the same zone', [a, b], b, ['t1']],
    ['any, where there is none in that zone', [a, a], b, ['t0', 't1']],
    ['any, where nobody knows whence they come', [a, b], null, ['t0', 't1']],
  ])('%s', (_, zones, from, arrivals) => {
    expect(attached(zones, from).arrivals).toEqual(arrivals);
  });

  it('any, in appliance mode', () => {
    expect(attached([a, b], b, { appliance: true }).arrivals).toEqual(['t0', 't1']);
  });
});
