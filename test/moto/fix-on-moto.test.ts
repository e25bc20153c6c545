import { beforeEach, expect, it } from 'vitest';
import type { Snapshot } from '../../src/snapshot/schema.ts';
import { environment, resetAccount } from './account.ts';
import { addS3Endpoint, createCakeVpc, ec2Client } from './cake-vpc.ts';
import { collectLive, fixLive, planLive, predicted } from './live-fix.ts';
import { told } from './told.ts';

beforeEach(resetAccount);

/*
 * What moto 5.2 answers otherwise than AWS, so that the loopback server alone shows it (`fix-on-loopback.test.ts`):
 * - it takes every option of ModifyVpcEndpoint, but writes no route for a table, makes no interface in a subnet, and leaves
 *   private DNS as it was;
 * - it breaks (500) where a gateway endpoint is deleted;
 * - it lists what was deleted for ever, which makes another reason of `no-endpoint`;
 * - it refuses nothing: no attribute, zone, other endpoint or quota is in the way of an endpoint.
 */

const isBeyondMoto = (line: string): boolean => / (s3|\*\.s3)\b/.test(line);

const toldByMoto = (snapshot: Snapshot) => {
  const { paths, findings, endpoints } = told(snapshot);

  return {
    paths: paths.filter((line) => !isBeyondMoto(line)),
    findings: findings.filter((line) => !isBeyondMoto(line)),
    endpoints,
  };
};

const verdictsByMoto = (snapshot: Snapshot) => toldByMoto(snapshot).paths.map((line) => line.split(',')[0]);

it('the script that fix prints does on moto what was proven on a copy, and is undone by its comments', async () => {
  const ec2 = ec2Client();
  const cake = await createCakeVpc(ec2);
  await addS3Endpoint(ec2, cake, [cake.privateTables[0]]);
  const env = environment();
  const before = await collectLive(env);
  const fix = await fixLive(env, ['s3', 'ec2', 'sts']);
  expect(fix.changes.map(({ kind }) => kind)).toEqual([
    ...['create-security-group', 'add-group-rules', 'create-interface-endpoint', 'create-interface-endpoint'],
    'associate-route-tables',
  ]);

  const ran = await fix.run();
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  expect(toldByMoto(await collectLive(env))).toEqual(toldByMoto(predicted(before, fix, ran)));
  expect((await planLive(env, ['ec2', 'sts'])).changes).toEqual([]);

  expect(await fix.undo(ran)).toMatchObject({ code: 0, stderr: '' });
  expect(verdictsByMoto(await collectLive(env))).toEqual(verdictsByMoto(before));
}, 300_000);

it('a gateway endpoint that the script creates on moto has the routes that were proven', async () => {
  await createCakeVpc(ec2Client());
  const env = environment();
  const before = await collectLive(env);
  const fix = await fixLive(env, ['s3', 'dynamodb']);
  expect(fix.changes.map(({ kind }) => kind)).toEqual(['create-gateway-endpoint', 'create-gateway-endpoint']);

  const ran = await fix.run();
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  expect(told(await collectLive(env))).toEqual(told(predicted(before, fix, ran)));
}, 300_000);
