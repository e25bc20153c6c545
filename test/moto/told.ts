import { audit, type Report } from '../../src/audit.ts';
import type { Snapshot } from '../../src/snapshot/schema.ts';
import { pathsIn } from '../support/report.ts';

const services = ['s3', 'dynamodb', 'ec2', 'sts'];

const reportOf = (snapshot: Snapshot): Report =>
  audit(snapshot, { source: 'snapshot', version: '0.0.0', services, vpcs: [], subnets: [], mended: new Set() });

/** All that an audit says of paths, endpoints and faults, but for evidence, which names what AWS calls by ids of its own. */
export const told = (snapshot: Snapshot) => {
  const report = reportOf(snapshot);

  return {
    paths: pathsIn(report).map(
      ({ subnetId, name, family, verdict, via, reason, confidence }) =>
        `${subnetId} ${name} ${family}: ${verdict} via ${via?.id}, ${reason}, ${confidence}`,
    ),
    endpoints: report.endpoints.map(({ endpointId, privateDns }) => ({ endpointId, privateDns })),
    findings: report.findings.map(({ rule, resource, service }) => `${rule} ${resource} ${service}`).sort(),
  };
};

/** Facts or calls with the ids that AWS gave in the place of those that stood for them. */
export const withIds = <T>(value: T, ids: ReadonlyMap<string, string>): T =>
  JSON.parse([...ids].reduce((text, [stand, id]) => text.replaceAll(stand, id), JSON.stringify(value)));
