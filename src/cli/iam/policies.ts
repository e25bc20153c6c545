import { readActions } from '../../sources/aws/actions.ts';

const version = '2012-10-17';

/** These actions only read, and AWS lets none of them be narrowed to a resource that an audit could name beforehand. */
export const readerPolicy = {
  Version: version,
  Statement: [{ Sid: 'VpceAudit', Effect: 'Allow', Action: readActions.map(({ action }) => action), Resource: '*' }],
};

/** What tells which accounts there are: for a role of the management account, or of one that it delegates to. */
export const listerPolicy = {
  Version: version,
  Statement: [
    {
      Sid: 'VpceAuditAccounts',
      Effect: 'Allow',
      Action: [
        'organizations:ListAccounts',
        'organizations:ListAccountsForParent',
        'organizations:ListOrganizationalUnitsForParent',
        'organizations:ListTagsForResource',
      ],
      Resource: '*',
    },
  ],
};

/** What whoever runs the audit needs besides its own account's read-only policy. */
export const callerPolicy = (role: string) => ({
  Version: version,
  Statement: [
    {
      Sid: 'VpceAuditRoles',
      Effect: 'Allow',
      Action: ['sts:AssumeRole', 'sts:TagSession'],
      Resource: [`arn:*:iam::*:role/${role}`, `arn:*:iam::*:role/${role}-lister`],
    },
  ],
});

/** Who may assume a role: one principal, which knows the external id. Values may be references of a template language. */
export const trustPolicy = (principal: unknown, externalId: unknown) => ({
  Version: version,
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: principal },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
      Condition: { StringEquals: { 'sts:ExternalId': externalId } },
    },
  ],
});
