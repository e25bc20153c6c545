import { EC2Client } from '@aws-sdk/client-ec2';
import { refuseForeign } from './api-answer.ts';
import type { ApiCalls } from './api-calls.ts';
import type { Ec2 } from './ec2.ts';
import type { Limits } from './limits.ts';
import type { RunWide } from './run-wide.ts';
import { atBothPaces, type Throttle, throttleOf } from './throttle.ts';

/** EC2 in a Region: all of it, and its part that AWS throttles for the accounts of an organisation together. */
export interface Ec2Readers {
  readonly ec2: Ec2;
  readonly privateLink: Ec2;
}

type Configuration = NonNullable<ConstructorParameters<typeof EC2Client>[0]>;

interface Surroundings {
  readonly limits: Limits;
  readonly shared: RunWide | undefined;
  readonly signal: AbortSignal;
  readonly callsAt: (throttle: Throttle) => ApiCalls;
  readonly settings: (calls: ApiCalls) => Configuration;
  readonly paced: (client: EC2Client, calls: ApiCalls) => Ec2;
}

/** The clients of one account in one Region, and the first of them as the SDK made it. */
export const ec2ReadersOf = (
  region: string,
  identity: Configuration,
  { limits, shared, signal, callsAt, settings, paced }: Surroundings,
): { readonly client: EC2Client; readonly readers: Ec2Readers } => {
  const open = (calls: ApiCalls, who: Configuration): EC2Client => {
    const client = new EC2Client({ ...settings(calls), region, ...who });
    refuseForeign(client, 'xml');

    return client;
  };
  const pace = throttleOf(limits.ec2, signal);
  const own = callsAt(pace);
  const client = open(own, identity);
  const ec2 = paced(client, own);
  if (!shared?.isOfMany) return { client, readers: { ec2, privateLink: ec2 } };
  const together = callsAt(atBothPaces(shared.privateLink(region), pace, signal));
  const { credentials } = client.config;

  return { client, readers: { ec2, privateLink: paced(open(together, { credentials }), together) } };
};
