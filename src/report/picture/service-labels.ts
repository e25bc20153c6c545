/** What people call a service; in a narrow place; and in a sentence, where that is not the name. */
interface ServiceLabel {
  readonly name: string;
  readonly short: string;
  readonly inSentence?: string;
}

const labels: Readonly<Record<string, ServiceLabel>> = {
  s3: { name: 'S3', short: 'S3' },
  dynamodb: { name: 'DynamoDB', short: 'DDB' },
  ec2: { name: 'EC2 API', short: 'EC2', inSentence: 'the EC2 API' },
  sts: { name: 'STS', short: 'STS' },
  kms: { name: 'KMS', short: 'KMS' },
  sqs: { name: 'SQS', short: 'SQS' },
  sns: { name: 'SNS', short: 'SNS' },
  ssm: { name: 'Systems Manager', short: 'SSM' },
  ssmmessages: { name: 'SSM Messages', short: 'SSMM' },
  ec2messages: { name: 'EC2 Messages', short: 'EC2M' },
  logs: { name: 'CloudWatch Logs', short: 'Logs' },
  monitoring: { name: 'CloudWatch', short: 'CW' },
  events: { name: 'EventBridge', short: 'EB' },
  states: { name: 'Step Functions', short: 'SFN' },
  lambda: { name: 'Lambda', short: 'Lambda' },
  secretsmanager: { name: 'Secrets Manager', short: 'Secr' },
  'ecr.api': { name: 'ECR API', short: 'ECR' },
  'ecr.dkr': { name: 'ECR registry', short: 'DKR' },
  ecs: { name: 'ECS', short: 'ECS' },
  eks: { name: 'EKS', short: 'EKS' },
  elasticloadbalancing: { name: 'Load Balancing', short: 'ELB' },
  autoscaling: { name: 'Auto Scaling', short: 'ASG' },
  'kinesis-streams': { name: 'Kinesis', short: 'KDS' },
  'kinesis-firehose': { name: 'Firehose', short: 'KDF' },
  'execute-api': { name: 'API Gateway', short: 'API' },
  athena: { name: 'Athena', short: 'Ath' },
  glue: { name: 'Glue', short: 'Glue' },
  rds: { name: 'RDS API', short: 'RDS', inSentence: 'the RDS API' },
  xray: { name: 'X-Ray', short: 'XRay' },
};

/** A service that is not known here goes by its own id. */
export const serviceLabelOf = (service: string): ServiceLabel =>
  (Object.hasOwn(labels, service) ? labels[service] : undefined) ?? { name: service, short: service };
