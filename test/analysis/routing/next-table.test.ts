import { describe, expect, it } from 'vitest';
import { followTable, tableOfSubnet } from '../../../src/analysis/routing/next-table.ts';
import { networkFrom, nowhere, stepOf, subnetIn, told } from '../../support/step.ts';
import { behindNat } from '../../support/world.ts';

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html */
describe('the table by which a target sends on', () => {
  it('is that of its subnet', () => {
    const step = stepOf(networkFrom(behindNat()));
    const subnet = subnetIn(step.walk.network, 'public');
    const { positions, walks, nextTable } = nowhere();

    expect(followTable(step, tableOfSubnet(subnet), nextTable)).toEqual([]);
    expect(positions).toEqual([
      { vpc: step.vpc, subnet, table: subnet.routeTable, ranges: step.ranges, trace: step.trace },
    ]);
    expect(walks[0]).toBe(step.walk);
  });

  it('is not known where the subnet is not, or where its table was not read', () => {
    const step = stepOf(networkFrom(behindNat()));
    const blind = networkFrom(behindNat().unread('routeTables', 'ec2:DescribeRouteTables'));
    const { positions, nextTable } = nowhere();
    const end = 'unknown (unread-facts)';

    expect(told(followTable(step, tableOfSubnet(undefined), nextTable))).toMatchObject([{ end, doubts: [] }]);
    expect(told(followTable(step, tableOfSubnet(subnetIn(blind, 'public')), nextTable))).toMatchObject([
      { end, doubts: ['ec2:DescribeRouteTables was not read: where it leads is not known'] },
    ]);
    expect(positions).toEqual([]);
  });
});
