import { describe, expect, it } from 'vitest';
import type { Section } from '../../src/snapshot/schema.ts';
import { world } from '../support/world.ts';

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TransitGatewayAttachment.html */
describe('tables of a transit gateway that nobody listed', () => {
  const hub = () =>
    world()
      .subnet('a', { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'tgw-1' } })
      .vpc('hub', '10.1.0.0/16')
      .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes: { '0.0.0.0/0': 'nat-hub' } })
      .subnet('n', { vpc: 'hub', cidr: '10.1.2.0/24', routes: { '0.0.0.0/0': 'igw-hub', '10.0.0.0/16': 'tgw-1' } })
      .nat('hub', 'n')
      .transit({ main: ['a'], hub: ['h'] }, { '0.0.0.0/0': 'hub', '10.0.0.0/16': 'main' });
  const isComplete = (net: ReturnType<typeof world>, section: Section): boolean =>
    net.unread(section).report(['s3']).summary.complete;

  it('change nothing where every attachment names its table, and that one was read', () => {
    expect(isComplete(hub(), 'transitGatewayRouteTables')).toBe(true);
    expect(isComplete(hub(), 'transitGatewayRouteTableAssociations')).toBe(true);
    expect(isComplete(hub(), 'transitGatewayRoutes')).toBe(false);
    expect(isComplete(hub(), 'transitGatewayAttachments')).toBe(false);
  });

  it('may be those of an attachment that names none', () => {
    const net = hub();
    for (const one of net.sections.transitGatewayAttachments) Reflect.deleteProperty(one, 'Association');

    expect(isComplete(net, 'transitGatewayRouteTableAssociations')).toBe(false);
  });
});
