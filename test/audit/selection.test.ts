import { describe, expect, it } from 'vitest';
import { audit } from '../../src/audit.ts';
import { world } from '../support/world.ts';

const net = () => {
  const made = world().subnet('app-1').subnet('app-2').subnet('db');
  for (const record of made.sections.subnets) {
    const name = { 'subnet-app-1': 'web', 'subnet-app-2': 'web', 'subnet-db': 'data' }[record.SubnetId];
    if (name !== undefined) record.Tags = [{ Key: 'Name', Value: name }];
  }

  return made;
};

const chosen = (...subnets: readonly string[]) =>
  net()
    .report(['s3'], { subnets })
    .subnets.map(({ subnetId }) => subnetId);

describe('subnets and VPCs that are asked for', () => {
  it.each([
    ['subnet-db', ['subnet-db']],
    ['data', ['subnet-db']],
    ['subnet-d', ['subnet-db']],
    ['subnet-app-*', ['subnet-app-1', 'subnet-app-2']],
    ['w*', ['subnet-app-1', 'subnet-app-2']],
  ])('may be named by id, Name tag, start of the id or pattern: %s', (word, ids) => {
    expect(chosen(word)).toEqual(ids);
  });

  it.each([
    ['web', '--subnet: "web" is 2 subnets: subnet-app-1 (web), subnet-app-2 (web)'],
    ['subnet-app', '--subnet: "subnet-app" is 2 subnets: subnet-app-1 (web), subnet-app-2 (web)'],
    ['dat', '--subnet: there is no subnet "dat" in these facts'],
    ['', '--subnet: there is no subnet "" in these facts'],
    ['none-*', '--subnet: there is no subnet "none-*" in these facts'],
  ])('are refused where a word is several or none: %s', (word, message) => {
    expect(() => chosen(word)).toThrow(message);
  });

  it('may be VPCs as well', () => {
    expect(net().report(['s3'], { vpcs: ['vpc-m'] }).subnets).not.toEqual([]);
    expect(() => net().report(['s3'], { vpcs: ['vpc-x'] })).toThrow('--vpc: there is no VPC "vpc-x" in these facts');
  });
});

describe('a service that one of several Regions lacks', () => {
  const inTwoRegions = (service: string) => {
    const here = net().snapshot();
    const there = structuredClone(here.scopes[0]);
    if (there === undefined) throw new Error('no scope');
    const scope = { ...there, region: 'eu-west-1' };
    const services = scope.sections.vpcEndpointServices ?? [];
    services.splice(0, services.length, { ServiceName: 'com.amazonaws.eu-west-1.sqs' });

    return audit(
      { ...here, scopes: [...here.scopes, scope] },
      { source: 'snapshot', version: '0', services: [service], vpcs: [], subnets: [] },
    );
  };

  it('is noted there, and audited in the other', () => {
    const report = inTwoRegions('kms');
    const notes = report.findings.filter(({ rule }) => rule === 'unoffered-service');

    expect(notes.map(({ severity, region, service }) => [severity, region, service])).toEqual([
      ['note', 'eu-west-1', 'kms'],
    ]);
    expect(notes[0]?.message).toMatch(/^eu-west-1 offers no endpoint for kms, which is not audited in /);
    expect(new Set(report.subnets.filter(({ paths }) => paths.length > 0).map(({ region }) => region))).toEqual(
      new Set(['us-east-1']),
    );
  });

  it('is a mistake where all of them lack it', () => {
    expect(() => inTwoRegions('notaservice')).toThrow(
      /^--service: "notaservice" is not a service that (us-east-1 or eu-west-1|eu-west-1 or us-east-1) offers an endpoint for$/,
    );
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html */
describe('all services', () => {
  const audited = (spec: Parameters<ReturnType<typeof world>['endpoint']>[2]) =>
    net()
      .endpoint('vpce-kms', 'kms', { subnets: ['db'], ...spec })
      .report(['all'])
      .subnets.flatMap(({ paths }) => paths.map(({ service }) => service));

  it.each<[string, Parameters<typeof audited>[0], boolean]>([
    ['one that has an endpoint', {}, true],
    ['one that has an endpoint, and AWS says that it is of this Region', { serviceRegion: 'us-east-1' }, true],
    ['none that has an endpoint to another Region alone', { serviceRegion: 'eu-west-1' }, false],
    ['none that has an endpoint of another kind', { type: 'GatewayLoadBalancer' }, false],
  ])('are those of the default set and %s', (_, spec, isIn) => {
    expect(new Set(audited(spec)).has('kms')).toBe(isIn);
    expect(audited(spec)).toEqual(expect.arrayContaining(['s3', 'dynamodb', 'ec2']));
  });
});
