import { Failure } from '../../failure.ts';
import { allPages } from './all-pages.ts';
import { missingPart } from './api-answer.ts';
import { failureOf, gapCauseOf } from './errors.ts';
import { awsLimits, type Limits } from './limits.ts';
import { homeRegion } from './regions.ts';
import { putParts } from './s3-parts.ts';
import {
  type BucketSender,
  bucketSender,
  document,
  elementsIn,
  type ObjectPlace,
  pathOf,
  whole,
} from './s3-request.ts';
import { openSession, type Session } from './session.ts';

/** Objects of S3, as far as snapshots are kept in them. */
export interface S3 {
  get(place: ObjectPlace): Promise<Uint8Array>;
  /** All of it or nothing, however long; a part of it is in memory at a time. */
  put(place: ObjectPlace, pieces: Iterable<Uint8Array>, contentType: string): Promise<void>;
  /** All keys that begin with the key. */
  list(place: ObjectPlace): Promise<readonly string[]>;
  close(): void;
}

export interface S3Options {
  readonly toolVersion: string;
  readonly limits?: Limits;
}

const decoded = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '));

/** Every failure names the object, and the action to allow. */
const named = async <T>(uri: string, action: string, session: Session, request: () => Promise<T>): Promise<T> => {
  try {
    return await request();
  } catch (error) {
    const failure = failureOf(error, { action, region: session.home });
    const cause = gapCauseOf(error);
    if (failure || !cause) throw failure ?? error;
    const verb = action === 's3:PutObject' ? 'write' : 'read';
    throw new Failure(`cannot ${verb} ${uri}: ${cause.reason}`, `Allow ${action} on it, and check its name.`, {
      cause: error,
    });
  }
};

/** The bodies are whole snapshots. */
const largestObject = 2 ** 31;

/** Half a list would be fewer snapshots, and nobody would miss the others. */
const listKeys = (send: BucketSender, { bucket, key }: ObjectPlace): Promise<readonly string[]> =>
  allPages('Contents', async (token) => {
    const query = {
      ...{ 'list-type': '2', 'encoding-type': 'url', prefix: key },
      ...(token === undefined ? {} : { 'continuation-token': token }),
    };
    const text = await send(bucket, { method: 'GET', path: `/${bucket}`, query }, document('ListBucketResult'));
    const [next] = elementsIn(text, 'NextContinuationToken');
    if (next === undefined && elementsIn(text, 'IsTruncated')[0] === 'true') throw missingPart('NextContinuationToken');

    return { records: elementsIn(text, 'Key').map(decoded), next };
  });

const uriOf = ({ bucket, key }: ObjectPlace): string => `s3://${bucket}/${key}`;

/** With the credentials of environment or profile. */
export const openS3 = async ({ toolVersion, limits = awsLimits }: S3Options): Promise<S3> => {
  const home = await homeRegion([], undefined).catch(() => 'us-east-1');
  const generous = { ...limits, largestAnswerBytes: largestObject };
  const session = await openSession({ home, toolVersion, limits: generous, timeoutSeconds: undefined });
  const send = bucketSender(session);

  return {
    get: (place) =>
      named(uriOf(place), 's3:GetObject', session, () =>
        send(
          place.bucket,
          { method: 'GET', path: pathOf(place) },
          whole(({ body }) => body),
        ),
      ),
    put: (place, pieces, contentType) =>
      named(uriOf(place), 's3:PutObject', session, () => putParts(send, place, { pieces, contentType })),
    list: (place) => named(uriOf(place), 's3:ListBucket', session, () => listKeys(send, place)),
    close: () => session.close(),
  };
};
