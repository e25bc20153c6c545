import type { Scope } from '../network/network.ts';
import type { ReportScope, Source } from './report.ts';

type Told = Pick<Scope, 'account' | 'region' | 'takenAt'> & {
  readonly endpoint?: string | undefined;
  readonly readBy?: string | undefined;
};

/** Whose facts, and of when. */
export const reportScope = ({ account, region, takenAt, endpoint, readBy }: Told, source: Source): ReportScope => ({
  account,
  region,
  takenAt,
  source,
  ...(endpoint === undefined ? {} : { endpoint }),
  ...(readBy === undefined ? {} : { readBy }),
});
