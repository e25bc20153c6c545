import type { Section } from './schema.ts';
import type { ApiName, Need, SectionSpec } from './section-spec.ts';
import { blockPublicAccessSections } from './sections/block-public-access.ts';
import { ec2Sections } from './sections/ec2.ts';
import { profileSections } from './sections/profiles.ts';
import { resolverSections } from './sections/resolver.ts';
import { route53Sections } from './sections/route53.ts';
import { shareSections } from './sections/shares.ts';
import { transitGatewaySections } from './sections/transit-gateways.ts';

/**
 * Every section, in the order in which it is told of. Permissions, requests, files of the AWS CLI, gaps, identities
 * and needs all derive from here: a section that is in the schema and not here does not compile.
 */
export const sectionSpecs: Readonly<Record<Section, SectionSpec>> = {
  ...ec2Sections,
  ...transitGatewaySections,
  ...blockPublicAccessSections,
  ...route53Sections,
  ...resolverSections,
  ...profileSections,
  ...shareSections,
};

export const isSection = (name: string): name is Section => Object.hasOwn(sectionSpecs, name);

export const sectionNames: readonly Section[] = Object.keys(sectionSpecs).filter(isSection);

export const apiOf = ({ action }: Pick<SectionSpec, 'action'>): ApiName =>
  // The door between a template and its part: the type of an action says what stands before the colon.
  action.slice(0, action.indexOf(':')) as ApiName;

/** The operation of the API behind an IAM action. */
export const operationOf = ({ action }: Pick<SectionSpec, 'action'>): string => action.slice(action.indexOf(':') + 1);

/** All that a need reads. */
export const readBy = ({ hangsOn, and = [], otherwise }: Need): readonly Section[] => [
  hangsOn,
  ...and,
  ...(otherwise === undefined ? [] : [otherwise]),
];

const place = (section: Section, order: Set<Section>): void => {
  const { need } = sectionSpecs[section];
  if (need !== undefined) for (const other of readBy(need)) place(other, order);
  order.add(section);
};

const placed = (names: readonly Section[]): ReadonlySet<Section> => {
  const order = new Set<Section>();
  for (const section of names) place(section, order);

  return order;
};

/** In an order in which what others refer to comes first. */
export const inReadingOrder: readonly Section[] = [...placed(sectionNames)];
