import { listerPolicy, readerPolicy, trustPolicy } from './policies.ts';

const roleOf = (description: string, name: unknown, policy: object) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    RoleName: name,
    Description: description,
    MaxSessionDuration: 3600,
    AssumeRolePolicyDocument: trustPolicy({ Ref: 'TrustedPrincipal' }, { Ref: 'ExternalId' }),
    Policies: [{ PolicyName: 'read-only', PolicyDocument: policy }],
  },
});

const template = {
  AWSTemplateFormatVersion: '2010-09-09',
  Description: 'Lets vpce-audit read the network of this account. For a StackSet over the organisation.',
  Parameters: {
    TrustedPrincipal: {
      Type: 'String',
      Description: 'ARN of who runs vpce-audit, such as the role of the pipeline',
      AllowedPattern: '^arn:[a-z-]+:(iam|sts)::[0-9]{12}:.+$',
    },
    ExternalId: {
      Type: 'String',
      Description: 'Given to vpce-audit as --external-id',
      MinLength: 2,
      MaxLength: 1224,
      AllowedPattern: '^[A-Za-z0-9_+=,.@:/-]+$',
    },
    RoleName: { Type: 'String', Default: 'vpce-audit', AllowedPattern: '^[A-Za-z0-9_+=,.@-]{1,56}$' },
    Lister: {
      Type: 'String',
      Default: 'no',
      AllowedValues: ['yes', 'no'],
      Description: 'yes in the management account, or one that it delegates to: a role that lists the accounts',
    },
  },
  Conditions: { IsLister: { 'Fn::Equals': [{ Ref: 'Lister' }, 'yes'] } },
  Resources: {
    MemberRole: roleOf('Read-only, for vpce-audit', { Ref: 'RoleName' }, readerPolicy),
    ListerRole: {
      Condition: 'IsLister',
      ...roleOf(
        'Lists the accounts for vpce-audit',
        { 'Fn::Join': ['-', [{ Ref: 'RoleName' }, 'lister']] },
        listerPolicy,
      ),
    },
  },
  Outputs: { MemberRoleArn: { Value: { 'Fn::GetAtt': ['MemberRole', 'Arn'] } } },
};

/** Of a StackSet that gives every account its role. */
export const rolesTemplate = (): string => `${JSON.stringify(template, null, 2)}\n`;
