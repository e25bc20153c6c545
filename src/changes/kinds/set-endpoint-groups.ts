import { list } from '../../wording.ts';
import { awsCommand } from '../aws-command.ts';
import type { SetEndpointGroups } from '../change.ts';
import type { ChangeKind } from '../change-kind.ts';
import { isOursToChange } from '../endpoint-conditions.ts';
import { labelOf } from '../labels.ts';
import { idText } from '../new-id.ts';
import { pages } from '../pages.ts';
import { hasRoomFor } from '../quota.ts';

const optionsOf = ({ add, remove }: SetEndpointGroups): readonly string[] => [
  ...(add.length === 0 ? [] : ['--add-security-group-ids', ...add]),
  ...(remove.length === 0 ? [] : ['--remove-security-group-ids', ...remove]),
];

const wordsOf = ({ endpointId, add, remove }: SetEndpointGroups): string => {
  const given = add.length === 0 ? '' : `Give ${idText(endpointId)} ${list(add.map(idText))}`;
  const taken = `ake ${list(remove.map(idText))} off ${idText(endpointId)}`;
  if (remove.length === 0) return given;

  return given === '' ? `T${taken}` : `${given} and t${taken}`;
};

/** AWS's own quota, which it raises to 16. */
const quota = 5;

export const setEndpointGroups: ChangeKind<SetEndpointGroups> = {
  stage: () => 'groups',
  words: wordsOf,
  calls: (change) => [
    {
      command: awsCommand(
        change.region,
        ...['ec2', 'modify-vpc-endpoint', '--vpc-endpoint-id', change.endpointId, ...optionsOf(change)],
      ),
    },
  ],
  reverse: (change) => [{ ...change, add: change.remove, remove: change.add }],
  preconditions: [
    {
      statement: `an interface has at most ${quota} security groups`,
      page: pages.securityGroups,
      holds: ({ endpointId, add, remove }, records) => {
        const endpoint = records.find('vpcEndpoints', endpointId);

        return endpoint === undefined
          ? null
          : hasRoomFor(add.length - remove.length, endpoint.Groups?.length ?? 0, quota);
      },
    },
    {
      statement: 'an endpoint that another account or an AWS service owns is theirs to change',
      page: pages.interfaceEndpoints,
      holds: isOursToChange,
    },
  ],
  terraform: ({ endpointId, add, remove }) =>
    remove.length > 0
      ? []
      : add.map((group) => ({
          type: 'aws_vpc_endpoint_security_group_association',
          label: labelOf(endpointId, group),
          arguments: { vpc_endpoint_id: endpointId, security_group_id: group },
        })),
  effect: ({ endpointId, add, remove }, records) => {
    const given = (groups: readonly { readonly GroupId?: string | undefined }[] = []) => [
      ...groups.filter(({ GroupId = '' }) => !remove.includes(GroupId)),
      ...add.map((GroupId) => ({ GroupId })),
    ];
    const { NetworkInterfaceIds = [] } = records.find('vpcEndpoints', endpointId) ?? {};
    records.edit('vpcEndpoints', endpointId, (one) => ({ ...one, Groups: given(one.Groups) }));
    for (const id of NetworkInterfaceIds)
      records.edit('networkInterfaces', id, (one) => ({ ...one, Groups: given(one.Groups) }));
  },
};
