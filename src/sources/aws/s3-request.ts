import { apiError, assertXml } from './api-answer.ts';
import type { Session } from './session.ts';
import { type ApiAnswer, type ApiRequest, signedSenderOf } from './signed-request.ts';

export interface ObjectPlace {
  readonly bucket: string;
  readonly key: string;
}

/** As S3 signs paths: each character once, slashes as they are. */
const encoded = (text: string): string =>
  encodeURIComponent(text)
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%2F', '/');

export const pathOf = ({ bucket, key }: ObjectPlace): string => `/${bucket}/${encoded(key)}`;

export const elementsIn = (xml: string, tag: string): readonly string[] =>
  [...xml.matchAll(new RegExp(`<${tag}>([^<]*)</${tag}>`, 'g'))].map(([, text = '']) => text);

const assertGood = ({ status, text }: ApiAnswer): void => {
  if (status < 300) return;
  const [code = `HTTP${status}`] = elementsIn(text, 'Code');
  throw apiError(code, elementsIn(text, 'Message')[0] ?? `HTTP ${status}`, status);
};

export const whole =
  <T>(read: (answer: ApiAnswer) => T) =>
  (answer: ApiAnswer): T => {
    assertGood(answer);

    return read(answer);
  };

/** The text of an answer that is the document of that root, and no page of a portal. */
export const document = (root: string) =>
  whole(({ body, status, text }) => {
    assertXml(body, status, root);

    return text;
  });

/** S3 takes thousands of requests a second, and there may be thousands of snapshots. */
const pace = { atOnce: 8, burst: 100, perSecond: 100 };

/** A bucket answers in its own Region alone, and says in which where it is asked in another. */
export const bucketSender = (session: Session) => {
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

export type BucketSender = ReturnType<typeof bucketSender>;
