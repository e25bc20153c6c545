import { Failure } from '../../failure.ts';
import { apiError } from './api-answer.ts';
import { failureOf, gapCauseOf } from './errors.ts';
import { awsLimits, type Limits } from './limits.ts';
import { homeRegion } from './regions.ts';
import { putParts } from './s3-parts.ts';
import { openSession, type Session } from './session.ts';
import { type ApiAnswer, type ApiRequest, signedSenderOf } from './signed-request.ts';

export interface ObjectPlace {
  readonly bucket: string;
  readonly key: string;
}

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

/** As S3 signs paths: each character once, slashes as they are. */
const encoded = (text: string): string =>
  encodeURIComponent(text)
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%2F', '/');

const decoded = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '));

export const textsIn = (xml: string, tag: string): readonly string[] =>
  [...xml.matchAll(new RegExp(`<${tag}>([^<]*)</${tag}>`, 'g'))].map(([, text = '']) => text);

const assertGood = ({ status, text }: ApiAnswer): void => {
  if (status < 300) return;
  const [code = `HTTP${status}`] = textsIn(text, 'Code');
  throw apiError(code, textsIn(text, 'Message')[0] ?? `HTTP ${status}`, status);
};

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

/** S3 takes thousands of requests a second, and there may be thousands of snapshots. */
const pace = { atOnce: 8, burst: 100, perSecond: 100 };

/** A bucket answers in its own Region alone, and says in which where it is asked in another. */
const bucketSender = (session: Session) => {
  const regions = new Map<string, string>();
  const sendIn = (region: string) => signedSenderOf(session, { service: 'S3', signingName: 's3', region, pace });

  return async <T>(bucket: string, request: ApiRequest, read: (answer: ApiAnswer) => T): Promise<T> => {
    const region = regions.get(bucket) ?? session.home;
    let elsewhere: string | undefined;
    const first = await sendIn(region)(request, (answer) => {
      const own = answer.headers['x-amz-bucket-region'];
      if (answer.status >= 300 && own !== undefined && own !== region) {
        elsewhere = own;
        return undefined;
      }

      return read(answer);
    });
    if (elsewhere === undefined) return first as T;
    regions.set(bucket, elsewhere);

    return sendIn(elsewhere)(request, read);
  };
};

/** The bodies are whole snapshots. */
const largestObject = 2 ** 31;

export type BucketSender = ReturnType<typeof bucketSender>;

export const whole =
  <T>(read: (answer: ApiAnswer) => T) =>
  (answer: ApiAnswer): T => {
    assertGood(answer);

    return read(answer);
  };

const listKeys = async (send: BucketSender, { bucket, key }: ObjectPlace): Promise<readonly string[]> => {
  const keys: string[] = [];
  let token: string | undefined;
  do {
    const query = {
      ...{ 'list-type': '2', 'encoding-type': 'url', prefix: key },
      ...(token === undefined ? {} : { 'continuation-token': token }),
    };
    const text = await send(
      bucket,
      { method: 'GET', path: `/${bucket}`, query },
      whole((answer) => answer.text),
    );
    keys.push(...textsIn(text, 'Key').map(decoded));
    token = textsIn(text, 'NextContinuationToken')[0];
  } while (token !== undefined);

  return keys;
};

export const pathOf = ({ bucket, key }: ObjectPlace): string => `/${bucket}/${encoded(key)}`;

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
