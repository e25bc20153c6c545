import { expect, it } from 'vitest';
import { behindNat } from '../support/world.ts';

type Tag = readonly [key: string, value: string];

const stack: Tag = ['aws:cloudformation:stack-name', 'network'];

/** What the plan says of a change to a gateway endpoint with these tags, or in a VPC with those. */
const said = (endpointTags: readonly Tag[], vpcTags: readonly Tag[] = [], hasEndpoint = true): readonly string[] => {
  const net = behindNat();
  if (hasEndpoint) net.gateway('vpce-s3', 's3', []);
  const tags = (some: readonly Tag[]) => some.map(([Key, Value]) => ({ Key, Value }));
  for (const endpoint of net.sections.vpcEndpoints) endpoint.Tags = tags(endpointTags);
  for (const vpc of net.sections.vpcs) vpc.Tags = tags(vpcTags);
  const [change] = net.report(['s3']).changes;

  return (change?.consequences ?? []).filter((line) => line.includes('drift'));
};

it('a stack that an endpoint belongs to is named, and the form that it is changed in', () => {
  expect(said([stack])).toEqual([
    'vpce-s3 belongs to CloudFormation stack network: change its template (--format cloudformation), or the two drift apart',
  ]);
});

it.each<Tag>([
  ['ManagedBy', 'Terraform'],
  ['managed-by', 'terraform cloud'],
  ['terraform', 'true'],
  ['IaC', 'OpenTofu'],
])('%s = %s is how people mark what Terraform keeps', (key, value) => {
  expect(said([[key, value]])).toEqual([
    'vpce-s3 is kept by Terraform, as its tags say: change its configuration (--format terraform), or the two drift apart',
  ]);
});

it.each<Tag>([
  ['ManagedBy', 'the platform team'],
  ['terraform', 'false'],
  ['Name', 'terraform'],
])('%s = %s says nothing of the kind', (key, value) => {
  expect(said([[key, value]])).toEqual([]);
});

it('what is made anew goes with its VPC', () => {
  expect(said([], [stack], false)).toEqual([
    'vpc-main belongs to CloudFormation stack network: change its template (--format cloudformation), or the two drift apart',
  ]);
});

it('a VPC says nothing of an endpoint that is there', () => {
  expect(said([], [stack])).toEqual([]);
});
