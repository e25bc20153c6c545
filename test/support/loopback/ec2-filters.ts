import { type Json, type Refusal, refuse } from './call.ts';

type Value = (record: Json) => unknown;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;
const inside = (record: Json, outer: string, inner: string): unknown => {
  const value = record[outer];
  return isObject(value) ? value[inner] : undefined;
};
const groupsOf = ({ Groups }: Json): unknown[] => (Array.isArray(Groups) ? Groups.map((group) => group.GroupId) : []);

const filters: Record<string, Value> = {
  'interface-type': (record) => record.InterfaceType,
  'network-interface-id': (record) => record.NetworkInterfaceId,
  'instance-id': (record) => record.InstanceId,
  'association.public-ip': (record) => inside(record, 'Association', 'PublicIp'),
  'attachment.instance-id': (record) => inside(record, 'Attachment', 'InstanceId'),
  'group-id': groupsOf,
};

const matches = (value: unknown, wanted: readonly string[]): boolean => {
  const values = Array.isArray(value) ? value : [value];
  return values.some((one) => one !== undefined && (wanted.includes('*') || wanted.includes(String(one))));
};

const valuesOf = (params: Readonly<Record<string, string>>, prefix: string): string[] =>
  Object.entries(params).flatMap(([key, value]) => (key.startsWith(`${prefix}.Value.`) ? [value] : []));

/** The records that pass the request's filters; a filter nobody taught us is refused, not ignored. */
export const keep = (records: readonly Json[], params: Readonly<Record<string, string>>): readonly Json[] | Refusal => {
  let kept = records;
  for (let n = 1; params[`Filter.${n}.Name`] !== undefined; n += 1) {
    const name = params[`Filter.${n}.Name`] ?? '';
    const value = filters[name];
    if (!value) return refuse(400, 'InvalidParameterValue', `The filter '${name}' is invalid`);

    const wanted = valuesOf(params, `Filter.${n}`);
    kept = kept.filter((record) => matches(value(record), wanted));
  }
  return kept;
};
