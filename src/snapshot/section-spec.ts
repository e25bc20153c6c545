import { type Reference, valuesAt } from './references.ts';
import type { Section, Sections } from './schema.ts';

export type ApiName = 'ec2' | 'route53' | 'route53resolver' | 'route53profiles' | 'ram';

/** The ids to ask about one by one, or whether to ask at all; undefined where what it hangs on is unread. */
export type Wanted = readonly string[] | boolean | undefined;

/** When a section that is not always asked for is needed, as far as other sections tell. */
export interface Need {
  /** The section that it hangs on. Where that is unread, so is this one. */
  readonly hangsOn: Section;
  /** Sections that tell as well. */
  readonly and?: readonly Section[];
  /** The section that tells where the one that it hangs on is unread. */
  readonly otherwise?: Section;
  /** Without a Region, it is wanted wherever it is of use. */
  readonly wanted: (sections: Sections, region?: string) => Wanted;
  /** Fields that name at least what is wanted: the collect script can look for no more. */
  readonly names?: readonly Reference[];
}

interface Permission {
  readonly action: `${string}:${string}`;
  /** What the audit learns from it, as the end of "lets vpce-audit see …". */
  readonly why: string;
}

/** All that there is to know of a section before its records mean anything. */
export interface SectionSpec extends Permission {
  /** The IAM action; the operation of the API and the command of the AWS CLI have the same name. */
  readonly action: `${ApiName}:${string}`;
  /** What one record is called in a sentence. */
  readonly noun: string;
  /** Fields that tell records apart; the first one is the resource that they are of. */
  readonly ids: readonly string[];
  /** The member of the response that holds the records. Several: each takes a request, and a file, of its own. */
  readonly member: string | readonly string[];
  /** `one`: the member is the record. `nested`: records are in the `Instances` of each element. */
  readonly layout?: 'one' | 'nested';
  /** Where it is asked one resource at a time: the parameter, and the field of the record, that takes the id. */
  readonly key?: string;
  /** What such a resource is called in a sentence. */
  readonly each?: string;
  /** The most records that AWS puts on a page; absent where it has no pages. */
  readonly pageSize?: number;
  /** Without it, the section is always asked for. */
  readonly need?: Need;
  /** What is asked for besides where other accounts' facts may rest on it. */
  readonly forOthers?: Need;
  /** What it decides: answers of DNS, and thereby the ways of packets, or only those. */
  readonly decides?: 'names' | 'ways';
  /** When a snapshot that leaves it out is incomplete. By default where it decides something and is needed. */
  readonly missing?: 'never' | ((sections: Sections) => boolean);
  /** What the AWS CLI must be told besides, and whether it gives the first page only. */
  readonly cli?: { readonly options?: string; readonly isPagedByHand?: true };
  /** An action that asking for it takes as well. */
  readonly alsoAsks?: Permission;
}

/** None is no list to ask through: then nothing is known to refer to the section. */
export const anyOf = (ids: readonly string[]): readonly string[] | false => ids.length > 0 && ids;

const namedBy = (sections: Sections, names: readonly Reference[]): readonly string[] => [
  ...new Set(names.flatMap((name) => valuesAt(sections, name))),
];

/** A list that is needed where a field of other records names something in it. */
export const whereNamed = (name: Reference): Need => ({
  hangsOn: name.section,
  wanted: (sections) => namedBy(sections, [name]).length > 0,
  names: [name],
});

/** What the account's own paths never rest on. */
export const nobodysNeed: Need = { hangsOn: 'vpcs', wanted: () => false };

/** Wherever the Region answers at all. */
export const wherePresent: Need = { hangsOn: 'vpcs', wanted: ({ vpcs }) => vpcs !== undefined };

export const isForOthersOnly = ({ need }: Pick<SectionSpec, 'need'>): boolean => need === nobodysNeed;

/** One request for each id that a field of other records names. */
export const eachNamed = (name: Reference): Need => ({
  hangsOn: name.section,
  wanted: (sections) => anyOf(namedBy(sections, [name])),
  names: [name],
});
