import type { Section, Sections } from '../schema.ts';
import type { SectionSpec } from '../section-spec.ts';

const isBlocking = ({ blockPublicAccessOptions = [] }: Sections): boolean =>
  blockPublicAccessOptions.some(({ InternetGatewayBlockMode: mode }) => mode !== undefined && mode !== 'off');

export const blockPublicAccessSections = {
  /** One record: the account's setting in this Region. */
  blockPublicAccessOptions: {
    action: 'ec2:DescribeVpcBlockPublicAccessOptions',
    why: 'whether Block Public Access stops internet traffic',
    noun: 'options',
    ids: [],
    member: 'VpcBlockPublicAccessOptions',
    layout: 'one',
    decides: 'ways',
  },
  blockPublicAccessExclusions: {
    action: 'ec2:DescribeVpcBlockPublicAccessExclusions',
    why: 'what is excluded from Block Public Access',
    noun: 'exclusion from VPC Block Public Access',
    ids: ['ResourceArn', 'ExclusionId'],
    member: 'VpcBlockPublicAccessExclusions',
    pageSize: 1000,
    need: { hangsOn: 'blockPublicAccessOptions', wanted: isBlocking },
    decides: 'ways',
    missing: isBlocking,
    cli: { isPagedByHand: true },
  },
} satisfies Partial<Record<Section, SectionSpec>>;
