import type { Location, Result, Suppression } from 'sarif';
import type { Acceptance } from '../../audit.ts';
import type { Owner } from '../owner.ts';
import { remedyText } from '../remedy-text.ts';
import { sentences } from '../sentences.ts';
import { vpcLocation } from '../vpc-location.ts';
import type { Subject } from './limit.ts';
import { messageText } from './text.ts';

/** Code scanning keeps 100 locations a result. */
const maxLocations = 100;

const locationOf = (subject: Subject): Location => ({
  physicalLocation: { artifactLocation: { uri: vpcLocation(subject) }, region: { startLine: 1 } },
  logicalLocations: subject.resources.slice(0, maxLocations).map((resource) => ({
    name: resource,
    fullyQualifiedName: [subject.account ?? 'unknown-account', subject.region, subject.vpcId, resource].join('/'),
    kind: 'resource',
  })),
});

const suppressionOf = ({ by, reason, expires }: Acceptance): Suppression => ({
  kind: 'external',
  status: 'accepted',
  justification: messageText(reason),
  properties: { by, ...(expires === undefined ? {} : { expires }) },
});

const ownerIn = ({ account: _id, ...owner }: Owner): object => owner;

const propertiesOf = (
  { account, region, vpcId, service, confidence, remedy, command, clients }: Subject,
  owner: Owner | undefined,
): Record<string, unknown> => ({
  account,
  region,
  vpcId,
  service,
  confidence,
  remedy,
  command,
  clients,
  ...(owner === undefined ? {} : { owner: ownerIn(owner) }),
});

export const resultOf = (subject: Subject, ruleIndex: number, owner: Owner | undefined): Result => ({
  ruleId: subject.rule,
  ruleIndex,
  level: subject.severity,
  message: { text: messageText(sentences(subject.message, remedyText(subject))) },
  locations: [locationOf(subject)],
  // GitHub matches alerts across runs by the first alone.
  partialFingerprints: { primaryLocationLineHash: subject.fingerprint, 'vpceAudit/v1': subject.fingerprint },
  ...(subject.accepted === undefined ? {} : { suppressions: [suppressionOf(subject.accepted)] }),
  properties: propertiesOf(subject, owner),
});
