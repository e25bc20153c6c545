import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openS3, type S3 } from '../../../src/sources/aws/s3.ts';
import { impatient, withEnvironment } from '../../support/loopback/live-run.ts';

const mebi = 1024 * 1024;
let server: Server;
let requests: string[] = [];
let uploads = new Map<string, Map<number, Buffer>>();
let objects = new Map<string, { readonly body: Buffer; readonly type: string }>();
/** What is answered in place of the right thing. */
let fault: (line: string) => readonly [status: number, body: string] | undefined = () => undefined;

const partsIn = (xml: string): readonly number[] =>
  [...xml.matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>&quot;etag-\1&quot;<\/ETag>/g)].map(([, n]) => Number(n));

/** S3 as far as objects are written in parts. */
const answer = (line: string, url: URL, body: Buffer, type: string): readonly [number, string, string?] => {
  const [method] = line.split(' ');
  const uploadId = url.searchParams.get('uploadId');
  const parts = uploads.get(uploadId ?? '');
  if (method === 'POST' && url.searchParams.has('uploads')) {
    uploads.set('up-1', new Map());
    objects.set('up-1', { body: Buffer.alloc(0), type });
    return [200, '<InitiateMultipartUploadResult><UploadId>up-1</UploadId></InitiateMultipartUploadResult>'];
  }
  if (method === 'PUT' && parts !== undefined) {
    const number = Number(url.searchParams.get('partNumber'));
    parts.set(number, body);
    return [200, '', `"etag-${number}"`];
  }
  if (method === 'POST' && parts !== undefined) {
    const all = partsIn(body.toString()).map((number) => parts.get(number) ?? Buffer.alloc(0));
    const began = objects.get('up-1')?.type ?? '';
    objects.delete('up-1');
    objects.set(url.pathname, { body: Buffer.concat(all), type: began });
    uploads.delete(uploadId ?? '');
    return [200, '<CompleteMultipartUploadResult/>'];
  }
  if (method === 'DELETE') {
    uploads.delete(uploadId ?? '');
    objects.delete('up-1');
    return [204, ''];
  }
  objects.set(url.pathname, { body, type });

  return [200, '', '"etag"'];
};

beforeEach(async () => {
  requests = [];
  uploads = new Map();
  objects = new Map();
  fault = () => undefined;
  server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://s3');
    const line = `${request.method} ${[...url.searchParams].map(([name, value]) => `${name}=${value}`).join('&')}`;
    requests.push(line);
    const body = await buffer(request);
    const [status, text, etag] = fault(line) ?? answer(line, url, body, request.headers['content-type'] ?? '');
    response.writeHead(status, etag === undefined ? {} : { etag }).end(status === 204 ? undefined : text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

const opened = <T>(task: (s3: S3) => Promise<T>): Promise<T> => {
  const { port } = server.address() as AddressInfo;
  const environment = {
    ...{ AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`, AWS_REGION: 'us-east-1', AWS_EC2_METADATA_DISABLED: 'true' },
    ...{ AWS_ACCESS_KEY_ID: 'AKIALOOPBACK', AWS_SECRET_ACCESS_KEY: 'secret' },
  };

  return withEnvironment(environment, async () => {
    const s3 = await openS3({ toolVersion: '0.0.0', limits: impatient });
    try {
      return await task(s3);
    } finally {
      s3.close();
    }
  });
};

const put = (pieces: Iterable<Uint8Array>): Promise<void> =>
  opened((s3) => s3.put({ bucket: 'bucket', key: 'a b.json.gz' }, pieces, 'application/gzip'));

/** Pieces of other sizes than parts have, of which no two are alike. */
function* piecesOf(size: number): Generator<Uint8Array> {
  for (let left = size, n = 0; left > 0; n += 1) {
    const length = Math.min(left, 3 * mebi + 17);
    yield Buffer.alloc(length, n);
    left -= length;
  }
}

const object = () => objects.get('/bucket/a%20b.json.gz');

it('writes what is short in one request', async () => {
  await put(piecesOf(8 * mebi));

  expect(requests).toEqual(['PUT ']);
  expect(object()?.body.equals(Buffer.concat([...piecesOf(8 * mebi)]))).toBe(true);
  expect(object()?.type).toBe('application/gzip');
});

it('writes nothing as an empty object', async () => {
  await put([]);

  expect(object()?.body).toHaveLength(0);
});

it('writes what is long in parts, which are one object in the end', async () => {
  await put(piecesOf(20 * mebi));

  expect(requests).toEqual([
    'POST uploads=',
    ...[1, 2, 3].map((n) => `PUT partNumber=${n}&uploadId=up-1`),
    'POST uploadId=up-1',
  ]);
  expect(object()?.body.equals(Buffer.concat([...piecesOf(20 * mebi)]))).toBe(true);
  expect(object()?.type).toBe('application/gzip');
});

it('holds a part or two at a time', async () => {
  let taken = 0;
  let sent = 0;
  let most = 0;
  fault = (line) => {
    if (line.startsWith('PUT')) sent += 8 * mebi;
    return undefined;
  };
  const counted = function* (): Generator<Uint8Array> {
    for (const piece of piecesOf(64 * mebi)) {
      taken += piece.length;
      most = Math.max(most, taken - sent);
      yield piece;
    }
  };
  await put(counted());

  expect(most).toBeLessThan(24 * mebi);
});

it('leaves neither an object nor parts behind where a part is refused', async () => {
  fault = (line) =>
    line.includes('partNumber=2') ? [403, '<Error><Code>AccessDenied</Code><Message>no</Message></Error>'] : undefined;

  await expect(put(piecesOf(20 * mebi))).rejects.toThrow('cannot write s3://bucket/a b.json.gz: AccessDenied: no');
  expect(requests.at(-1)).toBe('DELETE uploadId=up-1');
  expect([...objects, ...uploads]).toEqual([]);
});

it('does not take for an object what S3 could not put together after it had begun to answer', async () => {
  fault = (line) =>
    line === 'POST uploadId=up-1'
      ? [200, '<Error><Code>InvalidPart</Code><Message>one is missing</Message></Error>']
      : undefined;

  await expect(put(piecesOf(20 * mebi))).rejects.toThrow('InvalidPart: one is missing');
  expect(object()).toBeUndefined();
});

it('sends a part again that failed in passing', async () => {
  let failed = 0;
  fault = (line) => {
    if (!line.includes('partNumber=2') || failed > 0) return undefined;
    failed += 1;
    return [503, '<Error><Code>SlowDown</Code><Message>later</Message></Error>'];
  };
  await put(piecesOf(20 * mebi));

  expect(object()?.body).toHaveLength(20 * mebi);
});

const portal = '<!doctype html><html><body>Please log in.</body></html>';

it.each([
  ['a short object', 1, 'PUT '],
  ['a part', 20 * mebi, 'PUT partNumber=2&uploadId=up-1'],
  ['the beginning', 20 * mebi, 'POST uploads='],
  ['the end', 20 * mebi, 'POST uploadId=up-1'],
])('takes no page of a portal for S3, which has got %s', async (_, size, faulty) => {
  fault = (line) => (line === faulty ? [200, portal] : undefined);

  await expect(put(piecesOf(size))).rejects.toThrow('cannot write s3://bucket/a b.json.gz');
  expect(object()).toBeUndefined();
});

const page = (keys: readonly string[], more: string): string =>
  `<ListBucketResult>${keys.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('')}${more}</ListBucketResult>`;
const goingOn = (token: string): string =>
  `<IsTruncated>true</IsTruncated><NextContinuationToken>${token}</NextContinuationToken>`;
const list = () => opened((s3) => s3.list({ bucket: 'bucket', key: 'day/' }));

it('lists all keys, page by page, whatever their names', async () => {
  const pages = [
    page(['day/a+b.json', 'day/%3C%26%C3%A9.json'], goingOn('1')),
    page([], goingOn('2')),
    page(['day/c.json'], ''),
  ];
  fault = () => [200, pages.shift() ?? ''];

  expect(await list()).toEqual(['day/a b.json', 'day/<&é.json', 'day/c.json']);
});

it.each([
  ['is the page of a portal', portal],
  ['is empty', ''],
  ['is cut off', page(['day/b.json'], '').slice(0, -5)],
  ['does not say how it goes on', page(['day/b.json'], '<IsTruncated>true</IsTruncated>')],
  ['goes on where it began', page(['day/b.json'], goingOn('1'))],
])('takes no list for whole of which a page %s', async (_, second) => {
  const pages = [page(['day/a.json'], goingOn('1'))];
  fault = () => [200, pages.shift() ?? second];

  await expect(list()).rejects.toThrow('cannot read s3://bucket/day/');
});
