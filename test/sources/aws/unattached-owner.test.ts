import { afterEach, describe, expect, it } from 'vitest';
import { audit } from '../../../src/audit.ts';
import { run } from '../../../src/cli/main.ts';
import type { ScopeSnapshot, Snapshot } from '../../../src/snapshot/schema.ts';
import type { JsonReport } from '../../support/json-report.ts';
import type { Fault } from '../../support/loopback/fault.ts';
import { withEnvironment } from '../../support/loopback/live-run.ts';
import { type Loopback, startLoopback } from '../../support/loopback/loopback.ts';
import { pathsIn } from '../../support/report.ts';
import { splitOver } from '../../support/split.ts';
import { fakeStreams } from '../../support/streams.ts';
import { world } from '../../support/world.ts';

const [spoke, hub, network] = ['111122223333', '222233334444', '333344445555'] as const;
const host = 'ec2.us-east-1.amazonaws.com';

/** A spoke whose packets and names are led to a hub's endpoint, by a table and a zone that could be anybody's. */
const whole = (): Snapshot => {
  const { scopes, ...head } = world()
    .subnet('a', { routes: { '0.0.0.0/0': 'tgw-1' } })
    .subnet('t', {})
    .vpc('hub', '10.1.0.0/16')
    .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes: { '10.0.0.0/8': 'tgw-1' } })
    .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false })
    .zone(host, ['main'], [`${host} ALIAS vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com`])
    .transit({ main: ['t'], hub: ['h'] }, { '10.0.0.0/16': 'main', '10.1.0.0/16': 'hub' })
    .snapshot();
  const table = { TransitGatewayRouteTableId: 'tgw-rtb-1' };

  return {
    ...head,
    scopes: scopes.map((scope) => ({
      ...scope,
      sections: {
        ...scope.sections,
        transitGatewayRouteTables: [{ ...table, TransitGatewayId: 'tgw-1', State: 'available' }],
        transitGatewayRouteTableAssociations: [
          {
            ...table,
            Associations: (scope.sections.transitGatewayAttachments ?? []).map(
              ({ TransitGatewayAttachmentId, ResourceId, ResourceType }) => ({
                ...{ TransitGatewayAttachmentId, ResourceId, ResourceType, State: 'associated' },
              }),
            ),
          },
        ],
      },
    })),
  };
};

/** The transit gateway and the zone are of an account without a VPC: nothing of its own refers to either. */
const organisation = (): readonly ScopeSnapshot[] =>
  splitOver(whole(), { accounts: [spoke, hub, network], vpcs: { 'vpc-hub': hub }, network }).scopes.map((scope) => {
    const { resourceRecordSets = [], hostedZones = [] } = scope.sections;
    const seen = hostedZones.map((ofVpc) => ({
      ...ofVpc,
      HostedZoneSummaries: ofVpc.HostedZoneSummaries.map((zone) => ({ ...zone, Owner: { OwningAccount: network } })),
    }));
    if (scope.account !== network)
      return {
        ...scope,
        sections: { ...scope.sections, hostedZones: seen, resourceRecordSets: [], sharedResources: [] },
      };

    return {
      ...scope,
      sections: {
        ...scope.sections,
        ...{
          hostedZones: [],
          resourceRecordSets: whole().scopes[0]?.sections.resourceRecordSets ?? resourceRecordSets,
        },
        privateHostedZones: [{ Id: '/hostedzone/Z1', Name: `${host}.`, Config: { PrivateZone: true } }],
        sharedResources: [{ arn: `arn:aws:ec2:us-east-1:${network}:transit-gateway/tgw-1` }],
      },
    };
  });

let loopback: Loopback;
afterEach(() => loopback.close());

const audited = async (line: string, faults: Readonly<Record<string, Fault>> = {}) => {
  const members = [spoke, hub, network].map((id) => ({ id }));
  loopback = await startLoopback({ scopes: organisation(), organisation: { members, units: {} }, faults });
  const { streams, stdout } = fakeStreams();
  const argv = ['audit', ...line.split(' '), '--service', 'ec2', '--format', 'json'];
  const code = await withEnvironment(loopback.environment, () => run(argv, streams, {}));
  const report: JsonReport = JSON.parse(stdout());
  const verdicts = report.paths.flatMap(({ subnetId, name, verdict }) =>
    subnetId === 'subnet-a' && name === host ? verdict : [],
  );

  return { code, report, verdicts };
};

describe('an account that owns what leads others, and has nothing that is led by it,', () => {
  it('is asked for it where they are judged together, and they come to the verdict of one account', async () => {
    const { verdicts } = await audited('--org');
    const options = { source: 'snapshot', version: '0.0.0', services: ['ec2'], vpcs: [], subnets: [] } as const;
    const alone = pathsIn(audit(whole(), options)).filter((path) => path.subnetId === 'subnet-a' && path.name === host);

    expect(alone.map(({ verdict }) => verdict)).toEqual(['private']);
    expect(verdicts).toEqual(['private']);
  });

  it.each([
    ['ram:ListResources', 'ram:ListResources'],
    ['route53:ListHostedZones', 'route53:ListHostedZones'],
  ])('leaves them without a verdict where it may not be asked, and names the action: %s', async (action, named) => {
    const { code, verdicts, report } = await audited('--org', { [action]: { kind: 'denied' } });

    expect(verdicts).not.toContain('private');
    expect(code).not.toBe(0);
    expect(report.gaps.filter((gap) => gap.account === network).map((gap) => gap.action)).toContain(named);
    expect(JSON.stringify(report.ways.flatMap(({ doubts }) => doubts))).toContain(named);
  });

  it('is named by a spoke that is judged alone', async () => {
    const { report, verdicts } = await audited('--region us-east-1');

    expect(verdicts).not.toContain('private');
    expect(report.absentAccounts?.map(({ account }) => account)).toContain(network);
  });
});
