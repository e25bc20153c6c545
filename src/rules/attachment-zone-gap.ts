import { advise } from '../changes/remedy.ts';
import { isUnread } from '../network/unread.ts';
import { named } from '../wording.ts';
import type { Rule } from './rule.ts';
import { pathSections } from './sections.ts';
import { serviceFaults } from './service-faults.ts';

/**
 * A transit gateway takes packets from a VPC only in zones where its attachment has a subnet. Add a
 * zone to the VPC without adding one there, and its subnets have a route that swallows everything.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html
 */
export const attachmentZoneGap: Rule = {
  id: 'attachment-zone-gap',
  title: 'A transit gateway attachment has no subnet in the zone of a subnet that routes to it',
  severity: 'error',
  category: 'routing',
  needs: pathSections,

  *check(audited) {
    const seen = new Set<string>();
    for (const { vpc, subnets, path, confidence } of serviceFaults(
      audited,
      'unreachable',
      ({ reason }) => reason === 'attachment-zone-gap',
    )) {
      const attachment = path.outcome.hops.at(-1)?.at ?? '';
      for (const subnet of subnets) {
        if (seen.has(subnet.id) || isUnread(subnet.routeTable)) continue;
        seen.add(subnet.id);

        yield {
          vpc,
          resource: subnet.id,
          subnet,
          message: `${named(subnet)} in ${subnet.zone} routes to ${path.outcome.via?.id}, whose attachment ${attachment} has no subnet in that zone: its packets are dropped`,
          remedy: advise(`Add a subnet of ${subnet.zone} to ${attachment}`),
          confidence,
        };
      }
    }
  },
};
