import { DescribeInstancesCommand, type Filter, type Instance, type Reservation } from '@aws-sdk/client-ec2';
import { decisiveInstances } from '../../snapshot/references.ts';
import { allPages } from './all-pages.ts';
import { missingPart } from './api-answer.ts';
import type { Collection } from './collection.ts';
import type { Ec2 } from './ec2.ts';
import { filtersOf } from './filters.ts';

const instancesOf = ({ Instances }: Reservation): Instance[] => {
  if (Instances) return Instances;

  throw missingPart('Instances');
};

const list = (ec2: Ec2, filter: Filter) =>
  allPages('Reservations', async (NextToken) => {
    const page = await ec2.send(new DescribeInstancesCommand({ MaxResults: 1000, NextToken, Filters: [filter] }));

    return { records: page.Reservations?.flatMap(instancesOf), next: page.NextToken };
  });

/** Those alone whose state decides a verdict. */
export const listInstances = async (ec2: Ec2, { read }: Collection): Promise<readonly object[]> => {
  const ids = decisiveInstances(await read(['routeTables', 'networkInterfaces', 'subnets']));
  const lists = await Promise.all(filtersOf('instance-id', ids).map((filter) => list(ec2, filter)));

  return lists.flat();
};
