import { describe, expect, it } from 'vitest';
import { remedyWords } from '../../../src/changes/remedy.ts';
import { networkOf } from '../../../src/network/network.ts';
import { conflictingZones, leadToEndpoint } from '../../../src/rules/remedy/hosted-zone.ts';
import { world } from '../../support/world.ts';

describe('a name that hosted zones leave out', () => {
  it('is led to the endpoint that is there, by a zone of that name', () => {
    expect(remedyWords(leadToEndpoint('ec2.api.aws', 'vpce-1'))).toBe(
      'Lead ec2.api.aws to vpce-1 too, by a hosted zone of that name, or have clients dial a name that it answers',
    );
  });

  it('takes the zone of its domain where it is a wildcard, and an endpoint that nobody could name', () => {
    expect(remedyWords(leadToEndpoint('*.s3.us-east-1.amazonaws.com', null))).toBe(
      'Lead *.s3.us-east-1.amazonaws.com to the endpoint too, by a hosted zone s3.us-east-1.amazonaws.com, or have clients dial a name that it answers',
    );
  });
});

describe('zones in the way of private DNS', () => {
  const name = 'ec2.us-east-1.amazonaws.com';
  const zonesIn = (net: ReturnType<typeof world>) => {
    const vpc = networkOf(net.snapshot()).vpcs.get('vpc-main');
    if (vpc === undefined) throw new Error('no VPC');

    return conflictingZones(vpc, [name]);
  };

  it('are those of the same domain on the VPC', () => {
    const net = world().zone(name, ['main'], []).zone('us-east-1.amazonaws.com', ['main'], []);

    expect(zonesIn(net)).toEqual([expect.stringMatching(/^\S+ \(ec2\.us-east-1\.amazonaws\.com\)$/)]);
  });

  it('are not made up where no zone could be listed', () => {
    expect(zonesIn(world().zone(name, ['main'], []).unread('hostedZones'))).toEqual([]);
  });
});
