import { describe, expect, it } from 'vitest';
import { world } from '../../support/world.ts';

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/VPC_NAT_Instance.html */
describe('a NAT instance', () => {
  const passing = 'public eni-nat (no-endpoint) ~';

  /** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceState.html */
  it.each([
    ['running', passing],
    ['pending', passing],
    ['stopping', 'unreachable eni-nat (nat-dead-end)'],
    ['stopped', 'unreachable eni-nat (nat-dead-end)'],
    ['shutting-down', 'unreachable eni-nat (nat-dead-end)'],
    ['terminated', 'unreachable eni-nat (nat-dead-end)'],
    ['dreaming', 'unknown (unrecognised)'],
    [null, passing],
  ])('in state %s', (Name, path) => {
    const net = world()
      .subnet('a', { routes: { '0.0.0.0/0': 'eni-nat' } })
      .interface('nat', 'public', {
        SourceDestCheck: false,
        Attachment: { InstanceId: 'i-nat' },
        Association: { PublicIp: '192.0.2.1' },
      });
    if (Name !== null) net.sections.instances.push({ InstanceId: 'i-nat', State: { Name } });

    expect(net.path('a', 's3')).toBe(path);
  });
});
