import { Failure } from '../failure.ts';

export interface S3Uri {
  readonly bucket: string;
  readonly key: string;
}

export const isS3Uri = (text: string): boolean => text.startsWith('s3://');

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const pattern = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/(.*)$/s;

export const parseS3Uri = (text: string): S3Uri => {
  const [, bucket, key] = pattern.exec(text) ?? [];
  if (bucket === undefined || key === undefined)
    throw new Failure(
      `${JSON.stringify(text)} is no object in S3`,
      'Give s3://bucket/key, or s3://bucket/prefix/ to read.',
    );

  return { bucket, key };
};

export const isFolder = ({ key }: S3Uri): boolean => key === '' || key.endsWith('/');

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
