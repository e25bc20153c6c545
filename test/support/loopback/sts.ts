import type { Call, Refusal, Reply, World } from './call.ts';
import { escapeXml } from './xml.ts';

const reply = (status: number, body: string): Reply => ({ status, type: 'text/xml', body });

export const stsRefusal = ({ status, code, message }: Refusal): Reply =>
  reply(
    status,
    `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error><RequestId>req</RequestId></ErrorResponse>`,
  );

export const answerSts = (_call: Call, { account }: World): Reply =>
  reply(
    200,
    `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::${account}:user/auditor</Arn><UserId>AIDA</UserId><Account>${account}</Account></GetCallerIdentityResult><ResponseMetadata><RequestId>req</RequestId></ResponseMetadata></GetCallerIdentityResponse>`,
  );
