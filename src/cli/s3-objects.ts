import { Failure } from '../failure.ts';
import type { S3 } from '../sources/aws/s3.ts';
import { parseS3Uri, type S3Uri } from './s3-uri.ts';
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

const bytesOf = (text: Text): Uint8Array =>
  Buffer.concat([...piecesOf(text)].map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece)));

const isFolder = ({ key }: S3Uri): boolean => key === '' || key.endsWith('/');

/** The one object that can be written. Throws a `Failure` where a folder is named. */
export const objectOf = (uri: string): S3Uri => {
  const target = parseS3Uri(uri);
  if (isFolder(target))
    throw new Failure(
      `${uri} is a folder, and an object is written`,
      'Give the object a name: s3://bucket/prefix/name.json.gz.',
    );

  return target;
};

export const putObject = (uri: string, text: Text): Promise<void> => {
  const target = objectOf(uri);

  return opened((s3) => s3.put(target, bytesOf(text)));
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

/** Its bytes, once they are asked for. */
export async function* readObject(uri: string): AsyncGenerator<Uint8Array> {
  yield await opened((s3) => s3.get(parseS3Uri(uri)));
}
