import type { RecordOf } from '../snapshot/schema.ts';

/** What kind of workload calls AWS from an interface; `other` where nothing tells. */
export type ClientKind =
  | 'codebuild'
  | 'directory'
  | 'dms'
  | 'ecs-task'
  | 'eks-pod'
  | 'elasticache'
  | 'glue'
  | 'instance'
  | 'lambda'
  | 'msk'
  | 'opensearch'
  | 'other'
  | 'rds'
  | 'redshift'
  | 'sagemaker'
  | 'workspace';

interface Sign {
  /** Null: AWS's own equipment, from which no workload calls an AWS API. */
  readonly kind: ClientKind | null;
  /** AWS's `InterfaceType`. */
  readonly type?: RegExp;
  readonly requester?: RegExp;
  readonly description?: RegExp;
  /** The AWS page that tells what such an interface is, or how it is described. */
  readonly page: string;
}

const docs = 'https://docs.aws.amazon.com/';
const interfaces = `${docs}AWSEC2/latest/APIReference/API_NetworkInterface.html`;

/** The first that matches decides. What nothing matches is a client: nobody is told "no client" by guess. */
const signs: readonly Sign[] = [
  { kind: null, type: /^nat_?gateway$/i, page: `${docs}vpc/latest/userguide/vpc-nat-gateway.html` },
  { kind: null, type: /^vpc_endpoint$/, page: `${docs}vpc/latest/privatelink/create-interface-endpoint.html` },
  { kind: null, type: /^gateway_load_balancer(_endpoint)?$/, page: interfaces },
  { kind: null, type: /^(network_)?load_balancer$/, page: interfaces },
  { kind: null, type: /^transit_gateway$/, page: `${docs}vpc/latest/tgw/tgw-vpc-attachments.html` },
  { kind: null, type: /^global_accelerator_managed$/, page: interfaces },
  {
    kind: null,
    type: /^ec2_instance_connect_endpoint$/,
    page: `${docs}AWSEC2/latest/UserGuide/connect-with-ec2-instance-connect-endpoint.html`,
  },
  { kind: null, type: /^api_gateway_managed$/, page: interfaces },
  { kind: null, type: /^efs$/, page: `${docs}efs/latest/ug/accessing-fs.html` },
  {
    kind: null,
    requester: /^(amazon-elb|amazon-aws-elb)/,
    page: `${docs}elasticloadbalancing/latest/application/application-load-balancers.html`,
  },
  {
    kind: null,
    description: /^ELB (app|net|gwy)\/|^ELB [\w-]+$/,
    page: `${docs}elasticloadbalancing/latest/application/application-load-balancers.html`,
  },
  {
    kind: null,
    description: /^Interface for NAT Gateway nat-/,
    page: `${docs}vpc/latest/userguide/vpc-nat-gateway.html`,
  },
  {
    kind: null,
    description: /^VPC Endpoint Interface vpce-/,
    page: `${docs}vpc/latest/privatelink/create-interface-endpoint.html`,
  },
  {
    kind: null,
    description: /^Network Interface for Transit Gateway Attachment/,
    page: `${docs}vpc/latest/tgw/tgw-vpc-attachments.html`,
  },
  { kind: null, description: /^Route 53 Resolver: rslvr-/, page: `${docs}Route53/latest/DeveloperGuide/resolver.html` },
  { kind: null, description: /^EFS mount target for fs-/, page: `${docs}efs/latest/ug/accessing-fs.html` },
  {
    kind: null,
    description: /^EC2 Instance Connect Endpoint/,
    page: `${docs}AWSEC2/latest/UserGuide/connect-with-ec2-instance-connect-endpoint.html`,
  },

  { kind: 'lambda', type: /^lambda$/, page: `${docs}lambda/latest/dg/configuration-vpc.html` },
  { kind: 'lambda', description: /^AWS Lambda VPC ENI/, page: `${docs}lambda/latest/dg/configuration-vpc.html` },
  {
    kind: 'ecs-task',
    description: /^arn:[\w-]+:ecs:/,
    page: `${docs}AmazonECS/latest/developerguide/task-networking.html`,
  },
  { kind: 'eks-pod', description: /^aws-k8s-/i, page: `${docs}eks/latest/userguide/managing-vpc-cni.html` },
  { kind: 'rds', description: /^RDSNetworkInterface/, page: `${docs}AmazonRDS/latest/UserGuide/USER_VPC.html` },
  {
    kind: 'redshift',
    description: /^RedshiftNetworkInterface/,
    page: `${docs}redshift/latest/mgmt/managing-clusters-vpc.html`,
  },
  {
    kind: 'dms',
    description: /^DMSNetworkInterface/,
    page: `${docs}dms/latest/userguide/CHAP_ReplicationInstance.VPC.html`,
  },
  { kind: 'elasticache', description: /^ElastiCache/, page: `${docs}AmazonElastiCache/latest/dg/VPCs.html` },
  { kind: 'codebuild', requester: /^AROA.*:AWSCodeBuild/, page: `${docs}codebuild/latest/userguide/vpc-support.html` },
  {
    kind: 'codebuild',
    description: /^AWS CodeBuild|:codebuild:/,
    page: `${docs}codebuild/latest/userguide/vpc-support.html`,
  },
  { kind: 'glue', description: /^Attached to Glue|\bGlue\b/, page: `${docs}glue/latest/dg/start-connecting.html` },
  {
    kind: 'sagemaker',
    description: /\bSageMaker\b/i,
    page: `${docs}sagemaker/latest/dg/infrastructure-give-access.html`,
  },
  { kind: 'msk', description: /Amazon MSK network interface/, page: `${docs}msk/latest/developerguide/msk-vpc.html` },
  { kind: 'opensearch', description: /^ES [\w-]+$/, page: `${docs}opensearch-service/latest/developerguide/vpc.html` },
  {
    kind: 'workspace',
    description: /Amazon Workspaces/i,
    page: `${docs}workspaces/latest/adminguide/amazon-workspaces-vpc.html`,
  },
  {
    kind: 'directory',
    description: /^AWS created network interface for directory/,
    page: `${docs}directoryservice/latest/admin-guide/ms_ad_getting_started.html`,
  },
];

/** Requesters and descriptions of AWS services count only on interfaces that those services manage. */
const matches = (sign: Sign, record: RecordOf<'networkInterfaces'>): boolean => {
  if (sign.type !== undefined) return sign.type.test(record.InterfaceType ?? '');
  if (record.RequesterManaged === false && sign.kind === null) return false;

  return sign.requester === undefined
    ? sign.description?.test(record.Description ?? '') === true
    : sign.requester.test(record.RequesterId ?? '');
};

/**
 * The workload that may call AWS from an interface; null: it is AWS's own equipment. What is not known to be
 * equipment is a client.
 */
export const clientKindOf = (record: RecordOf<'networkInterfaces'>): ClientKind | null => {
  const sign = signs.find((one) => matches(one, record));
  if (sign !== undefined) return sign.kind;

  return record.Attachment?.InstanceId === undefined ? 'other' : 'instance';
};
