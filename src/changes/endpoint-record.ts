import { shortIdOf } from '../services/short-id.ts';
import type { RecordOf } from '../snapshot/schema.ts';
import type { InfrastructureValue } from './infrastructure.ts';

type EndpointRecord = RecordOf<'vpcEndpoints'>;
type DnsEntries = NonNullable<EndpointRecord['DnsEntries']>;

/** What AWS gives an endpoint that is created without a policy. */
export const openPolicy = JSON.stringify({
  Statement: [{ Action: '*', Effect: 'Allow', Principal: '*', Resource: '*' }],
});

/** Its own name, under which it is reached without private DNS. */
export const ownDnsEntries = (id: string, serviceName: string, region: string): DnsEntries => [
  { DnsName: `${id}-name.${shortIdOf(serviceName, region)}.${region}.vpce.amazonaws.com` },
];

export const withoutPrivateNames = (entries: DnsEntries = []): DnsEntries =>
  entries.filter(({ DnsName = '' }) => /^(\*\.|\\052\.)?vpce-/.test(DnsName));

/** AWS lists private names beside its own, once they are on. */
export const withPrivateNames = (entries: DnsEntries | undefined, names: readonly string[]): DnsEntries => [
  ...withoutPrivateNames(entries),
  ...names.map((DnsName) => ({ DnsName })),
];

/** The Name tag: what it is for. `com.amazonaws.us-east-1.ecr.api` → `ecr.api endpoint` */
export const endpointName = (serviceName: string): string =>
  `${/^(?:cn\.)?com\.amazonaws\.(?:[a-z]+(?:-[a-z]+)+-\d+\.)?(.+)$/.exec(serviceName)?.[1] ?? serviceName} endpoint`;

/** A document for languages that have objects; the text itself where it is no JSON. */
export const policyValue = (policy: string): InfrastructureValue => {
  try {
    return JSON.parse(policy);
  } catch {
    return policy;
  }
};
