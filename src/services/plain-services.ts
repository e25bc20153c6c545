/**
 * Services that SDKs dial at `<id>.<region>`. They are listed so that they are known where a Region's
 * endpoint services could not be read; a Region that was read says itself what it offers.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
 */
export const plainServices: ReadonlySet<string> = new Set(
  `
  access-analyzer acm-pca analytics-omics aoss app-integrations appconfig appconfigdata
  application-autoscaling application-signals appmesh appmesh-envoy-management apprunner aps aps-workspaces
  arc-zonal-shift athena auditmanager autoscaling autoscaling-plans b2bi backup backup-gateway batch bedrock
  bedrock-agent bedrock-agent-runtime bedrock-agentcore bedrock-runtime braket cases cassandra
  cleanrooms cloudcontrolapi clouddirectory cloudformation cloudhsmv2 cloudtrail codebuild codecommit codedeploy
  codeguru-profiler codeguru-reviewer codepipeline comprehend comprehendmedical compute-optimizer
  config connect-campaigns control-storage-omics data-servicediscovery databrew dataexchange datasync
  devops-guru dms docdb-elastic drs ds dynamodb ebs ec2 ec2messages ecs eks elasticache
  elasticbeanstalk elasticbeanstalk-health elasticfilesystem elasticloadbalancing elasticmapreduce email
  email-smtp emr-containers emr-serverless entityresolution events finspace finspace-api fis forecast
  forecastquery frauddetector fsx git-codecommit glue grafana grafana-workspace greengrass groundstation
  guardduty-data healthlake identitystore imagebuilder inspector2 iot iotfleetwise kafka kendra kinesisanalytics
  kms lakeformation lambda license-manager license-manager-user-subscriptions logs lookoutequipment m2 macie2
  managedblockchain-query mediaconnect medical-imaging memory-db mgn migrationhub-orchestrator models-v2-lex
  monitoring mq neptune-graph networkmonitor oam osis pca-connector-ad personalize personalize-events
  personalize-runtime pinpoint pipes polly profile proton ram rbin rds rds-data redshift redshift-data
  redshift-serverless refactor-spaces rekognition resource-groups rolesanywhere route53profiles route53resolver rum
  runtime-medical-imaging runtime-v2-lex s3-outposts scheduler schemas scn securityhub securitylake servicecatalog
  servicecatalog-appregistry servicediscovery servicequotas signer sns sqs ssm
  ssm-contacts ssm-incidents ssmmessages states storage-omics storagegateway streaming-rekognition sts swf
  sync-states synthetics tagging tags-omics textract timestream-influxdb tnb transcribe transcribestreaming
  transfer translate trustedadvisor verifiedpermissions voiceid vpc-lattice wafv2 wisdom workflows-omics
  workspaces xray
`
    .trim()
    .split(/\s+/),
);
