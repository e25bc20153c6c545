import type { world } from './world.ts';

/** `in deny 10.0.1.0/24`, `out allow 0.0.0.0/0 1024-65535`. */
type Line = `${'in' | 'out'} ${'allow' | 'deny'} ${string}`;

/** Gives a subnet a network ACL of its own, `acl-<subnet>`, with these lines in this order. */
export const guard = (net: ReturnType<typeof world>, subnet: string, ...lines: readonly Line[]) => {
  net.sections.networkAcls.push({
    NetworkAclId: `acl-${subnet}`,
    Associations: [{ SubnetId: `subnet-${subnet}` }],
    Entries: lines.map((line, i) => {
      const [direction, RuleAction = '', cidr = '', ports] = line.split(' ');
      const [From = 0, To = From] = (ports ?? '0-65535').split('-').map(Number);

      return {
        RuleNumber: i + 1,
        Protocol: '6',
        RuleAction,
        Egress: direction === 'out',
        ...(cidr.includes(':') ? { Ipv6CidrBlock: cidr } : { CidrBlock: cidr }),
        PortRange: { From, To },
      };
    }),
  });

  return net;
};
