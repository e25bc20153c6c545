import { describe, expect, it } from 'vitest';
import { clientKindOf } from '../../src/network/client-kind.ts';

const record = (fields: object) => ({
  NetworkInterfaceId: 'eni-a',
  InterfaceType: 'interface',
  RequesterManaged: true,
  ...fields,
});

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NetworkInterface.html */
describe('equipment of AWS is no client', () => {
  it.each([
    'nat_gateway',
    'natGateway',
    'vpc_endpoint',
    'gateway_load_balancer',
    'gateway_load_balancer_endpoint',
    'network_load_balancer',
    'load_balancer',
    'transit_gateway',
    'global_accelerator_managed',
    'ec2_instance_connect_endpoint',
    'api_gateway_managed',
    'efs',
  ])('by its type: %s', (InterfaceType) => {
    expect(clientKindOf(record({ InterfaceType }))).toBeNull();
  });

  it.each([
    { Description: 'ELB app/web/50dc6c495c0c9188' },
    { Description: 'ELB net/web/50dc6c495c0c9188' },
    { Description: 'ELB gwy/fw/50dc6c495c0c9188' },
    { Description: 'ELB classic-lb' },
    { Description: 'anything', RequesterId: 'amazon-elb' },
    { Description: 'Interface for NAT Gateway nat-0a1b' },
    { Description: 'VPC Endpoint Interface vpce-0a1b' },
    { Description: 'Network Interface for Transit Gateway Attachment tgw-attach-0a1b' },
    { Description: 'Route 53 Resolver: rslvr-in-0a1b:rni-0c1d' },
    { Description: 'EFS mount target for fs-0a1b (fsmt-0c1d)' },
    { Description: 'EC2 Instance Connect Endpoint for Subnet subnet-a' },
  ])('by who asked for it or what it is described as: %j', (fields) => {
    expect(clientKindOf(record(fields))).toBeNull();
  });

  it.each([
    'nat_gateway',
    'vpc_endpoint',
    'gateway_load_balancer',
    'gateway_load_balancer_endpoint',
    'network_load_balancer',
    'load_balancer',
    'transit_gateway',
    'global_accelerator_managed',
    'ec2_instance_connect_endpoint',
    'api_gateway_managed',
    'efs',
  ])('but not by a type that is only like it: %s', (type) => {
    expect([`x${type}`, `${type}x`].map((InterfaceType) => clientKindOf(record({ InterfaceType })))).toEqual([
      'other',
      'other',
    ]);
  });

  it.each([
    { Description: 'My ELB app/web/50dc6c495c0c9188' },
    { Description: 'My ELB classic-lb' },
    { Description: 'ELB classic-lb of mine' },
    { RequesterId: 'my-amazon-elb' },
  ])('but not by words that are only like it: %j', (fields) => {
    expect(clientKindOf(record(fields))).toBe('other');
  });

  it('but not by a description that anybody may have written', () => {
    const written = { Description: 'EFS mount target for fs-0a1b', RequesterManaged: false };

    expect(clientKindOf(record(written))).toBe('other');
    expect(clientKindOf(record({ ...written, Attachment: { InstanceId: 'i-a' } }))).toBe('instance');
    expect(clientKindOf(record({ RequesterId: 'amazon-elb', RequesterManaged: false }))).toBe('other');
  });
});

describe('a client', () => {
  it.each([
    ['instance', { Attachment: { InstanceId: 'i-a' }, RequesterManaged: false }],
    ['lambda', { InterfaceType: 'lambda' }],
    ['lambda', { Description: 'AWS Lambda VPC ENI-fn-0a1b' }],
    ['ecs-task', { Description: 'arn:aws:ecs:us-east-1:111122223333:attachment/0a1b' }],
    ['ecs-task', { Description: 'arn:aws-us-gov:ecs:us-gov-west-1:111122223333:attachment/0a1b' }],
    ['eks-pod', { Description: 'aws-K8S-i-0a1b', Attachment: { InstanceId: 'i-a' }, RequesterManaged: false }],
    ['eks-pod', { Description: 'aws-k8s-branch-eni', InterfaceType: 'branch' }],
    ['rds', { Description: 'RDSNetworkInterface' }],
    ['redshift', { Description: 'RedshiftNetworkInterface' }],
    ['dms', { Description: 'DMSNetworkInterface' }],
    ['elasticache', { Description: 'ElastiCache web-001' }],
    ['codebuild', { RequesterId: 'AROAEXAMPLE:AWSCodeBuild-0a1b' }],
    ['glue', { Description: 'Attached to Glue using role: arn:aws:iam::111122223333:role/glue' }],
    ['sagemaker', { Description: '[DO NOT DELETE] ENI managed by SageMaker for Studio Domain (d-0a1b)' }],
    ['msk', { Description: 'DO NOT DELETE - Amazon MSK network interface for cluster arn:aws:kafka' }],
    ['opensearch', { Description: 'ES search-domain' }],
    ['workspace', { Description: 'Created By Amazon Workspaces for AWS Account ID 111122223333' }],
    ['directory', { Description: 'AWS created network interface for directory d-0a1b' }],
    ['other', { Description: 'Amazon something new' }],
    ['other', { InterfaceType: 'a_type_of_tomorrow' }],
    ['other', { InterfaceType: 'trunk' }],
    ['other', {}],
  ])('is of kind %s: %j', (kind, fields) => {
    expect(clientKindOf(record(fields))).toBe(kind);
  });

  it('is what a record without any of this is', () => {
    expect(clientKindOf({ NetworkInterfaceId: 'eni-a' })).toBe('other');
  });
});
