import { world } from './world.ts';

export const allowAll = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };

/** A VPC whose one endpoint, `vpce-ec2`, has that policy: text as it is, anything else as JSON. */
export const withPolicy = (policy: unknown) => {
  const net = world().subnet('a').endpoint('vpce-ec2', 'ec2');
  for (const endpoint of net.sections.vpcEndpoints)
    endpoint.PolicyDocument = typeof policy === 'string' ? policy : JSON.stringify(policy);

  return net;
};
