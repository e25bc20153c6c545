import type { DeleteZoneRecord, ResourceRecordSet, SetZoneRecord } from '../change.ts';
import type { AwsCall, ChangeKind } from '../change-kind.ts';
import type { CloudFormationResource, TerraformResource } from '../infrastructure.ts';
import { labelOf, logicalIdOf } from '../labels.ts';
import { pages } from '../pages.ts';
import type { Records } from '../records.ts';

const isSame = (a: ResourceRecordSet, b: ResourceRecordSet): boolean =>
  a.Name === b.Name && a.Type === b.Type && a.SetIdentifier === b.SetIdentifier;

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
  preconditions: [readable],
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
