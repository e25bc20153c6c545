import { recordField, sharedIds } from '../references.ts';
import type { Section } from '../schema.ts';
import { eachNamed, type SectionSpec } from '../section-spec.ts';

export const profileSections = {
  profileAssociations: {
    action: 'route53profiles:ListProfileAssociations',
    why: 'which VPC uses a Route 53 Profile',
    noun: 'association',
    ids: ['ProfileId', 'ResourceId'],
    member: 'ProfileAssociations',
    pageSize: 100,
    decides: 'names',
  },
  profileResourceAssociations: {
    action: 'route53profiles:ListProfileResourceAssociations',
    why: 'what those Profiles hold',
    noun: 'resources',
    ids: ['ProfileId'],
    key: 'ProfileId',
    each: 'Profile',
    member: 'ProfileResourceAssociations',
    pageSize: 100,
    need: eachNamed(recordField('profileAssociations', 'ProfileId')),
    forOthers: { hangsOn: 'sharedResources', wanted: (sections) => sharedIds(sections, /:profile\/([\w-]+)$/) },
    decides: 'names',
  },
} satisfies Partial<Record<Section, SectionSpec>>;
