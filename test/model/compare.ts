import { audit, type Report, type ReportPath } from '../../src/audit.ts';
import type { Gap, Section, Sections } from '../../src/snapshot/schema.ts';
import { pathsIn } from '../support/report.ts';
import { account, region } from '../support/world/sections.ts';
import type { Facts } from './facts.ts';
import { recordsOf } from './records.ts';
import type { Topology } from './topology.ts';
import { type Expected, expectedOf } from './verdict.ts';

/** What is audited: services with a list, without one, and with another port. */
const services = ['s3', 'dynamodb', 'ec2', 'sts', 'cassandra'];

export interface Comparison {
  readonly paths: number;
  readonly agreed: number;
  /** Where AWS's pages leave several fates, and the engine says so. */
  readonly open: number;
  readonly disagreements: readonly string[];
}

const wayOf = ({ verdict, via }: Pick<ReportPath, 'verdict' | 'via'>): string => {
  if (via === null || verdict === 'unreachable') return verdict;

  return via.kind === 'nat-instance' ? `${verdict} nat-instance` : `${verdict} ${via.kind} ${via.id}`;
};

/**
 * `public nat-gateway nat-main`. Not compared: where and why packets are lost, what they cross, and which interface of
 * an instance they left by, so that parts which differ in no more are one.
 */
const fateOf = (path: ReportPath): string => {
  const [first, ...others] = new Set(path.parts.map(wayOf));

  return first !== undefined && others.length === 0 ? first : wayOf(path);
};

/**
 * Where the pages settle it, the same. Elsewhere the engine may leave it open, or hold one of the fates for likely,
 * and not `private` for certain.
 */
const doesAgree = (path: ReportPath, expected: Expected): boolean => {
  const fate = fateOf(path);
  if (expected.length === 1) return expected[0] === fate;

  return (
    fate === 'unknown' || (expected.includes(fate) && (path.confidence === 'likely' || !fate.startsWith('private')))
  );
};

const partsOf = ({ parts }: ReportPath): string =>
  parts.map(({ verdict, via, reason, cidrs }) => ` [${verdict} ${via?.id} ${reason}: ${cidrs.slice(0, 2)}]`).join('');

const lineOf = (path: ReportPath, expected: Expected): string =>
  `${path.subnetId} ${path.name} ${path.family}: the audit says ${fateOf(path)} (${path.reason}, ${path.confidence})${partsOf(path)}, the model ${expected.join(' or ')}`;

const judgedBy = (facts: Sections, gaps: readonly Gap[] = []): Report =>
  audit(
    { schemaVersion: 1, scopes: [{ account, region, takenAt: null, sections: facts, gaps: [...gaps] }] },
    {
      source: 'snapshot',
      version: '0.0.0',
      services,
      vpcs: facts.vpcs === undefined ? [] : ['vpc-main'],
      subnets: [],
      rules: [],
    },
  );

export const compare = (topology: Topology): Comparison => {
  const facts: Facts = recordsOf(topology).sections;
  const judged = pathsIn(judgedBy(facts)).map((path) => ({ path, expected: expectedOf(facts, path) }));
  const wrong = judged.filter(({ path, expected }) => !doesAgree(path, expected));
  const open = judged.filter(({ path, expected }) => doesAgree(path, expected) && expected.length > 1).length;

  return {
    paths: judged.length,
    agreed: judged.length - wrong.length - open,
    open,
    disagreements: wrong.map(({ path, expected }) => lineOf(path, expected)),
  };
};

/** A section, or what one request of it answered. */
interface Missing {
  readonly section: Section;
  readonly kind: Gap['kind'];
}

/** What may not be said of a network of which something was not read, as long as it could be this one. */
export const overclaimed = (topology: Topology, { section, kind }: Missing): string[] => {
  const facts: Facts = recordsOf(topology).sections;
  const { [section]: _, ...rest } = facts;
  const report = judgedBy(rest, [{ section, action: `ask:${section}`, reason: 'not read', kind }]);
  const paths = pathsIn(report).map((path) => ({ path, expected: expectedOf(facts, path) }));
  const wrong = paths.filter(({ path, expected }) =>
    report.summary.complete
      ? !doesAgree(path, expected)
      : path.verdict === 'private' && !expected.includes(fateOf(path)),
  );

  return wrong.map(
    ({ path, expected }) =>
      `without ${section}, ${report.summary.complete ? 'complete' : 'not complete'}: ${lineOf(path, expected)}`,
  );
};
