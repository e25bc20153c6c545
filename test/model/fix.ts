import { audit, type Report, type ReportPath } from '../../src/audit.ts';
import { apply, reverseOf } from '../../src/changes/apply.ts';
import type { Change } from '../../src/changes/change.ts';
import { inSafeOrder } from '../../src/changes/safe-order.ts';
import type { Snapshot } from '../../src/snapshot/schema.ts';
import { pathsIn } from '../support/report.ts';
import { account, region } from '../support/world/sections.ts';
import { recordsOf } from './records.ts';
import type { Topology } from './topology.ts';

const services = ['s3', 'dynamodb', 'ec2', 'sts', 'cassandra'];

type Table = ReturnType<typeof recordsOf>['sections']['routeTables'][number];

/** AWS lets no table have a route of its own beside that of a gateway endpoint by the same list. */
const lawful = (table: Table): Table => {
  const routes = table.Routes ?? [];
  const lists = new Set(
    routes.flatMap(({ DestinationPrefixListId, GatewayId = '' }) =>
      GatewayId.startsWith('vpce-') ? DestinationPrefixListId : [],
    ),
  );
  const isDouble = ({ DestinationPrefixListId, GatewayId = '' }: (typeof routes)[number]): boolean =>
    lists.has(DestinationPrefixListId) && DestinationPrefixListId !== undefined && !GatewayId.startsWith('vpce-');

  return { ...table, Routes: routes.filter((route) => !isDouble(route)) };
};

const snapshotOf = (one: Topology): Snapshot => {
  const { sections } = recordsOf(one);
  const routeTables = sections.routeTables.map(lawful);

  return {
    schemaVersion: 1,
    scopes: [{ account, region, takenAt: null, sections: { ...sections, routeTables }, gaps: [] }],
  };
};

const options = { source: 'snapshot', version: '0.0.0', services, vpcs: [], subnets: [] } as const;

/** As `fix` does: notes are no more than worth knowing. */
const audited = (snapshot: Snapshot): Report => {
  const { findings } = audit(snapshot, { ...options, mended: new Set() });
  const wanted = findings.filter(({ severity }) => severity !== 'note').map(({ fingerprint }) => fingerprint);

  return audit(snapshot, { ...options, mended: new Set(wanted) });
};

const proposed = ({ changes }: Report): readonly Change[] =>
  inSafeOrder(changes.filter(({ kind }) => kind !== 'by-hand').map(({ change }) => change));

/** Changes that are listed before something that they need. */
const premature = ({ changes }: Report): readonly string[] => {
  const later = new Set(changes.map(({ id }) => id));

  return changes.flatMap(({ id, needs }) => {
    later.delete(id);

    return needs.some((one) => later.has(one)) ? [id] : [];
  });
};

const keyOf = ({ subnetId, name, family }: ReportPath): string => `${subnetId} ${name} ${family}`;

const verdictsOf = (report: Report): ReadonlyMap<string, ReportPath> =>
  new Map(pathsIn(report).map((path) => [keyOf(path), path]));

const hasClients = (report: Report): ((path: ReportPath) => boolean) => {
  const ids = new Set(
    report.subnets
      .filter(({ occupancy }) => occupancy !== 'equipment' && occupancy !== 'unused')
      .map(({ subnetId }) => subnetId),
  );

  return ({ subnetId }) => ids.has(subnetId);
};

/** AWS does not state outright that the endpoint that is there now serves it. */
const isPerhapsPrivate = (before: ReportPath, { verdict, reason }: ReportPath): boolean =>
  ['public', 'unreachable'].includes(before.verdict) && verdict === 'unknown' && reason === 'unrecognised';

const worseIn = (before: Report, after: Report): readonly string[] => {
  const then = verdictsOf(after);

  return pathsIn(before)
    .filter(hasClients(before))
    .flatMap((path) => {
      const found = then.get(keyOf(path));
      if (found === undefined) return path.verdict === 'private' ? [`${keyOf(path)} is gone`] : [];
      if (found.verdict === path.verdict || isPerhapsPrivate(path, found)) return [];
      const isWorse = path.verdict === 'private' || ['public', 'unknown', 'unreachable'].includes(found.verdict);

      return isWorse ? [`${keyOf(path)}: ${path.verdict} → ${found.verdict}`] : [];
    });
};

const verdictsIn = (report: Report): readonly string[] =>
  pathsIn(report).map((path) => `${keyOf(path)} ${path.verdict}`);

/** Findings that somebody would be told to see to who need not. */
const unclaimed = ({ findings, changes }: Report, left: ReadonlySet<string>): readonly string[] => {
  const claimed = new Set(changes.flatMap(({ fixes }) => fixes));
  const wanted = findings.filter(({ severity }) => severity !== 'note').map(({ fingerprint }) => fingerprint);

  return wanted.filter((one) => !left.has(one) && !claimed.has(one));
};

const missing = (these: readonly string[], those: readonly string[]): readonly string[] => {
  const known = new Set(those);

  return these.filter((one) => !known.has(one));
};

const grades = ['error', 'warning', 'note'];

/** What is still found, or gave way to another finding, no lighter, of the same subnet about the same service. */
const leftOf = (before: Report, after: Report): ReadonlySet<string> => {
  const known = new Set(before.findings.map(({ fingerprint }) => fingerprint));
  const subnets = new Set(before.subnets.map(({ subnetId }) => subnetId));
  const fresh = after.findings.filter(({ fingerprint }) => !known.has(fingerprint));
  const isReplaced = ({ resource, service, severity }: Report['findings'][number]): boolean =>
    subnets.has(resource) &&
    fresh.some(
      (one) =>
        one.resource === resource &&
        one.service === service &&
        grades.indexOf(one.severity) <= grades.indexOf(severity),
    );

  return new Set([...after.findings, ...before.findings.filter(isReplaced)].map(({ fingerprint }) => fingerprint));
};

/**
 * What is wrong with what `fix` proposes for a network: it lists something before what it needs, claims what it does not
 * mend or does not claim what it does, makes a path worse, leaves a second `fix` something, or cannot be undone.
 */
export const faultsOfFix = (one: Topology): readonly string[] => {
  const snapshot = snapshotOf(one);
  const before = audited(snapshot);
  const changes = proposed(before);
  const fixed = apply(snapshot, changes);
  const after = audited(fixed);
  const left = leftOf(before, after);
  const claimed = before.changes.flatMap(({ fixes }) => fixes);
  const undone = verdictsIn(audit(apply(fixed, reverseOf(changes)), { ...options, mended: new Set() }));
  const first = verdictsIn(before);

  return [
    ...premature(before).map((id) => `${id} is listed before what it needs`),
    ...claimed.filter((fingerprint) => left.has(fingerprint)).map((fingerprint) => `${fingerprint} is still found`),
    ...unclaimed(before, left).map((one) => `${one} is gone, and no change says that it mends it`),
    ...worseIn(before, after).map((path) => `worse: ${path}`),
    ...after.changes.filter(({ kind }) => kind !== 'by-hand').map(({ words }) => `a second fix: ${words}`),
    ...missing(undone, first).map((path) => `undone, it is ${path}`),
    ...missing(first, undone).map((path) => `undone, it is not ${path}`),
  ];
};
