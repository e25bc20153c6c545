import { expect, it } from 'vitest';
import { shellScriptText } from '../../src/changes/languages/shell-script.ts';
import { pasted } from '../support/pasted.ts';
import { oneOfEach } from './one-of-each.ts';

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyVpcAttribute.html */
it('tries with --dry-run what EC2 can try: no attribute of a VPC, and nothing of another API', () => {
  const each = oneOfEach();
  const script = shellScriptText([each['set-dns-attribute'], each['associate-resolver-rule'], each['delete-route']]);
  const tries = script.split('\n').filter((line) => line.startsWith('  try '));

  expect(tries.map((line) => pasted(line.replace('  try ', '')))).toEqual([
    [
      [
        ...['ec2', 'delete-route', '--route-table-id', 'rtb-a', '--destination-cidr-block', '52.0.0.0/8'],
        ...['--region', 'us-east-1'],
      ],
    ],
  ]);
});

it.each([
  ['active', '# aws ec2 create-route '],
  ['blackhole', '# by hand: Add the route 52.0.0.0/8 → '],
])('tells how to undo the deletion of a route that was %s, with no call that AWS refuses', (State, line) => {
  const change = oneOfEach()['delete-route'];
  const [, undo = ''] = shellScriptText([{ ...change, route: { ...change.route, State } }]).split('To undo it');

  expect(undo).toContain(line);
  expect(undo.includes('create-route')).toBe(State === 'active');
});
