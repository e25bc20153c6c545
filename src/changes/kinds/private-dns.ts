import { awsCommand } from '../aws-command.ts';
import type { SetInboundOnly, SetPrivateDns } from '../change.ts';
import type { ChangeKind, Precondition } from '../change-kind.ts';
import { isOursToChange } from '../endpoint-conditions.ts';
import { withoutPrivateNames, withPrivateNames } from '../endpoint-record.ts';
import { labelOf } from '../labels.ts';
import { idText } from '../new-id.ts';
import { pages } from '../pages.ts';
import { privateDnsConditions, privateDnsConsequences } from '../private-dns-conditions.ts';
import { sourceAddress } from '../source-address.ts';

const inboundOption = (isOnly: boolean): readonly string[] => [
  '--dns-options',
  `PrivateDnsOnlyForInboundResolverEndpoint=${isOnly}`,
];

const ours = {
  statement: 'an endpoint that another account or an AWS service owns is theirs to change',
  page: pages.privateDns,
  holds: isOursToChange,
};

const conditions = privateDnsConditions.map(
  (one): Precondition<SetPrivateDns> => ({
    ...one,
    holds: (change, records) => (change.enabled ? one.holds(change, records) : true),
  }),
);

/** Leads every client of the VPC that asks for the service's ordinary names to the endpoint, or none any more. */
export const setPrivateDns: ChangeKind<SetPrivateDns> = {
  stage: () => 'names',
  words: ({ endpointId, enabled, inboundOnly }) =>
    `Switch ${enabled ? 'on' : 'off'} private DNS of ${idText(endpointId)}${enabled && inboundOnly === true ? ' for inbound Resolver endpoints' : ''}`,
  calls: ({ region, endpointId, enabled, inboundOnly }) => [
    {
      command: awsCommand(
        region,
        ...['ec2', 'modify-vpc-endpoint', '--vpc-endpoint-id', endpointId],
        enabled ? '--private-dns-enabled' : '--no-private-dns-enabled',
        ...(enabled && inboundOnly !== null ? inboundOption(inboundOnly) : []),
      ),
    },
  ],
  reverse: (change) => [{ ...change, enabled: !change.enabled }],
  preconditions: [...conditions, ours],
  consequences: ({ vpcId, serviceName, enabled }) => (enabled ? privateDnsConsequences(vpcId, serviceName) : []),
  terraform: ({ endpointId, enabled, inboundOnly }) =>
    inboundOnly === null
      ? [
          {
            type: 'aws_vpc_endpoint_private_dns',
            label: labelOf(endpointId),
            arguments: { vpc_endpoint_id: endpointId, private_dns_enabled: enabled },
          },
        ]
      : [],
  effect: ({ endpointId, enabled, names, inboundOnly }, records) =>
    records.edit('vpcEndpoints', endpointId, (one) => ({
      ...one,
      PrivateDnsEnabled: enabled,
      DnsEntries: enabled ? withPrivateNames(one.DnsEntries, names) : withoutPrivateNames(one.DnsEntries),
      ...(inboundOnly === null
        ? {}
        : { DnsOptions: { ...one.DnsOptions, PrivateDnsOnlyForInboundResolverEndpoint: inboundOnly } }),
    })),
};

/** Whether S3's private names answer the VPC itself, or only what comes in through inbound Resolver endpoints. */
export const setInboundOnly: ChangeKind<SetInboundOnly> = {
  stage: () => 'names',
  words: ({ endpointId, inboundOnly, vpcId }) =>
    inboundOnly
      ? `Let ${idText(endpointId)} answer only inbound Resolver endpoints`
      : `Let ${idText(endpointId)} answer clients of ${vpcId} too`,
  calls: ({ region, endpointId, inboundOnly }) => [
    {
      command: awsCommand(
        region,
        ...['ec2', 'modify-vpc-endpoint', '--vpc-endpoint-id', endpointId, ...inboundOption(inboundOnly)],
      ),
    },
  ],
  reverse: (change) => [{ ...change, inboundOnly: !change.inboundOnly }],
  consequences: ({ inboundOnly }) => (inboundOnly ? [] : [sourceAddress]),
  preconditions: [
    {
      statement: 'private DNS for inbound Resolver endpoints alone asks for a gateway endpoint of the service',
      page: pages.s3PrivateDns,
      holds: ({ inboundOnly, vpcId, endpointId }, records) => {
        const endpoints = records.all('vpcEndpoints');
        const own = records.find('vpcEndpoints', endpointId);
        if (endpoints === null || own === undefined) return null;

        return (
          !inboundOnly ||
          endpoints.some(
            (one) => one.VpcId === vpcId && one.VpcEndpointType === 'Gateway' && one.ServiceName === own.ServiceName,
          )
        );
      },
    },
    ours,
  ],
  effect: ({ endpointId, inboundOnly }, records) =>
    records.edit('vpcEndpoints', endpointId, (one) => ({
      ...one,
      DnsOptions: { ...one.DnsOptions, PrivateDnsOnlyForInboundResolverEndpoint: inboundOnly },
    })),
};
