import { Failure } from '../failure.ts';
import { decodeBytes } from '../snapshot/decode.ts';
import type { S3 } from '../sources/aws/s3.ts';
import { isFolder, objectOf, parseS3Uri } from './s3-uri.ts';
import { version } from './version.ts';
import { piecesOf, type Text } from './write.ts';

const opened = async <T>(task: (s3: S3) => Promise<T>): Promise<T> => {
  const { openS3 } = await import('../sources/aws/s3.ts');
  const s3 = await openS3({ toolVersion: version });
  try {
    return await task(s3);
  } finally {
    s3.close();
  }
};

function* bytesOf(text: Text): Generator<Uint8Array> {
  for (const piece of piecesOf(text)) yield typeof piece === 'string' ? Buffer.from(piece) : piece;
}

/** What a browser, or whoever reads it, is told that an object is. */
const contentTypes: Readonly<Record<string, string>> = {
  csv: 'text/csv; charset=utf-8',
  dot: 'text/vnd.graphviz; charset=utf-8',
  gz: 'application/gzip',
  html: 'text/html; charset=utf-8',
  json: 'application/json',
  md: 'text/markdown; charset=utf-8',
  ndjson: 'application/x-ndjson',
  sarif: 'application/sarif+json',
  txt: 'text/plain; charset=utf-8',
  xml: 'application/xml',
};

const contentTypeOf = (key: string): string =>
  contentTypes[/\.([a-z]+)$/.exec(key)?.[1] ?? ''] ?? 'application/octet-stream';

export const putObject = (uri: string, text: Text): Promise<void> => {
  const target = objectOf(uri);

  return opened((s3) => s3.put(target, bytesOf(text), contentTypeOf(target.key)));
};

/** The objects below a prefix that ends with a slash, or the one object that is named. */
export const objectsAt = async (uri: string): Promise<readonly string[]> => {
  const { bucket, key } = parseS3Uri(uri);
  if (!isFolder({ bucket, key })) return [uri];
  const keys = await opened((s3) => s3.list({ bucket, key }));
  const snapshots = keys.filter((one) => /\.json(\.gz)?$/.test(one)).sort();
  if (snapshots.length === 0)
    throw new Failure(
      `there is no snapshot below ${uri}`,
      'It holds no object whose name ends with .json or .json.gz.',
    );

  return snapshots.map((one) => `s3://${bucket}/${one}`);
};

const bytesAt = (uri: string): Promise<Uint8Array> => opened((s3) => s3.get(parseS3Uri(uri)));

/** Its bytes, once they are asked for. */
export async function* readObject(uri: string): AsyncGenerator<Uint8Array> {
  yield await bytesAt(uri);
}

export const readObjectText = async (uri: string): Promise<string> => decodeBytes(await bytesAt(uri), uri);
