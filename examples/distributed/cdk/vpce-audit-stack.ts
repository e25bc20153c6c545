import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ArnFormat, Duration, RemovalPolicy, Stack, type StackProps, TimeZone } from 'aws-cdk-lib';
import { AnyPrincipal, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { StepFunctionsStartExecution } from 'aws-cdk-lib/aws-scheduler-targets';
import { DefinitionBody, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';

export interface VpceAuditProps extends StackProps {
  /** Which accounts and Regions, in the flags of vpce-audit shards. */
  readonly scope: string;
  /** The read-only role of the other accounts (see vpce-audit iam-policy --org). */
  readonly roleName: string;
  /** What its trust policy asks for. */
  readonly externalId: string;
  /** When, in UTC. */
  readonly schedule?: ScheduleExpression;
  /** Megabytes for the function that judges; thousands of VPCs take more. */
  readonly judgeMemory?: number;
  /** Whether findings go into Security Hub CSPM of this account and Region, which has to be on. No, unless said. */
  readonly securityHub?: boolean;
  /** Public addresses from which the page can be read. None, and it is read by IAM alone. */
  readonly readerCidr?: string;
}

const beside = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

interface Actions {
  readonly read: string[];
  readonly list: string[];
}

/** What `vpce-audit iam-policy --org` prints, as JSON. */
const { read, list }: Actions = JSON.parse(readFileSync(beside('actions.json'), 'utf8'));

const everyDay = ScheduleExpression.cron({ minute: '17', hour: '5', timeZone: TimeZone.ETC_UTC });

/** Audits an organisation with vpce-audit, each account and Region apart, and judges them as one network. */
export class VpceAuditStack extends Stack {
  constructor(parent: Construct, id: string, props: VpceAuditProps) {
    super(parent, id, props);
    const {
      scope,
      roleName,
      externalId,
      schedule = everyDay,
      judgeMemory = 3008,
      readerCidr,
      securityHub = false,
    } = props;

    const privately = { blockPublicAccess: BlockPublicAccess.BLOCK_ALL, encryption: BucketEncryption.S3_MANAGED };
    const bucket = new Bucket(this, 'Bucket', {
      ...privately,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [
        { id: 'runs', prefix: 'runs/', expiration: Duration.days(30) },
        { id: 'parts', abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
    });
    const site = new Bucket(this, 'SiteBucket', { ...privately, websiteIndexDocument: 'index.html' });
    if (readerCidr !== undefined)
      site.addToResourcePolicy(
        new PolicyStatement({
          principals: [new AnyPrincipal()],
          actions: ['s3:GetObject'],
          resources: [site.arnForObjects('*')],
          conditions: { IpAddress: { 'aws:SourceIp': readerCidr } },
        }),
      );

    const readPolicy = new ManagedPolicy(this, 'ReadPolicy', {
      statements: [
        new PolicyStatement({ actions: read, resources: ['*'] }),
        new PolicyStatement({
          actions: ['sts:AssumeRole'],
          resources: [`arn:${this.partition}:iam::*:role/${roleName}`],
        }),
      ],
    });
    const lambda = (
      name: string,
      memorySize: number,
      environment: Readonly<Record<string, string>>,
      handler = `index.${name.toLowerCase()}`,
    ) =>
      new LambdaFunction(this, name, {
        code: Code.fromAsset(beside('function')),
        handler,
        runtime: Runtime.NODEJS_22_X,
        architecture: Architecture.ARM_64,
        memorySize,
        timeout: Duration.minutes(15),
        environment: { BUCKET: bucket.bucketName, ...environment },
      });
    const lister = lambda('List', 1024, { SCOPE: scope, ROLE_NAME: roleName, EXTERNAL_ID: externalId });
    lister.role?.addManagedPolicy(readPolicy);
    lister.addToRolePolicy(new PolicyStatement({ actions: list, resources: ['*'] }));
    bucket.grantPut(lister, 'runs/*/work.json');
    const collector = lambda('Collect', 1024, { EXTERNAL_ID: externalId });
    collector.role?.addManagedPolicy(readPolicy);
    bucket.grantPut(collector, 'runs/*/pieces/*');
    const judge = lambda('Judge', judgeMemory, {
      SITE_BUCKET: site.bucketName,
      NODE_OPTIONS: `--max-old-space-size=${judgeMemory}`,
    });
    bucket.grantRead(judge, 'runs/*');
    for (const written of ['runs/*/report.json', 'athena/*', 'ocsf/*']) bucket.grantPut(judge, written);
    site.grantPut(judge, 'index.html');

    const importer = lambda(
      'Import',
      512,
      { ACCOUNT: this.account, PARTITION: this.partition, URL_SUFFIX: this.urlSuffix },
      'security-hub.importFindings',
    );
    bucket.grantRead(importer, 'ocsf/*');
    const product = `arn:${this.partition}:securityhub:${this.region}:${this.account}:product/${this.account}/default`;
    importer.addToRolePolicy(
      new PolicyStatement({ actions: ['securityhub:BatchImportFindings'], resources: [product] }),
    );

    const machine = new StateMachine(this, 'StateMachine', {
      definitionBody: DefinitionBody.fromFile(beside('state-machine.asl.json')),
      definitionSubstitutions: {
        Bucket: bucket.bucketName,
        List: lister.functionArn,
        Collect: collector.functionArn,
        Judge: judge.functionArn,
        Import: importer.functionArn,
        SecurityHub: securityHub ? 'yes' : 'no',
      },
    });
    for (const one of [lister, collector, judge, importer]) one.grantInvoke(machine);
    bucket.grantRead(machine, 'runs/*/work.json');
    bucket.grantReadWrite(machine, 'runs/*/map/*');
    // A distributed map starts executions of its own state machine.
    const name = this.splitArn(machine.stateMachineArn, ArnFormat.COLON_RESOURCE_NAME).resourceName ?? '';
    const executions = [':*', '/*'].map((end) =>
      this.formatArn({
        service: 'states',
        resource: 'execution',
        resourceName: `${name}${end}`,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    );
    const map = new ManagedPolicy(this, 'MapPolicy', {
      statements: [
        new PolicyStatement({ actions: ['states:StartExecution'], resources: [machine.stateMachineArn] }),
        new PolicyStatement({
          actions: ['states:DescribeExecution', 'states:StopExecution', 'states:RedriveExecution'],
          resources: executions,
        }),
      ],
    });
    map.attachToRole(machine.role);

    new Schedule(this, 'Daily', { schedule, target: new StepFunctionsStartExecution(machine, {}) });
  }
}
