import { pathsOf } from '../audit/paths.ts';
import type { Finding, Report, ReportPath } from '../audit.ts';
import { groupBy } from '../group-by.ts';

const subject = (resource: string, service: string | null): string => JSON.stringify([resource, service]);

/**
 * Which findings speak of a path. A finding names a subnet and a service, not a path: where some of their paths are not
 * private, it is those it speaks of; the private ones beside them are not to blame.
 */
export const pathFindings = (report: Report): ((path: ReportPath) => readonly Finding[]) => {
  const bySubject = groupBy(report.findings, ({ resource, service }) => subject(resource, service));
  const blamed = new Set<string>();
  for (const { subnetId, service, verdict } of pathsOf(report))
    if (verdict !== 'private') blamed.add(subject(subnetId, service));

  return ({ subnetId, service, verdict }) => {
    const of = subject(subnetId, service);

    return verdict === 'private' && blamed.has(of) ? [] : (bySubject.get(of) ?? []);
  };
};
