import { expect, it } from 'vitest';
import { type AuditOptions, audit } from '../../src/audit.ts';
import { world } from '../support/world.ts';

const isOfHub = (record: unknown): boolean => JSON.stringify(record).includes('hub');

/**
 * Two accounts: the endpoints of the spoke's could not be read. Its names are looked up in the hub of the other one, so
 * that its paths are known all the same.
 */
const spokeOf = (net: ReturnType<typeof world>, service: string) => {
  const [scope] = net
    .dns('main', '10.1.1.9')
    .vpc('hub', '10.1.0.0/16')
    .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24' })
    .inbound('hub', '10.1.1.9')
    .snapshot().scopes;
  if (scope === undefined) throw new Error('a world is one scope');
  const part = (isHub: boolean) =>
    Object.fromEntries(
      Object.entries(scope.sections).map(([section, records]) => [
        section,
        Array.isArray(records) ? records.filter((record) => isOfHub(record) === isHub) : [],
      ]),
    );
  const { vpcEndpoints: _, ...spoke } = part(false);
  const action = 'ec2:DescribeVpcEndpoints';
  const scopes = [
    {
      ...scope,
      sections: spoke,
      gaps: [{ section: 'vpcEndpoints' as const, action, reason: 'no', kind: 'denied' as const }],
    },
    { ...scope, account: '444455556666', sections: part(true) },
  ];
  const options: AuditOptions = { source: 'snapshot', version: '0.0.0', services: [service], vpcs: [], subnets: [] };

  return audit({ schemaVersion: 1, scopes }, options).findings.filter(({ vpcId }) => vpcId === 'vpc-main');
};

it('gives a way once the endpoints can be read, where nothing leads to the service', () => {
  const findings = spokeOf(world().subnet('a'), 'ec2').filter(({ rule }) => rule === 'unreachable-path');

  expect(findings.map(({ remedy, command }) => [remedy, command])).toEqual(
    findings.map(() => ['Give clients in vpc-main a private way to the EC2 API, once its endpoints can be read', null]),
  );
  expect(findings.map(({ resource }) => resource)).toContain('subnet-a');
});

it('leads a name that the hub’s endpoint leaves out to it, and changes nothing of the endpoint', () => {
  const net = world()
    .subnet('a', { ipv6: '2600:1f18:1:1::/64', routes: { '::/0': 'eigw-1' } })
    .endpoint('vpce-hub', 'ec2', { vpc: 'hub', subnets: [] });
  const found = spokeOf(net, 'ec2').find(({ rule, resource }) => rule === 'public-path' && resource === 'subnet-a');

  expect([found?.remedy, found?.command]).toEqual([
    'Lead ec2.us-east-1.api.aws to vpce-hub too, by a hosted zone of that name, or have clients dial a name that it answers',
    null,
  ]);
});

it('creates none where one may be there already', () => {
  const net = world().subnet('a', { routes: { '0.0.0.0/0': 'nat-main' } });
  const found = spokeOf(net, 'ec2').find(({ rule }) => rule === 'public-path');

  expect([found?.remedy, found?.command]).toEqual([
    'Give clients in vpc-main a private way to the EC2 API, once its endpoints can be read',
    null,
  ]);
});
