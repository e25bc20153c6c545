import { beforeEach, expect, it } from 'vitest';
import { environment, resetAccount } from './account.ts';
import { addS3Endpoint, createCakeVpc, ec2Client } from './cake-vpc.ts';
import { collectLive, fixLive, planLive, predicted } from './live-fix.ts';
import { told } from './told.ts';

beforeEach(resetAccount);

it('the script that fix prints does on moto what was proven on a copy, and is undone by its comments', async () => {
  const ec2 = ec2Client();
  const cake = await createCakeVpc(ec2);
  await addS3Endpoint(ec2, cake, [cake.privateTables[0]]);
  const env = environment();
  const before = await collectLive(env);
  const fix = await fixLive(env);
  expect(fix.changes.map(({ kind }) => kind)).toEqual([
    ...['create-security-group', 'add-group-rules', 'create-gateway-endpoint'],
    ...['create-interface-endpoint', 'create-interface-endpoint', 'associate-route-tables'],
  ]);

  const ran = await fix.run();
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  expect(told(await collectLive(env))).toEqual(told(predicted(before, fix, ran)));
  expect((await planLive(env)).changes).toEqual([]);

  expect(await fix.undo(ran)).toMatchObject({ code: 0, stderr: '' });
  expect(told(await collectLive(env))).toEqual(told(before));
}, 300_000);
