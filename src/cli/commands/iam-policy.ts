import { Failure } from '../../failure.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../exit-code.ts';
import { callerPolicy, listerPolicy, readerPolicy, trustPolicy } from '../iam/policies.ts';
import { write } from '../write.ts';

export interface IamPolicyFlags {
  readonly org?: true;
  readonly format: 'json' | 'cloudformation' | 'terraform';
}

/** What every account of an organisation, the one that lists them, and whoever asks them, need. */
const organisationPolicies = () => ({
  member: { policy: readerPolicy, trust: trustPolicy('arn:aws:iam::ACCOUNT:role/NAME', 'EXTERNAL-ID') },
  lister: { policy: listerPolicy, trust: trustPolicy('arn:aws:iam::ACCOUNT:role/NAME', 'EXTERNAL-ID') },
  caller: { policy: callerPolicy('vpce-audit') },
});

const textOf = async ({ org, format }: IamPolicyFlags): Promise<string> => {
  if (format === 'json') return `${JSON.stringify(org ? organisationPolicies() : readerPolicy, null, 2)}\n`;
  if (!org)
    throw new Failure(
      `--format ${format} prints the roles of an organisation`,
      'Give --org as well, or leave --format out for the policy alone.',
    );
  if (format === 'cloudformation') return (await import('../iam/cloudformation.ts')).rolesTemplate();

  return (await import('../iam/terraform.ts')).rolesTerraform();
};

export const runIamPolicy = async (flags: IamPolicyFlags, { streams }: Context): Promise<number> => {
  await write(streams.stdout, await textOf(flags));

  return exitCodes.clean;
};
