/** The ids that records of the Cake VPC share. */
export const ids = {
  owner: '111122223333',
  region: 'ap-northeast-2',
  vpcId: 'vpc-0c4a1e5b7d2f93a60',

  subnets: {
    public1: 'subnet-0a1f4c7e29b3d5860',
    public2: 'subnet-0b28d6a35ec1947f2',
    private1: 'subnet-0c93e71b4fa2d6058',
    private2: 'subnet-0d5b82f6c13ea7494',
  },

  routeTables: {
    main: 'rtb-0e6d41a97c3b2f580',
    public: 'rtb-01b7f3e5d92c8a640',
    private1: 'rtb-02c86a4f1be937d50',
    private2: 'rtb-03d95b7e60fa1c284',
  },

  internetGateway: 'igw-0f2e8c6d4b1a39570',
  natGateway: 'nat-07a3c5e91d6f2b840',
  endpoints: { ec2: 'vpce-09e4b7d2a5c81f360', s3: 'vpce-0a7d3f6b91e2c4850' },
  securityGroups: {
    default: 'sg-04f1a8e6d35b7c290',
    endpoint: 'sg-05b9d2c7f83a16e40',
    bastion: 'sg-06c3e9a1b47f52d80',
    app: 'sg-07d4f0b2c58a63e91',
  },

  interfaces: {
    bastion: 'eni-01a2c4e6f8b3d5970',
    nat: 'eni-02b3d5f7a9c4e6081',
    app1: 'eni-03c4e6a8b0d5f7192',
    app2: 'eni-04d5f7b9c1e6a8203',
    endpoint1: 'eni-05e6a8c0d2f7b9314',
    endpoint2: 'eni-06f7b9d1e3a8c0425',
  },
  instances: {
    bastion: 'i-08b1d3f5a7c9e2460',
    app1: 'i-09c2e4a6b8d0f3571',
    app2: 'i-0ad3f5b7c9e1a4682',
  },

  dhcpOptions: 'dopt-0b6e2d9c4f7a81530',
  networkAcl: 'acl-0c7f3e0d5a8b92641',
  natAddress: {
    allocation: 'eipalloc-0d8a4f1e6b9c03752',
    publicIp: '203.0.113.25',
    privateIp: '10.0.1.10',
  },
  prefixLists: { s3: 'pl-78a54011', dynamodb: 'pl-48a54021', cloudfront: 'pl-22a6434b' },

  zones: {
    a: { AvailabilityZone: 'ap-northeast-2a', AvailabilityZoneId: 'apne2-az1' },
    c: { AvailabilityZone: 'ap-northeast-2c', AvailabilityZoneId: 'apne2-az3' },
  },
} as const;

export const nameTag = (name: string): { Key: string; Value: string }[] => [{ Key: 'Name', Value: name }];
