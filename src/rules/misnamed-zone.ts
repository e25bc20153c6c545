import { zoneText } from '../analysis/cause.ts';
import type { Service } from '../services/service.ts';
import { named, serviceTitle } from '../wording.ts';
import { confidenceUnder } from './confidence.ts';
import { renameZone } from './remedy/rename-zone.ts';
import type { Rule } from './rule.ts';
import { dnsSections } from './sections.ts';

const primaryHost = ({ names }: Service): string =>
  names.find(({ primary, family }) => primary && family === 'ipv4')?.name ?? '';

/**
 * The last part of an endpoint service's name is not always the host that clients dial: a zone
 * that is named after it is never asked, and the endpoint that it leads to is paid for nothing.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/ak.html
 */
export const misnamedZone: Rule = {
  id: 'misnamed-zone',
  title: 'A hosted zone is named after an endpoint service, not after the host that clients dial',
  severity: 'warning',
  category: 'dns',
  needs: dnsSections,

  *check({ misnamedZones }) {
    for (const zone of misnamedZones) {
      const { vpc, service } = zone;
      const host = primaryHost(service);

      yield {
        vpc,
        resource: zone.id,
        service: service.id,
        message: `Hosted zone ${zoneText(zone)} of ${named(vpc)} is named after the endpoint service of ${serviceTitle(service)}: clients dial ${host}, which it does not answer`,
        remedy: renameZone(zoneText(zone), host, zone),
        confidence: confidenceUnder(zone.doubts),
      };
    }
  },
};
