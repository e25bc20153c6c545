import type { DeleteZoneRecord, ResourceRecordSet, SetZoneRecord } from '../change.ts';
import type { AwsCall, ChangeKind } from '../change-kind.ts';
import type { CloudFormationResource, TerraformResource } from '../infrastructure.ts';
import { labelOf, logicalIdOf } from '../labels.ts';
import { pages } from '../pages.ts';
import type { Records } from '../records.ts';

/** AWS lists a wildcard as `\052`, and takes it as it is. */
const plainName = (name: string): string => name.toLowerCase().replace('\\052', '*').replace(/\.$/, '');

const hasName =
  ({ Name }: ResourceRecordSet) =>
  (other: ResourceRecordSet): boolean =>
    plainName(other.Name) === plainName(Name);

const isSame = (a: ResourceRecordSet, b: ResourceRecordSet): boolean =>
  hasName(a)(b) && a.Type === b.Type && a.SetIdentifier === b.SetIdentifier;

const isTo = ({ AliasTarget, ResourceRecords = [] }: ResourceRecordSet): string =>
  AliasTarget?.DNSName ?? ResourceRecords.map(({ Value }) => Value).join(', ');

/** Route 53 is asked in no Region. */
const callOf = (zoneId: string, action: 'UPSERT' | 'DELETE', record: ResourceRecordSet): AwsCall => ({
  command: [
    ...['aws', 'route53', 'change-resource-record-sets', '--hosted-zone-id', zoneId, '--change-batch'],
    JSON.stringify({ Changes: [{ Action: action, ResourceRecordSet: record }] }),
  ],
});

const isKnownZone = ({ zoneId }: SetZoneRecord | DeleteZoneRecord, records: Records): boolean | null =>
  records.find('resourceRecordSets', zoneId) === undefined ? null : true;

const edit = (
  zoneId: string,
  records: Records,
  change: (sets: readonly ResourceRecordSet[]) => readonly ResourceRecordSet[],
): void =>
  records.edit('resourceRecordSets', zoneId, (zone) => ({
    ...zone,
    ResourceRecordSets: [...change(zone.ResourceRecordSets)],
  }));

const readable = {
  statement: 'the zone is one of this account, whose records it can change',
  page: pages.zoneRecords,
  holds: isKnownZone,
};

const setsOf = ({ zoneId }: SetZoneRecord, records: Records): readonly ResourceRecordSet[] | null =>
  records.find('resourceRecordSets', zoneId)?.ResourceRecordSets ?? null;

const isCname = ({ Type }: ResourceRecordSet): boolean => Type === 'CNAME';

const ofSets =
  (judge: (sets: readonly ResourceRecordSet[], record: ResourceRecordSet) => boolean) =>
  (change: SetZoneRecord, records: Records): boolean | null => {
    const sets = setsOf(change, records);

    return sets === null ? null : judge(sets, change.record);
  };

/** What stands beside a record, or at the top of a zone, is not for it to say. */
const beside = [
  {
    statement: 'a name that has a CNAME has no other record',
    page: pages.recordTypes,
    holds: ofSets((sets, record) =>
      sets.filter(hasName(record)).every((one) => one.Type === record.Type || (!isCname(one) && !isCname(record))),
    ),
  },
  {
    statement: 'a CNAME does not have the name of its zone',
    page: pages.recordTypes,
    holds: ofSets(
      (sets, record) => !isCname(record) || !sets.some((one) => one.Type === 'SOA' && hasName(record)(one)),
    ),
  },
  {
    statement: 'of records of one name and type all have a set identifier, or there is one',
    page: pages.zoneRecords,
    holds: ofSets((sets, record) =>
      sets
        .filter(hasName(record))
        .every(
          ({ Type, SetIdentifier }) =>
            Type !== record.Type || (SetIdentifier === undefined) === (record.SetIdentifier === undefined),
        ),
    ),
  },
];

/** Of one answer alone: what is weighted, or depends on who asks, is more than a record. */
const isPlain = ({ SetIdentifier, AliasTarget, ResourceRecords = [] }: ResourceRecordSet): boolean =>
  SetIdentifier === undefined && (AliasTarget !== undefined || ResourceRecords.length > 0);

const ttlOf = ({ TTL }: ResourceRecordSet): number => (typeof TTL === 'number' ? TTL : 300);

const valuesOf = ({ ResourceRecords = [] }: ResourceRecordSet): readonly string[] =>
  ResourceRecords.flatMap(({ Value }) => Value ?? []);

const recordResource = (zoneId: string, record: ResourceRecordSet, overwrites: boolean): TerraformResource => {
  const { Name = '', Type = 'A', AliasTarget } = record;
  const target = {
    name: AliasTarget?.DNSName ?? '',
    zone_id: AliasTarget?.HostedZoneId ?? '',
    evaluate_target_health: AliasTarget?.EvaluateTargetHealth ?? false,
  };

  return {
    type: 'aws_route53_record',
    label: labelOf(zoneId, Type, Name),
    arguments: {
      zone_id: zoneId,
      name: Name,
      type: Type,
      ...(AliasTarget === undefined ? { ttl: ttlOf(record), records: valuesOf(record) } : { alias: [target] }),
      ...(overwrites ? { allow_overwrite: true } : {}),
    },
  };
};

const recordSetResource = (zoneId: string, record: ResourceRecordSet): CloudFormationResource => {
  const { Name = '', Type = 'A', AliasTarget } = record;
  const target = {
    DNSName: AliasTarget?.DNSName ?? '',
    HostedZoneId: AliasTarget?.HostedZoneId ?? '',
    EvaluateTargetHealth: AliasTarget?.EvaluateTargetHealth ?? false,
  };

  return {
    type: 'AWS::Route53::RecordSet',
    logicalId: logicalIdOf(zoneId, Type, Name),
    properties: {
      HostedZoneId: zoneId,
      Name,
      Type,
      ...(AliasTarget === undefined
        ? { TTL: `${ttlOf(record)}`, ResourceRecords: valuesOf(record) }
        : { AliasTarget: target }),
    },
  };
};

export const setZoneRecord: ChangeKind<SetZoneRecord> = {
  stage: () => 'names',
  words: ({ zoneId, record }) => `Point ${record.Type} ${record.Name} in hosted zone ${zoneId} at ${isTo(record)}`,
  calls: ({ zoneId, record }) => [callOf(zoneId, 'UPSERT', record)],
  reverse: (change) =>
    change.before === null
      ? [{ ...change, kind: 'delete-zone-record' }]
      : [{ ...change, record: change.before, before: change.record }],
  preconditions: [readable, ...beside],
  consequences: ({ zoneId }) => [
    `Every VPC that has ${zoneId} gets this answer, also one that is not among these facts`,
  ],
  terraform: ({ zoneId, record, before }) => (isPlain(record) ? [recordResource(zoneId, record, before !== null)] : []),
  cloudformation: ({ zoneId, record, before }) =>
    before === null && isPlain(record) ? [recordSetResource(zoneId, record)] : [],
  effect: ({ zoneId, record }, records) =>
    edit(zoneId, records, (sets) => [...sets.filter((one) => !isSame(one, record)), record]),
};

export const deleteZoneRecord: ChangeKind<DeleteZoneRecord> = {
  stage: () => 'names',
  words: ({ zoneId, record }) => `Delete ${record.Type} ${record.Name} from hosted zone ${zoneId}`,
  calls: ({ zoneId, record }) => [callOf(zoneId, 'DELETE', record)],
  reverse: (change) => [{ ...change, kind: 'set-zone-record', before: null }],
  preconditions: [readable],
  effect: ({ zoneId, record }, records) => edit(zoneId, records, (sets) => sets.filter((one) => !isSame(one, record))),
};
