import { ChangeResourceRecordSetsCommand, CreateHostedZoneCommand, Route53Client } from '@aws-sdk/client-route-53';
import {
  AssociateResolverRuleCommand,
  CreateResolverRuleCommand,
  Route53ResolverClient,
} from '@aws-sdk/client-route53resolver';
import { inject } from 'vitest';
import { region } from './account.ts';

const settings = () => ({
  region,
  endpoint: inject('motoUrl'),
  credentials: { accessKeyId: 'testing', secretAccessKey: 'testing' },
});

/** A private hosted zone of the VPC that holds its own name as an alias of `target`, or nothing. */
export const addHostedZone = async (vpcId: string, name: string, target: string | null): Promise<string> => {
  const route53 = new Route53Client(settings());
  const { HostedZone } = await route53.send(
    new CreateHostedZoneCommand({
      Name: name,
      CallerReference: name,
      HostedZoneConfig: { PrivateZone: true, Comment: '' },
      VPC: { VPCId: vpcId, VPCRegion: region },
    }),
  );
  const id = HostedZone?.Id?.replace('/hostedzone/', '') ?? '';
  if (target !== null)
    await route53.send(
      new ChangeResourceRecordSetsCommand({
        HostedZoneId: id,
        ChangeBatch: {
          Changes: [
            {
              Action: 'CREATE',
              ResourceRecordSet: {
                Name: name,
                Type: 'A',
                AliasTarget: { DNSName: target, HostedZoneId: 'Z7HUB22UULQXV', EvaluateTargetHealth: false },
              },
            },
          ],
        },
      }),
    );

  return id;
};

/** A rule of the VPC that sends the domain's names to a server of one's own. */
export const addForwardRule = async (vpcId: string, domain: string): Promise<string> => {
  const resolver = new Route53ResolverClient(settings());
  const { ResolverRule } = await resolver.send(
    new CreateResolverRuleCommand({
      CreatorRequestId: domain,
      Name: 'to-headquarters',
      RuleType: 'FORWARD',
      DomainName: domain,
      TargetIps: [{ Ip: '192.168.0.2', Port: 53 }],
    }),
  );
  const id = ResolverRule?.Id ?? '';
  await resolver.send(new AssociateResolverRuleCommand({ ResolverRuleId: id, VPCId: vpcId, Name: 'here' }));

  return id;
};
