/** The services that a kind of workload calls from its subnet. */
export interface ServiceSet {
  /** How it is asked for: `@eks`. */
  readonly name: string;
  readonly title: string;
  readonly services: readonly string[];
  /** AWS pages that say so. */
  readonly sources: readonly string[];
  /** What the list cannot say: what is optional, and what has no endpoint at all. */
  readonly notes: readonly string[];
}

const ecrPage = 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html';

export const serviceSets: readonly ServiceSet[] = [
  {
    name: '@ecr',
    title: 'Pulling images from Amazon ECR private repositories',
    services: ['ecr.api', 'ecr.dkr', 's3'],
    sources: [ecrPage],
    notes: [],
  },
];
