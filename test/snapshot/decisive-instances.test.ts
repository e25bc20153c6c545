import { expect, it } from 'vitest';
import { decisiveInstances } from '../../src/snapshot/references.ts';

const subnets = [
  { SubnetId: 'subnet-open', VpcId: 'vpc-1', MapPublicIpOnLaunch: true },
  { SubnetId: 'subnet-shut', VpcId: 'vpc-1', MapPublicIpOnLaunch: false },
];
const of = (NetworkInterfaceId: string, SubnetId: string, InstanceId: string, extra: object = {}) => ({
  NetworkInterfaceId,
  SubnetId,
  Attachment: { InstanceId },
  ...extra,
});

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html */
it('asks for the state of instances that routes use, and of those that a start would give a public address', () => {
  const routeTables = [
    { RouteTableId: 'rtb-1', Routes: [{ NetworkInterfaceId: 'eni-nat' }, { InstanceId: 'i-routed' }] },
  ];
  const networkInterfaces = [
    of('eni-nat', 'subnet-shut', 'i-nat'),
    of('eni-1', 'subnet-open', 'i-stopped'),
    of('eni-2', 'subnet-open', 'i-addressed', { Association: { PublicIp: '198.51.100.1' } }),
    of('eni-3', 'subnet-shut', 'i-private'),
    { NetworkInterfaceId: 'eni-4', SubnetId: 'subnet-open' },
  ];

  expect(decisiveInstances({ subnets, routeTables, networkInterfaces }).sort()).toEqual([
    'i-nat',
    'i-routed',
    'i-stopped',
  ]);
});
