import { Failure } from '../../failure.ts';
import { jsonText } from '../../json-text.ts';
import type { Change } from '../change.ts';
import type { CloudFormationResource, InfrastructureValue } from '../infrastructure.ts';
import { kindOf } from '../kinds.ts';
import { byPlace } from './by-place.ts';
import { besides, commentOf } from './comment.ts';
import { layOut } from './lay-out.ts';

/** What is created, by the ids that stand for it. */
export type Creations = ReadonlyMap<string, CloudFormationResource>;

export const cloudFormationOf = (change: Change): readonly CloudFormationResource[] =>
  kindOf(change).cloudformation?.(change) ?? [];

export const creationsIn = (changes: readonly Change[]): Creations =>
  new Map(
    changes
      .flatMap(cloudFormationOf)
      .flatMap((resource) => (resource.creates === undefined ? [] : [[resource.creates, resource] as const])),
  );

/** `Ref` of a group can be its name. */
const referenceTo = ({ type, logicalId }: CloudFormationResource): InfrastructureValue =>
  type === 'AWS::EC2::SecurityGroup' ? { 'Fn::GetAtt': [logicalId, 'GroupId'] } : { Ref: logicalId };

const referring = (value: InfrastructureValue, creations: Creations): InfrastructureValue => {
  if (typeof value === 'string') {
    const created = creations.get(value);
    return created === undefined ? value : referenceTo(created);
  }
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => referring(item, creations));

  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, referring(field, creations)]));
};

/** YAML takes JSON's strings: nothing in a text is anything but text. */
const scalar = (value: string | number | boolean): string => jsonText(value);

const keyText = (key: string): string => (/^[A-Za-z]\w*$/.test(key) ? key : scalar(key));

const yaml = (value: InfrastructureValue, indent: string): string => {
  if (typeof value !== 'object') return ` ${scalar(value)}`;
  const entries = Array.isArray(value)
    ? value.map((item) => `\n${indent}-${itemText(item, `${indent}  `)}`)
    : Object.entries(value).map(([key, field]) => `\n${indent}${keyText(key)}:${yaml(field, `${indent}  `)}`);
  if (entries.length === 0) return Array.isArray(value) ? ' []' : ' {}';

  return entries.join('');
};

/** The first field stands behind the dash. */
const itemText = (item: InfrastructureValue, indent: string): string => yaml(item, indent).replace(/^\n\s+/, ' ');

const resourceText = (
  { type, logicalId, properties }: CloudFormationResource,
  after: readonly CloudFormationResource[],
  creations: Creations,
): string =>
  [
    `  ${logicalId}:`,
    `    Type: ${type}`,
    ...(after.length === 0 ? [] : ['    DependsOn:', ...after.map((one) => `      - ${one.logicalId}`)]),
    `    Properties:${yaml(referring(properties, creations), '      ')}`,
  ].join('\n');

const changeTexts = (changes: readonly Change[]): readonly string[] => {
  const creations = creationsIn(changes);

  return layOut(changes, cloudFormationOf, ({ properties }) => properties).map(({ change, resources }) =>
    resources.length === 0
      ? besides('  #', change)
      : [
          commentOf('  #', kindOf(change).words(change)),
          ...resources.map(({ resource, after }) => resourceText(resource, after, creations)),
        ].join('\n'),
  );
};

/** One template for one account in one Region. What CloudFormation has no resource for is a comment. */
export const cloudFormationText = (changes: readonly Change[]): string => {
  const [place, another] = byPlace(changes);
  if (another !== undefined)
    throw new Failure(
      'a CloudFormation template is for one account and Region, and these changes are for several',
      'Narrow them down with --region or --vpc, or take --format cdk or terraform.',
    );
  if (place === undefined || place.changes.every((change) => cloudFormationOf(change).length === 0))
    return `${(place?.changes ?? []).map((change) => besides('#', change)).join('\n\n')}\n`;
  const description = `Keeps traffic to AWS services off public addresses in ${place.region}`;

  return `AWSTemplateFormatVersion: "2010-09-09"
Description: ${scalar(description)}
Resources:
${changeTexts(place.changes).join('\n\n')}
`;
};
