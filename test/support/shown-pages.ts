import { audit, type Report } from '../../src/audit.ts';
import { htmlPage } from '../../src/report/html.ts';
import type { Snapshot } from '../../src/snapshot/schema.ts';
import { demoSnapshot } from '../../src/sources/demo.ts';
import { thousandSubnets } from './accounts.ts';
import { hub } from './hub.ts';
import { hubReport } from './hub-account.ts';
import { once } from './once.ts';
import { pathOf, reportOf } from './report.ts';

/** As the command has it, unless a config says otherwise. */
const occupancy = { unused: 'note', equipment: 'note', empty: 'error' } as const;

const auditOf = (snapshot: Snapshot, services: readonly string[] = []): Report =>
  audit(snapshot, { source: 'demo', version: '0.0.0', services: [...services], vpcs: [], subnets: [], occupancy });

const manyServices = ['s3', 'dynamodb', 'ec2', 'ecr.api', 'ecr.dkr', 'sts', 'logs', 'ssm', 'kms', 'sqs', 'monitoring'];

/** Names that attack a page, in a report that no audit made. */
const hostileReport = (): Report =>
  reportOf({
    paths: [
      {
        subnetName: '<img src=x onerror=alert(1)>',
        vpcName: '"><script>alert(1)</script>',
        subnetId: 'a\' b"<c>/&#1;',
      },
      { subnetName: 'javascript:alert(1)', subnetId: '</svg><script>alert(1)</script>', verdict: 'unknown' },
      { subnetName: 'x'.repeat(200), subnetId: 'subnet-long', verdict: 'private' },
    ],
    findings: [{ resource: 'a\' b"<c>/&#1;', command: 'aws $(reboot) </code><script>alert(1)</script>' }],
  });

/** An audit that is incomplete, compared with an earlier one, with what somebody answers for, over IPv6 too. */
const secondRun = (): Report => {
  const accepted = { by: 'baseline', reason: 'until the move', expires: '2027-01-31' };
  const scopes = [{ readBy: 'arn:aws:sts::111122223333:assumed-role/vpce-audit' }];
  const paths = [
    pathOf({ subnetName: 'app-a' }),
    pathOf({ subnetName: 'app-a', family: 'ipv6', verdict: 'unreachable', reason: 'no-route' }),
    pathOf({ subnetName: 'app-a', service: 'ec2', verdict: 'unknown', reason: 'unread-facts' }),
  ];
  const gaps = [{ reason: 'UnauthorizedOperation' }];

  return {
    ...reportOf({ scopes, paths, gaps, findings: [{}, { accepted, service: 'ec2' }] }),
    since: { file: 'monday.json', primary: { public: 3, private: 1 }, gone: 2, known: 1 },
  };
};

const page = (report: () => Report): (() => string) => {
  const made = once(() => ({ text: String(htmlPage(report(), { columns: 100, color: false })) }));

  return () => made().text;
};

/** Pages that are looked at, by name; made once, as the large ones take their time. */
export const shownPages = {
  cake: page(() => auditOf(demoSnapshot())),
  hub: page(hubReport),
  'small-hub': page(() => hub().endpoint('vpce-ec2', 'ec2', { vpc: 'hub' }).report(['s3', 'ec2', 'dynamodb'])),
  services: page(() => auditOf(demoSnapshot(), manyServices)),
  thousand: page(() => auditOf(thousandSubnets())),
  'second-run': page(secondRun),
  hostile: page(hostileReport),
} as const;
