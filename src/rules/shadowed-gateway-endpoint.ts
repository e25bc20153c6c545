import { advise, type Remedy } from '../changes/remedy.ts';
import type { Endpoint, Vpc } from '../network/network.ts';
import { isUnread } from '../network/unread.ts';
import { named, serviceTitle } from '../wording.ts';
import { gatewayOf } from './remedy/gateway-endpoint.ts';
import { answerInboundOnly } from './remedy/private-dns.ts';
import type { Rule } from './rule.ts';
import { pathSections } from './sections.ts';
import { serviceFaults } from './service-faults.ts';

/** Its own private DNS, or a zone or Profile that leads to it: only the first is the endpoint's to give up. */
const remedyOf = (vpc: Vpc, id: string, gateway: Endpoint): Remedy => {
  const own = (isUnread(vpc.endpoints) ? [] : vpc.endpoints).find((endpoint) => endpoint.id === id);

  return own?.privateDnsEnabled
    ? answerInboundOnly(vpc, id)
    : advise(`Take away what answers clients of ${vpc.id} with ${id}, so that ${gateway.id} carries them`);
};

/**
 * With private DNS for everybody on an S3 interface endpoint, clients in the VPC pay for each
 * gigabyte through it, while the free gateway endpoint beside it carries nothing.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html
 */
export const shadowedGatewayEndpoint: Rule = {
  id: 'shadowed-gateway-endpoint',
  title: 'A paid interface endpoint takes what a free gateway endpoint would',
  severity: 'note',
  category: 'cost',
  needs: pathSections,

  *check(audited) {
    const seen = new Set<string>();
    for (const { vpc, service, path, confidence } of serviceFaults(
      audited,
      'private',
      ({ via }) => via?.kind === 'interface-endpoint',
    )) {
      const gateway = gatewayOf(vpc, service.serviceNames);
      const id = path.outcome.via?.id;
      if (gateway === undefined || id === undefined || seen.has(`${vpc.id} ${id}`)) continue;
      seen.add(`${vpc.id} ${id}`);

      yield {
        vpc,
        resource: gateway.id,
        service: service.id,
        message: `${serviceTitle(service)} goes through ${id}, which is paid by the gigabyte; gateway endpoint ${named(gateway)} would carry it free`,
        remedy: remedyOf(vpc, id, gateway),
        confidence,
      };
    }
  },
};
