import type { Finding, Report, ReportPath } from '../audit.ts';
import { groupBy } from '../group-by.ts';

/**
 * Which findings speak of a path. A finding names a subnet and a service, not a path: where some of their paths are not
 * private, it is those it speaks of; the private ones beside them are not to blame.
 */
export const pathFindings = ({ paths, findings }: Report): ((path: ReportPath) => readonly Finding[]) => {
  const bySubject = groupBy(findings, ({ resource, service }) => subject(resource, service));
  const blamed = new Set(
    paths.filter(({ verdict }) => verdict !== 'private').map(({ subnetId, service }) => subject(subnetId, service)),
  );
  return ({ subnetId, service, verdict }) => {
    const of = subject(subnetId, service);
    return verdict === 'private' && blamed.has(of) ? [] : (bySubject.get(of) ?? []);
  };
};

const subject = (resource: string, service: string | null): string => JSON.stringify([resource, service]);
