import { describe, expect, it } from 'vitest';
import { referredPrefixLists } from '../../src/snapshot/references.ts';
import { sectionSpecs } from '../../src/snapshot/sections.ts';

/** @see https://docs.aws.amazon.com/vpc/latest/tgw/create-prefix-list-reference.html */
describe('the prefix lists whose entries are asked for', () => {
  it('are those that a table of a transit gateway refers to, too', () => {
    const PrefixListId = 'pl-spokes';

    expect(
      referredPrefixLists({
        managedPrefixLists: [{ PrefixListId, PrefixListName: 'spokes', OwnerId: '111122223333' }],
        transitGatewayPrefixListReferences: [
          { TransitGatewayRouteTableId: 'tgw-rtb-1', TransitGatewayPrefixListReferences: [{ PrefixListId }] },
        ],
      }),
    ).toEqual([PrefixListId]);
    expect(sectionSpecs.prefixListEntries.need?.and).toContain('transitGatewayPrefixListReferences');
  });

  it('are no others', () => {
    expect(
      referredPrefixLists({
        managedPrefixLists: [{ PrefixListId: 'pl-1', PrefixListName: 'x', OwnerId: '111122223333' }],
      }),
    ).toEqual([]);
  });
});
