import { createHash, createHmac } from 'node:crypto';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';

/**
 * The findings of a run into Security Hub, as findings of the stack's own account: with the product of its own an account
 * imports no others. Which account and Region each is about, its resources say.
 *
 * @see https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchImportFindings.html
 */
const { ACCOUNT, AWS_ENDPOINT_URL, AWS_REGION, BUCKET, PARTITION, URL_SUFFIX } = process.env;

/** AWS takes no more at a time. */
const mostAtOnce = 100;
const mostAttempts = 6;

const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const hmac = (key, text) => createHmac('sha256', key).update(text).digest();

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
const signed = ({ method, url, service, body }) => {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  const time = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const scope = `${time.slice(0, 8)}/${AWS_REGION}/${service}/aws4_request`;
  const headers = {
    'content-type': 'application/json',
    host: url.host,
    'x-amz-content-sha256': sha256(body),
    'x-amz-date': time,
    ...(AWS_SESSION_TOKEN ? { 'x-amz-security-token': AWS_SESSION_TOKEN } : {}),
  };
  const names = Object.keys(headers).join(';');
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  const request = [method, url.pathname, '', lines.join(''), names, sha256(body)].join('\n');
  const key = scope.split('/').reduce(hmac, `AWS4${AWS_SECRET_ACCESS_KEY}`);
  const signature = hmac(key, ['AWS4-HMAC-SHA256', time, scope, sha256(request)].join('\n')).toString('hex');
  const credential = `Credential=${AWS_ACCESS_KEY_ID}/${scope}, SignedHeaders=${names}, Signature=${signature}`;

  return { ...headers, authorization: `AWS4-HMAC-SHA256 ${credential}` };
};

/** What AWS throttles, or fails to answer in passing, is sent again after a while. */
const send = async ({ method, url, service, body = '' }, attempt = 1) => {
  const { host: _, ...headers } = signed({ method, url, service, body });
  const response = await fetch(url, { method, headers, ...(method === 'GET' ? {} : { body }) });
  if (response.ok) return response;
  const said = await response.text();
  const isPassing = response.status === 429 || response.status >= 500 || /Throttl|TooManyRequests/.test(said);
  if (!isPassing || attempt === mostAttempts)
    throw new Error(`${method} ${url.href} is answered with ${response.status}: ${said.slice(0, 500)}`);
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 2 ** attempt * 200));

  return send({ method, url, service, body }, attempt + 1);
};

async function* linesAt(key) {
  const url = new URL(AWS_ENDPOINT_URL ?? `https://s3.${AWS_REGION}.${URL_SUFFIX}`);
  url.pathname = `/${BUCKET}/${key.split('/').map(encodeURIComponent).join('/')}`;
  const { body } = await send({ method: 'GET', url, service: 's3' });
  for await (const line of createInterface({ input: Readable.fromWeb(body) })) if (line !== '') yield line;
}

/** By CloudFormation's name to Security Hub's and to the word in an ARN. */
const types = {
  'AWS::EC2::NetworkAcl': ['AwsEc2NetworkAcl', 'network-acl'],
  'AWS::EC2::NetworkInterface': ['AwsEc2NetworkInterface', 'network-interface'],
  'AWS::EC2::RouteTable': ['AwsEc2RouteTable', 'route-table'],
  'AWS::EC2::SecurityGroup': ['AwsEc2SecurityGroup', 'security-group'],
  'AWS::EC2::Subnet': ['AwsEc2Subnet', 'subnet'],
  'AWS::EC2::TransitGateway': ['AwsEc2TransitGateway', 'transit-gateway'],
  'AWS::EC2::VPC': ['AwsEc2Vpc', 'vpc'],
};

const resourceOf = ({ uid, type, region }, account) => {
  const [Type, word] = types[type] ?? ['Other', undefined];

  return {
    Type,
    Id: word === undefined ? uid : `arn:${PARTITION}:ec2:${region}:${account}:${word}/${uid}`,
    Partition: PARTITION,
    Region: region,
    Details: { Other: { account: String(account), id: uid } },
  };
};

const severities = { High: 'HIGH', Medium: 'MEDIUM', Informational: 'INFORMATIONAL' };

/** As long as AWS lets it be. */
const cut = (text, most) => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);

/** Whose the account is, where the config of the run says so. */
const ownerIn = ({ cloud, resources: [{ owner } = {}] = [] }) =>
  Object.fromEntries(
    [
      ['vpce-audit/account-name', cloud.account?.name],
      ['vpce-audit/owner', owner?.name],
      ['vpce-audit/owner-email', owner?.email_addr],
    ].flatMap(([key, value]) => (value ? [[key, cut(value, 2048)]] : [])),
  );

/** One line of the OCSF report in the format of Security Hub. What somebody accepted is there, and archived. */
export const findingOf = (event, now) => {
  const { cloud, compliance, finding_info: info, remediation, resources = [], time } = event;
  const account = cloud.account?.uid ?? ACCOUNT;
  const Severity = { Label: severities[event.severity] ?? 'MEDIUM' };
  const Types = ['Software and Configuration Checks/AWS Security Best Practices/Network Reachability'];
  const about = resources.length > 0 ? resources : [{ uid: `${account}/${cloud.region}`, region: cloud.region }];

  return {
    SchemaVersion: '2018-10-08',
    Id: `vpce-audit/${account}/${cloud.region}/${info.uid}`,
    ProductArn: `arn:${PARTITION}:securityhub:${AWS_REGION}:${ACCOUNT}:product/${ACCOUNT}/default`,
    ProductFields: {
      account,
      region: cloud.region,
      'vpce-audit/version': event.metadata.product.version,
      ...ownerIn(event),
    },
    GeneratorId: `vpce-audit/${compliance.control}`,
    AwsAccountId: ACCOUNT,
    Types,
    FindingProviderFields: { Severity, Types },
    CreatedAt: new Date(time || now).toISOString(),
    UpdatedAt: new Date(now).toISOString(),
    Severity,
    Title: cut(`${info.title} (${account}, ${cloud.region})`, 256),
    Description: cut(event.message, 1024),
    Remediation: {
      Recommendation: {
        Text: cut(remediation?.desc ?? 'See the report of the run.', 512),
        ...(info.src_url ? { Url: info.src_url } : {}),
      },
    },
    Resources: about.slice(0, 32).map((one) => resourceOf(one, account)),
    Compliance: { Status: compliance.status === 'Fail' ? 'FAILED' : 'WARNING' },
    RecordState: event.status === 'Suppressed' ? 'ARCHIVED' : 'ACTIVE',
  };
};

/** What Security Hub took of a batch. It refuses single findings, and takes the rest. */
const importBatch = async (Findings) => {
  const url = new URL(AWS_ENDPOINT_URL ?? `https://securityhub.${AWS_REGION}.${URL_SUFFIX}`);
  url.pathname = '/findings/import';
  const answer = await send({ method: 'POST', url, service: 'securityhub', body: JSON.stringify({ Findings }) });
  const { FailedCount, FailedFindings = [], SuccessCount } = await answer.json();
  for (const { Id, ErrorCode, ErrorMessage } of FailedFindings)
    process.stderr.write(`not imported: ${Id}: ${ErrorCode}: ${ErrorMessage}\n`);

  return { imported: SuccessCount, failed: FailedCount, first: FailedFindings[0] };
};

/** How many findings Security Hub took, how many it refused, and why the first of these. */
export const importFindings = async ({ day }) => {
  const now = Date.now();
  const total = { imported: 0, failed: 0, firstFailure: null };
  const flush = async (batch) => {
    if (batch.length === 0) return;
    const { imported, failed, first } = await importBatch(batch);
    total.imported += imported;
    total.failed += failed;
    if (first) total.firstFailure ??= cut(`${first.Id}: ${first.ErrorCode}: ${first.ErrorMessage}`, 1000);
  };
  let batch = [];
  for await (const line of linesAt(`ocsf/day=${day}/findings.ndjson`)) {
    batch.push(findingOf(JSON.parse(line), now));
    if (batch.length < mostAtOnce) continue;
    await flush(batch);
    batch = [];
  }
  await flush(batch);

  return total;
};
