/** How hard one AWS API may be pressed: requests side by side, and a bucket of tokens as AWS keeps one. */
export interface Pace {
  readonly atOnce: number;
  /** So many at once only for the first requests, which any quota allows; then few enough for its end to hit few. */
  readonly sprint?: { readonly requests: number; readonly atOnce: number };
  readonly burst: number;
  readonly perSecond: number;
}

export interface Limits {
  readonly ec2: Pace;
  readonly route53: Pace;
  readonly resolver: Pace;
  readonly profiles: Pace;
  readonly shares: Pace;
  readonly sts: Pace;
  readonly organizations: Pace;
  /** Reads of endpoints and their services in a Region, by all accounts together. */
  readonly privateLink: Pace;
  /** Of all accounts and Regions together. */
  readonly requestsAtOnce: number;
  readonly accountsAtOnce: number;
  readonly regionsAtOnce: number;
  /** Attempts for a request that AWS throttles, and for one that fails in passing. */
  readonly throttledAttempts: number;
  readonly failedAttempts: number;
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
  readonly connectTimeoutMs: number;
  /** Until an answer begins. */
  readonly requestTimeoutMs: number;
  /** Until an answer that has begun goes on. */
  readonly stallTimeoutMs: number;
  /** For a call with all its attempts, however slowly the bytes drip. */
  readonly callTimeoutMs: number;
  readonly largestAnswerBytes: number;
  /** Above this many addresses in use, only the interfaces that can decide a verdict are asked for. */
  readonly allInterfacesUpTo: number;
}

/**
 * Below what AWS allows, so that an audit never starves production of its own requests: EC2 refills 20 reads
 * a second after a burst of 100; Route 53 and Resolver take 5 requests a second. Route 53 is in one place of a partition,
 * and more requests are on their way to it.
 *
 * @see https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html
 */
export const awsLimits: Limits = {
  ec2: { atOnce: 4, sprint: { requests: 20, atOnce: 12 }, burst: 100, perSecond: 20 },
  route53: { atOnce: 3, burst: 5, perSecond: 5 },
  resolver: { atOnce: 2, burst: 5, perSecond: 5 },
  profiles: { atOnce: 2, burst: 5, perSecond: 5 },
  shares: { atOnce: 1, burst: 2, perSecond: 2 },
  sts: { atOnce: 1, burst: 5, perSecond: 5 },
  organizations: { atOnce: 1, burst: 4, perSecond: 2 },
  privateLink: { atOnce: 16, burst: 100, perSecond: 20 },
  requestsAtOnce: 64,
  accountsAtOnce: 8,
  regionsAtOnce: 4,
  throttledAttempts: 10,
  failedAttempts: 4,
  firstDelayMs: 200,
  longestDelayMs: 20_000,
  connectTimeoutMs: 5_000,
  requestTimeoutMs: 30_000,
  stallTimeoutMs: 30_000,
  callTimeoutMs: 150_000,
  largestAnswerBytes: 100_000_000,
  allInterfacesUpTo: 5_000,
};
