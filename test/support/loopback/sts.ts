import { type Call, type Refusal, type Reply, refuse, type World } from './call.ts';
import { escapeXml } from './xml.ts';

const reply = (status: number, body: string): Reply => ({ status, type: 'text/xml', body });

export const stsRefusal = ({ status, code, message }: Refusal): Reply =>
  reply(
    status,
    `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error><RequestId>req</RequestId></ErrorResponse>`,
  );

const identity = ({ account }: World): Reply =>
  reply(
    200,
    `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::${account}:user/auditor</Arn><UserId>AIDA</UserId><Account>${account}</Account></GetCallerIdentityResult><ResponseMetadata><RequestId>req</RequestId></ResponseMetadata></GetCallerIdentityResponse>`,
  );

/** The access key of a session tells whose account it is for. */
const sessionKey = (account: string): string => `ASIA${account}`;

export const accountOfKey = (accessKey: string): string | undefined => /^ASIA(\d{12})$/.exec(accessKey)?.[1];

const assumedRole = (account: string): Reply =>
  reply(
    200,
    `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>${sessionKey(account)}</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials><AssumedRoleUser><Arn>arn:aws:sts::${account}:assumed-role/vpce-audit/s</Arn><AssumedRoleId>AROA:s</AssumedRoleId></AssumedRoleUser></AssumeRoleResult><ResponseMetadata><RequestId>req</RequestId></ResponseMetadata></AssumeRoleResponse>`,
  );

const assumeRole = ({ params }: Call, { organisation }: World): Reply => {
  const { RoleArn = '', ExternalId } = params;
  const member = organisation?.members.find(({ id }) => RoleArn.startsWith(`arn:aws:iam::${id}:role/`));
  const isAccepted =
    member !== undefined &&
    member.role !== 'denied' &&
    (member.role === undefined || member.role.externalId === ExternalId);
  if (isAccepted) return assumedRole(member.id);

  return stsRefusal(refuse(403, 'AccessDenied', `User is not authorized to perform: sts:AssumeRole on ${RoleArn}`));
};

export const answerSts = (call: Call, world: World): Reply =>
  call.operation === 'AssumeRole' ? assumeRole(call, world) : identity(world);
