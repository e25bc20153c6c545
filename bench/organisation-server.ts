import { startLoopback } from '../test/support/loopback/loopback.ts';
import { accountId, organisationScope } from './organisation-scopes.ts';

/**
 * An organisation as a process of its own: so many accounts, so many VPCs each, 50 ms away, with the quotas that AWS documents.
 * AWS says that an organisation has one for PrivateLink, and not how large it is: here it is that of one account.
 * Prints what makes a client take it for AWS; what was asked of it when its standard input ends.
 */
const vpcs = Number(process.argv[3]);
const accounts = Array.from({ length: Number(process.argv[2]) }, (_, n) => n);
const latencyMs = 50;
const route53 = { burst: 5, perSecond: 5 };
const loopback = await startLoopback({
  scopes: accounts.map((n) => organisationScope(n, 'us-east-1', vpcs)),
  organisation: { members: accounts.map((n) => ({ id: accountId(n) })), units: {} },
  quotas: {
    ec2: { burst: 100, perSecond: 20 },
    privateLink: { burst: 100, perSecond: 20 },
    route53,
    route53resolver: route53,
    route53profiles: route53,
    organizations: { burst: 5, perSecond: 5 },
  },
  latencyMs,
});
console.log(JSON.stringify(loopback.environment));
process.stdin.on('end', () => {
  console.log(
    JSON.stringify({
      calls: loopback.calls.length,
      throttled: loopback.throttled(),
      leastMs: loopback.leastMs(),
      spanMs: loopback.spanMs(),
      latencyMs,
    }),
  );
  process.exit();
});
process.stdin.resume();
