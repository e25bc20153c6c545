import { audit, type Report } from '../../../src/audit.ts';
import { exitCodeOf } from '../../../src/cli/exit-code.ts';
import { formatError } from '../../../src/cli/format-error.ts';
import { Failure } from '../../../src/failure.ts';
import type { ScopeSnapshot } from '../../../src/snapshot/schema.ts';
import { readActions } from '../../../src/sources/aws/actions.ts';
import { pathsIn } from '../report.ts';
import type { Fault } from './fault.ts';
import { collectFrom, impatient } from './live-run.ts';
import { startLoopback } from './loopback.ts';

/** Everything that may become of an answer. */
export const everyWireFault: readonly Fault[] = [
  { kind: 'no-body' },
  { kind: 'no-list' },
  { kind: 'wrong-root' },
  { kind: 'half' },
  { kind: 'html', status: 200 },
  { kind: 'html', status: 404 },
  { kind: 'html', status: 500 },
  { kind: 'html', status: 502 },
  { kind: 'reset' },
  { kind: 'chunked-cut' },
  { kind: 'stall' },
  { kind: 'drip' },
  { kind: 'hang' },
  { kind: 'repeating-token' },
  { kind: 'denied' },
  { kind: 'throttled', times: 2 },
  { kind: 'throttled', times: 1000 },
  { kind: 'error', status: 500, code: 'InternalError' },
  { kind: 'error', status: 400, code: 'AuthFailure' },
  { kind: 'error', status: 403, code: 'ExpiredToken' },
];

/** Any of the requests of an audit. */
export const everyAction: readonly string[] = readActions.map(({ action }) => action);

export type Faults = Readonly<Record<string, Fault>>;

/** What a run came to. */
export interface BadDay {
  readonly code: number;
  readonly report: Report | null;
  /** What is said where there is no report. */
  readonly said: string;
}

const hurried = {
  ...impatient,
  failedAttempts: 2,
  throttledAttempts: 3,
  requestTimeoutMs: 100,
  stallTimeoutMs: 100,
  callTimeoutMs: 400,
};

/**
 * A live audit of one scope while AWS, or what is between, answers with these faults. On a busy machine answers take their
 * time: only where some are to stay out is nobody patient.
 */
export const auditOn = async (scope: ScopeSnapshot, services: readonly string[], faults: Faults): Promise<BadDay> => {
  const loopback = await startLoopback({ scopes: [scope], faults });
  try {
    const snapshot = await collectFrom(loopback, { limits: Object.keys(faults).length === 0 ? impatient : hurried });
    const report = audit(snapshot, { source: 'aws', version: '0.0.0', services, vpcs: [], subnets: [] });
    return { code: exitCodeOf(report, 'error'), report, said: '' };
  } catch (error) {
    const said = formatError(error);
    if (!(error instanceof Failure)) throw new Error(`no failure, but: ${said}`, { cause: error });
    return { code: 2, report: null, said };
  } finally {
    await loopback.close();
  }
};

const privateIn = ({ report }: BadDay): ReadonlySet<string> =>
  new Set(
    (report === null ? [] : pathsIn(report))
      .filter(({ verdict }) => verdict === 'private')
      .map(({ subnetId, name, family }) => `${subnetId} ${name} ${family}`),
  );

/** What the bad day claims and the healthy one does not. */
export const falseClaims = (bad: BadDay, healthy: BadDay): readonly string[] => {
  const known = privateIn(healthy);
  const claims = [...privateIn(bad)].filter((path) => !known.has(path));

  return bad.code === 0 && healthy.code !== 0 ? [...claims, `exit 0 instead of ${healthy.code}`] : claims;
};
