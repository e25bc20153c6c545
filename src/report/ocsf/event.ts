import type { Report } from '../../audit.ts';
import { utcTime } from '../../utc-time.ts';
import { accountOwnerOf } from '../owner.ts';
import { plain } from '../plain-text.ts';

interface Place {
  readonly account: string | null;
  readonly region: string;
}

/** When the facts were read; 0 where nobody knows. */
const timeOf = ({ scopes }: Report, { account, region }: Place): number =>
  utcTime(scopes.find((scope) => scope.account === account && scope.region === region)?.takenAt ?? '') ?? 0;

const accountOf = (report: Report, account: string): object => {
  const { name } = accountOwnerOf(report, account) ?? {};

  return {
    uid: plain(account),
    type_id: 10,
    type: 'AWS Account',
    ...(name === undefined ? {} : { name: plain(name) }),
  };
};

/** What every event says: its class, who says it, where and when. */
export const eventOf = (report: Report, { account, region }: Place): object => ({
  activity_id: 1,
  activity_name: 'Create',
  category_uid: 2,
  category_name: 'Findings',
  class_uid: 2003,
  class_name: 'Compliance Finding',
  type_uid: 200301,
  type_name: 'Compliance Finding: Create',
  time: timeOf(report, { account, region }),
  metadata: {
    product: { name: report.tool.name, vendor_name: report.tool.name, version: report.tool.version },
    profiles: ['cloud'],
    version: '1.6.0',
  },
  cloud: {
    provider: 'AWS',
    region: plain(region),
    ...(account === null ? {} : { account: accountOf(report, account) }),
  },
});
