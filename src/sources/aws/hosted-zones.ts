import {
  ListHostedZonesByVPCCommand,
  ListHostedZonesCommand,
  ListResourceRecordSetsCommand,
  type ListResourceRecordSetsResponse,
  type ResourceRecordSet,
  Route53Client,
  type VPCRegion,
} from '@aws-sdk/client-route-53';
import { mayAnswerAwsNames } from '../../snapshot/aws-domains.ts';
import { sectionSpecs } from '../../snapshot/sections.ts';
import { allPages } from './all-pages.ts';
import { refuseForeign } from './api-answer.ts';
import type { Collection } from './collection.ts';
import { decisiveZones } from './decisive-zones.ts';
import type { Meant } from './meant-vpcs.ts';
import { once } from './once.ts';
import { paced } from './paced.ts';
import type { SectionApi } from './section-api.ts';
import type { Session } from './session.ts';
import { recordsRank, vpcRanks } from './zone-order.ts';

type Route53 = Pick<Route53Client, 'send'>;
type RecordSets = readonly ResourceRecordSet[];

const listZones = async (route53: Route53, region: string, VPCId: string) => {
  // AWS opens Regions faster than the SDK lists them.
  const VPCRegion = region as VPCRegion;
  const HostedZoneSummaries = await allPages('HostedZoneSummaries', async (NextToken) => {
    const page = await route53.send(new ListHostedZonesByVPCCommand({ VPCId, VPCRegion, MaxItems: 100, NextToken }));

    return { records: page.HostedZoneSummaries, next: page.NextToken };
  });

  return [{ VPCId, HostedZoneSummaries }];
};

/** Route 53 tells of public zones too unless it is told not to. */
const listPrivateZones = (route53: Route53) =>
  allPages('HostedZones', async (Marker) => {
    const command = new ListHostedZonesCommand({ HostedZoneType: 'PrivateHostedZone', MaxItems: 100, Marker });
    const page = await route53.send(command);

    return { records: page.HostedZones, next: page.IsTruncated ? page.NextMarker : undefined };
  });

/** Route 53 goes on at a record, not at a token: its name, type and identifier. */
const nextOf = (page: ListResourceRecordSetsResponse): string | undefined =>
  page.IsTruncated ? JSON.stringify([page.NextRecordName, page.NextRecordType, page.NextRecordIdentifier]) : undefined;

const startOf = (token: string | undefined) => {
  if (token === undefined) return {};

  const [StartRecordName, StartRecordType, StartRecordIdentifier] = JSON.parse(token);

  return { StartRecordName, StartRecordType, StartRecordIdentifier };
};

/** A zone of a Profile comes without its name. Its records come apex first, so one page tells whether the rest matters. */
const isAside = (page: RecordSets): boolean => {
  const apex = page[0]?.Name;

  return apex !== undefined && !mayAnswerAwsNames(apex);
};

const listRecordSets = (route53: Route53, HostedZoneId: string): Promise<RecordSets> =>
  allPages('ResourceRecordSets', async (token) => {
    const command = new ListResourceRecordSetsCommand({ HostedZoneId, MaxItems: 300, ...startOf(token) });
    const page = await route53.send(command);
    const aside = token === undefined && isAside(page.ResourceRecordSets ?? []);

    return { records: page.ResourceRecordSets, next: aside ? undefined : nextOf(page) };
  });

/** Route 53 as a Region sees it. */
export type HostedZones = (region: string, collection: Collection) => SectionApi;

/** Route 53 is one API for all Regions, with one throttle; a zone that several Regions see is read once. */
export const openHostedZones = (session: Session, home: string, meant: Meant): HostedZones => {
  const { credentials, limits } = session;
  const calls = session.calls(limits.route53);
  const client = new Route53Client({ ...session.settings('Route 53', calls), region: home, credentials });
  refuseForeign(client, 'xml');
  const forRecords = paced(client, calls, recordsRank);
  const read = new Map<string, Promise<RecordSets>>();

  const recordSetsOf = (zone: string): Promise<RecordSets> => {
    const records = read.get(zone) ?? listRecordSets(forRecords, zone);
    read.set(zone, records);

    return records;
  };

  const privateZones = once(() => listPrivateZones(paced(client, calls, recordsRank)));

  return (region, collection) => {
    const rankOf = vpcRanks(collection, meant);

    return {
      waitMs: calls.waitMs,
      inTurns: { hostedZones: decisiveZones(collection, meant) },
      request: async ({ action }, id = '') => {
        if (action === sectionSpecs.hostedZones.action) return listZones(paced(client, calls, rankOf(id)), region, id);
        if (action === sectionSpecs.privateHostedZones.action) return privateZones();

        return [{ HostedZoneId: id, ResourceRecordSets: await recordSetsOf(id) }];
      },
    };
  };
};
