import { matchesGlob } from '../../glob.ts';
import type { Sections } from '../../snapshot/schema.ts';

/** VPCs and subnets as a user names them: by id, the start of one, Name tag, or a pattern over either. */
export interface Meant {
  readonly vpcs?: readonly string[];
  readonly subnets?: readonly string[];
}

interface Tagged {
  readonly Tags?: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] | undefined;
}

const nameOf = ({ Tags = [] }: Tagged): string => Tags.find(({ Key }) => Key === 'Name')?.Value ?? '';

const isNamed = (words: readonly string[], id: string, record: Tagged): boolean =>
  words.some((word) =>
    word.includes('*')
      ? matchesGlob(word, id) || matchesGlob(word, nameOf(record))
      : id.startsWith(word) || nameOf(record) === word,
  );

/** Those that are meant, as far as these facts tell; undefined: all. */
export const meantVpcs = (
  { vpcs: words = [], subnets: ofSubnets = [] }: Meant,
  { vpcs = [], subnets = [] }: Sections,
): ReadonlySet<string> | undefined => {
  if (words.length === 0 && ofSubnets.length === 0) return undefined;
  const named = vpcs.filter((vpc) => isNamed(words, vpc.VpcId, vpc)).map(({ VpcId }) => VpcId);
  const holding = subnets.filter((subnet) => isNamed(ofSubnets, subnet.SubnetId, subnet)).map(({ VpcId }) => VpcId);

  return new Set([...named, ...holding]);
};
