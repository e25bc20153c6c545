import { expect, it } from 'vitest';
import { isSmallEnough } from '../../src/audit/too-large.ts';
import { behindNat } from '../support/world.ts';

it('proves nothing on a copy that there is no room for', () => {
  const snapshot = behindNat().snapshot();
  const [scope] = snapshot.scopes;
  const [table] = scope?.sections.routeTables ?? [];
  const Routes = Array.from({ length: 200 }, (_, at) => ({ DestinationCidrBlock: `10.${at}.0.0/16` }));
  const routeTables = Array.from({ length: 10_001 }, () => ({ ...table, RouteTableId: 'rtb-many', Routes }));

  expect(isSmallEnough(snapshot)).toBe(true);
  expect(isSmallEnough({ ...snapshot, scopes: [{ ...scope, sections: { routeTables } }] } as typeof snapshot)).toBe(
    false,
  );
});
