import { audit, type Report } from '../../../src/audit.ts';
import { exitCodeOf } from '../../../src/cli/exit-code.ts';
import { formatError } from '../../../src/cli/format-error.ts';
import { Failure } from '../../../src/failure.ts';
import type { ScopeSnapshot } from '../../../src/snapshot/schema.ts';
import { readActions } from '../../../src/sources/aws/actions.ts';
import { pathsIn } from '../report.ts';
import type { Fault } from './fault.ts';
import { collectFrom, impatient } from './live-run.ts';
import { type LoopbackOptions, startLoopback } from './loopback.ts';
import { startProxy } from './proxy.ts';

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

/** What there is between an audit and its answers. */
export interface Day {
  readonly faults?: Readonly<Record<string, Fault>>;
  readonly quotas?: LoopbackOptions['quotas'];
  /** A proxy on the way, and how often it refuses: each tunnel, or one in so many. */
  readonly proxyRefusesOneIn?: number;
  /** Lists without an end have one only by the end of the run. */
  readonly timeoutSeconds?: number;
}

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
  requestTimeoutMs: 200,
  stallTimeoutMs: 200,
  callTimeoutMs: 600,
};

const isHealthy = (day: Day): boolean => Object.keys(day).length === 0;

/**
 * A live audit of one scope while AWS, or what is between, has a day like this. On a busy machine answers take their
 * time: only where some are to stay out is nobody patient.
 */
export const auditOn = async (scope: ScopeSnapshot, services: readonly string[], day: Day): Promise<BadDay> => {
  const { faults = {}, quotas = {}, proxyRefusesOneIn, timeoutSeconds } = day;
  const loopback = await startLoopback({ scopes: [scope], faults, quotas });
  const refuses = (earlier: number): string | undefined =>
    earlier % (proxyRefusesOneIn ?? 1) === 0 ? '407 Proxy Authentication Required' : undefined;
  const proxy = proxyRefusesOneIn === undefined ? undefined : await startProxy({ leadsTo: loopback.url, refuses });
  const way = proxy && { AWS_ENDPOINT_URL: 'http://aws.invalid', http_proxy: proxy.url };
  const environment = { ...loopback.environment, ...way };
  try {
    const options = { limits: isHealthy(day) ? impatient : hurried, ...(timeoutSeconds ? { timeoutSeconds } : {}) };
    const snapshot = await collectFrom({ ...loopback, environment }, options);
    const report = audit(snapshot, { source: 'aws', version: '0.0.0', services, vpcs: [], subnets: [] });
    return { code: exitCodeOf(report, 'error'), report, said: '' };
  } catch (error) {
    const said = formatError(error);
    if (!(error instanceof Failure)) throw new Error(`no failure, but: ${said}`, { cause: error });
    return { code: 2, report: null, said };
  } finally {
    proxy?.close();
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
