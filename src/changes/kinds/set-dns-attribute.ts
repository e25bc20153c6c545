import { awsCommand } from '../aws-command.ts';
import type { SetDnsAttribute } from '../change.ts';
import type { ChangeKind } from '../change-kind.ts';
import { isOwnersVpc } from '../endpoint-conditions.ts';
import { pages } from '../pages.ts';

const names = { EnableDnsSupport: 'enableDnsSupport', EnableDnsHostnames: 'enableDnsHostnames' } as const;
const options = { EnableDnsSupport: 'dns-support', EnableDnsHostnames: 'dns-hostnames' } as const;

/** AWS takes one attribute a call. */
export const setDnsAttribute: ChangeKind<SetDnsAttribute> = {
  stage: () => 'attributes',
  words: ({ attribute, enabled, vpcId }) => `Switch ${enabled ? 'on' : 'off'} ${names[attribute]} of ${vpcId}`,
  calls: ({ region, vpcId, attribute, enabled }) => [
    {
      command: awsCommand(
        region,
        ...['ec2', 'modify-vpc-attribute', '--vpc-id', vpcId],
        `--${enabled ? 'enable' : 'no-enable'}-${options[attribute]}`,
      ),
    },
  ],
  reverse: (change) => [{ ...change, enabled: !change.enabled }],
  preconditions: [
    {
      statement: 'DNS hostnames ask for DNS support',
      page: pages.dnsAttributes,
      holds: ({ attribute, enabled, vpcId }, records) => {
        if (attribute === 'EnableDnsSupport' || !enabled) return true;
        const values = records
          .findAll('vpcAttributes', vpcId)
          .flatMap(({ EnableDnsSupport }) => EnableDnsSupport?.Value ?? []);

        return values[0] ?? null;
      },
    },
    { statement: 'only the owner of a VPC changes its attributes', page: pages.sharedVpcs, holds: isOwnersVpc },
  ],
  consequences: ({ vpcId, enabled }) =>
    enabled
      ? [
          `Private DNS and hosted zones of ${vpcId} that did nothing answer then, also for services that nobody looked at`,
        ]
      : [],
  effect: ({ vpcId, attribute, enabled }, records) =>
    records.edit('vpcAttributes', vpcId, (one) =>
      one[attribute] === undefined ? one : { ...one, [attribute]: { Value: enabled } },
    ),
};
