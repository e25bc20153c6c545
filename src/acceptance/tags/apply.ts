import type { Acceptance, Finding, Report } from '../../audit.ts';
import { hasExpired } from '../../day.ts';
import { acceptFindings } from '../accept.ts';
import { serviceLookup } from '../service-of-finding.ts';
import { type AcceptTag, acceptKey, type MalformedTag, parseAcceptTag } from './accept-tag.ts';
import type { TaggedResource, TagsOf } from './tag-index.ts';

/** A tag that was meant to accept something and does not. */
interface TagWarning {
  readonly resource: string;
  readonly because: string;
}

export interface WithTags {
  readonly report: Report;
  /** Each tag once, and only of resources that findings concern. */
  readonly warnings: readonly TagWarning[];
}

const accepts = ({ services }: AcceptTag, service: string | null): boolean =>
  services.includes('*') || (service !== null && services.includes(service));

/** Parses each tag once, however many findings it concerns. */
const tagReader = () => {
  const known = new Map<TaggedResource['tags'], AcceptTag | MalformedTag | null>();
  const warnings: TagWarning[] = [];

  const read = ({ id, tags }: TaggedResource): AcceptTag | MalformedTag | null => {
    const present = known.get(tags);
    if (present !== undefined) return present;
    const value = tags.find(({ key }) => key === acceptKey)?.value;
    const parsed = value === undefined ? null : parseAcceptTag(value);
    known.set(tags, parsed);
    if (parsed !== null && 'malformed' in parsed) warnings.push({ resource: id, because: parsed.malformed });

    return parsed;
  };

  return { read, warnings };
};

/** What a tag on the resource, its route table or its VPC accepts; the nearest one answers. */
export const applyTags = (report: Report, tagsOf: TagsOf, today: string): WithTags => {
  const serviceOf = serviceLookup(report);
  const { read, warnings } = tagReader();
  const acceptanceOf = (finding: Finding): Acceptance | null => {
    for (const resource of tagsOf(finding)) {
      const tag = read(resource);
      if (tag === null || 'malformed' in tag) continue;
      const { reason, expires } = tag;
      if (hasExpired(expires, today) || !accepts(tag, serviceOf(finding))) continue;

      return { by: `tag of ${resource.id}`, reason, ...(expires === undefined ? {} : { expires }) };
    }

    return null;
  };

  return { report: acceptFindings(report, acceptanceOf), warnings };
};
