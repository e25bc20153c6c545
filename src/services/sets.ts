/** The services that a kind of workload calls from its subnets. */
export interface ServiceSet {
  /** How it is asked for: `@eks`. */
  readonly name: string;
  readonly title: string;
  /** What nearly every such workload calls; what only some call is in the notes. */
  readonly services: readonly string[];
  /** The AWS pages it comes from. */
  readonly sources: readonly string[];
  /** What the list cannot say: what is optional, and what has no endpoint at all. One sentence each. */
  readonly notes: readonly string[];
}

const ecrPage = 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html';
const ecsPage = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html';

const images = ['ecr.api', 'ecr.dkr', 's3'];
const imageNotes = [
  'Image layers come from S3, so ECR endpoints alone do not make a pull private.',
  'Pulls from ECR Public (public.ecr.aws) have no endpoint: mirror those images into a private repository.',
];

export const serviceSets: readonly ServiceSet[] = [
  {
    name: '@batch',
    title: 'AWS Batch jobs',
    services: ['batch', 'ecs', 'ecs-agent', 'ecs-telemetry', ...images, 'logs'],
    sources: ['https://docs.aws.amazon.com/batch/latest/userguide/vpc-endpoint-considerations.html', ecrPage],
    notes: ['Jobs on Fargate need no ecs endpoints.', 'Jobs that use secrets also call secretsmanager.', ...imageNotes],
  },
  {
    name: '@ecr',
    title: 'Image pulls from Amazon ECR private repositories',
    services: images,
    sources: [ecrPage],
    notes: [...imageNotes, 'The first pull through a pull-through cache rule needs a way to the internet.'],
  },
  {
    name: '@ecs-ec2',
    title: 'Amazon ECS tasks on EC2 instances',
    services: ['ecs', 'ecs-agent', 'ecs-telemetry', ...images, 'logs'],
    sources: [ecsPage, ecrPage],
    notes: [
      'Tasks with secrets or parameters also call secretsmanager or ssm, and ECS Exec calls ssmmessages.',
      ...imageNotes,
    ],
  },
  {
    name: '@ecs-fargate',
    title: 'Amazon ECS tasks on Fargate',
    services: [...images, 'logs'],
    sources: [ecsPage, ecrPage],
    notes: [
      'Fargate needs no ecs endpoints, except in Regions opened since December 2023.',
      'Tasks with secrets or parameters also call secretsmanager or ssm, and ECS Exec calls ssmmessages.',
      ...imageNotes,
    ],
  },
  {
    name: '@eks',
    title: 'Amazon EKS nodes and pods',
    services: ['eks', 'eks-auth', 'ec2', ...images, 'sts', 'logs', 'elasticloadbalancing', 'autoscaling'],
    sources: ['https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html', ecrPage],
    notes: [
      'eks-auth serves Pod Identity, sts serves IAM roles for service accounts, autoscaling serves Cluster Autoscaler.',
      'Tracing also calls xray, and node management calls ssm.',
      'AWS Marketplace metering has no endpoint.',
      ...imageNotes,
    ],
  },
  {
    name: '@lambda',
    title: 'AWS Lambda functions in a VPC, and the event source mappings that poll from it',
    services: ['lambda', 'sts', 'secretsmanager', 's3', 'dynamodb'],
    sources: [
      'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html',
      'https://docs.aws.amazon.com/lambda/latest/dg/with-msk-cluster-network.html',
    ],
    notes: [
      'A function needs nothing to run: add what its code calls.',
      'Pollers of Amazon MSK call lambda and sts, and secretsmanager where the cluster asks for a secret.',
    ],
  },
  {
    name: '@sagemaker',
    title: 'Amazon SageMaker AI Studio in VPC-only mode',
    services: ['sagemaker.api', 'sagemaker.runtime', 's3'],
    sources: ['https://docs.aws.amazon.com/sagemaker/latest/dg/studio-notebooks-and-internet-access.html'],
    notes: ['SageMaker Projects also calls servicecatalog; add what notebooks call, such as sts, logs and ecr.'],
  },
  {
    name: '@ssm',
    title: 'Instances managed by AWS Systems Manager',
    services: ['ssm', 'ssmmessages', 'ec2messages', 'ec2', 's3'],
    sources: ['https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html'],
    notes: [
      'SSM Agent 3.3.40.0 and later uses ssmmessages in place of ec2messages.',
      'ec2 is called for VSS snapshots, kms for encrypted sessions and parameters, logs for session and command output.',
    ],
  },
];
