import { SaxesParser } from 'saxes';
import type { RecordOf } from '../../../../src/snapshot/schema.ts';
import { type Json, refuse, type Write, type WriteContext } from '../call.ts';
import { objectOf, objectsOf, textOf } from './form.ts';

type RecordSet = RecordOf<'resourceRecordSets'>['ResourceRecordSets'][number];

const lists = new Set(['Changes', 'ResourceRecords']);
const numbers = new Set(['TTL', 'Weight']);

interface Element {
  readonly name: string;
  readonly children: Element[];
  text: string;
}

const contentOf = ({ name, children, text }: Element): unknown => {
  if (lists.has(name)) return children.map(contentOf);
  if (children.length > 0) return Object.fromEntries(children.map((child) => [child.name, contentOf(child)]));
  if (name === 'EvaluateTargetHealth') return text === 'true';

  return numbers.has(name) ? Number(text) : text;
};

/** The body of a call of Route 53. */
export const parseXml = (body: string): Json => {
  const root: Element = { name: '', children: [], text: '' };
  const open: Element[] = [root];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name }) => {
    const element = { name, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    const element = open.at(-1);
    if (element) element.text += text;
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(body).close();

  return objectOf(root.children[0] && contentOf(root.children[0]));
};

const ChangeInfo = { Id: '/change/C1', Status: 'INSYNC', SubmittedAt: '2026-11-01T00:00:00Z' };

const isSame = (a: RecordSet, b: RecordSet): boolean =>
  a.Name === b.Name && a.Type === b.Type && a.SetIdentifier === b.SetIdentifier;

/** As Route 53 lists it: with a dot at the end. */
const recordOf = (given: Json): RecordSet =>
  ({ ...given, Name: `${textOf(given.Name).replace(/\.$/, '')}.` }) as RecordSet;

const text = (record: RecordSet): string => JSON.stringify(Object.entries(record).sort());

const changeRecords: Write = (input, { records }) => {
  const zone = textOf(input.zone);
  const sets = records.find('resourceRecordSets', zone)?.ResourceRecordSets;
  if (sets === undefined) return refuse(404, 'NoSuchHostedZone', `No hosted zone found with ID: ${zone}`);
  let left: readonly RecordSet[] = sets;
  for (const change of objectsOf(objectOf(input.ChangeBatch).Changes)) {
    const record = recordOf(objectOf(change.ResourceRecordSet));
    const present = left.find((one) => isSame(one, record));
    if (change.Action === 'DELETE' && (present === undefined || text(present) !== text(record)))
      return refuse(400, 'InvalidChangeBatch', `Tried to delete ${record.Name}, but the values provided do not match`);
    const twins = left.filter(({ Name, Type }) => Name === record.Name && Type !== 'SOA' && Type !== 'NS');
    const isAlone = [record, ...twins].every(
      ({ Type }) => Type === record.Type || (Type !== 'CNAME' && record.Type !== 'CNAME'),
    );
    if (change.Action !== 'DELETE' && !isAlone)
      return refuse(
        400,
        'InvalidChangeBatch',
        `RRSet of type ${record.Type} with DNS name ${record.Name} conflicts with other records`,
      );
    const isIdentified = record.SetIdentifier !== undefined;
    if (
      change.Action !== 'DELETE' &&
      twins.some(({ Type, SetIdentifier }) => Type === record.Type && (SetIdentifier !== undefined) !== isIdentified)
    )
      return refuse(
        400,
        'InvalidChangeBatch',
        `RRSet with DNS name ${record.Name}, type ${record.Type} cannot be created as other RRSets exist with the same name and type`,
      );
    left = left.filter((one) => one !== present);
    if (change.Action !== 'DELETE') left = [...left, record];
  }
  records.edit('resourceRecordSets', zone, (one) => ({ ...one, ResourceRecordSets: [...left] }));

  return { ChangeInfo };
};

const vpcOf = (input: Json): string => textOf(objectOf(input.VPC).VPCId);

type Summary = RecordOf<'hostedZones'>['HostedZoneSummaries'][number];

const zoneOf = (zoneId: string, { records, account }: WriteContext): Summary | undefined =>
  (records.all('hostedZones') ?? [])
    .flatMap((one) => one.HostedZoneSummaries)
    .find((one) => one.HostedZoneId === zoneId && one.Owner?.OwningAccount === account);

const noSuchZone = (zoneId: string) => refuse(404, 'NoSuchHostedZone', `No hosted zone found with ID: ${zoneId}`);

const authorizeVpc: Write = (input, context) => {
  const zoneId = textOf(input.zone);
  const summary = zoneOf(zoneId, context);
  if (summary === undefined) return noSuchZone(zoneId);
  context.opened.set(`${zoneId} ${vpcOf(input)}`, summary);

  return { HostedZoneId: zoneId, VPC: input.VPC };
};

const revokeVpc: Write = (input, context) => {
  const zoneId = textOf(input.zone);
  if (!context.opened.delete(`${zoneId} ${vpcOf(input)}`))
    return refuse(404, 'VPCAssociationAuthorizationNotFound', `${vpcOf(input)} was not let have ${zoneId}`);

  return {};
};

const associateVpc: Write = (input, context) => {
  const { records, opened } = context;
  const [zoneId, vpcId] = [textOf(input.zone), vpcOf(input)];
  const summary = zoneOf(zoneId, context) ?? (opened.get(`${zoneId} ${vpcId}`) as Summary | undefined);
  if (summary === undefined) return refuse(401, 'NotAuthorizedException', `${zoneId} is not open to ${vpcId}`);
  const own = records.find('hostedZones', vpcId)?.HostedZoneSummaries ?? [];
  if (own.some(({ Name }) => Name === summary.Name))
    return refuse(400, 'ConflictingDomainExists', `${vpcId} has a hosted zone for ${summary.Name}`);
  records.edit('hostedZones', vpcId, (one) => ({
    ...one,
    HostedZoneSummaries: [...one.HostedZoneSummaries, summary],
  }));

  return { ChangeInfo };
};

const disassociateVpc: Write = (input, { records }) => {
  const [zoneId, vpcId] = [textOf(input.zone), vpcOf(input)];
  const holders = (records.all('hostedZones') ?? []).filter((one) =>
    one.HostedZoneSummaries.some(({ HostedZoneId }) => HostedZoneId === zoneId),
  );
  if (!holders.some(({ VPCId }) => VPCId === vpcId))
    return refuse(404, 'VPCAssociationNotFound', `${vpcId} is not associated with ${zoneId}`);
  if (holders.length === 1)
    return refuse(400, 'LastVPCAssociation', `Cannot disassociate the last VPC from the private hosted zone ${zoneId}`);
  records.edit('hostedZones', vpcId, (one) => ({
    ...one,
    HostedZoneSummaries: one.HostedZoneSummaries.filter(({ HostedZoneId }) => HostedZoneId !== zoneId),
  }));

  return { ChangeInfo };
};

export const route53Writes: Readonly<Record<string, Write>> = {
  ChangeResourceRecordSets: changeRecords,
  AssociateVPCWithHostedZone: associateVpc,
  CreateVPCAssociationAuthorization: authorizeVpc,
  DeleteVPCAssociationAuthorization: revokeVpc,
  DisassociateVPCFromHostedZone: disassociateVpc,
};
