import { apiError, assertXml, missingPart } from './api-answer.ts';
import { type BucketSender, document, elementsIn, type ObjectPlace, pathOf, whole } from './s3-request.ts';

/** S3 takes 10,000 parts, each but the last of 5 MiB at least. */
const partSize = 8 * 1024 * 1024;

interface ObjectContent {
  readonly pieces: Iterable<Uint8Array>;
  readonly contentType: string;
}

/** As many bytes at a time as a part has, and the rest. */
function* partsOf(pieces: Iterable<Uint8Array>): Generator<Uint8Array> {
  let held: Uint8Array[] = [];
  let size = 0;
  for (const piece of pieces)
    for (let at = 0; at < piece.length; ) {
      const taken = piece.subarray(at, at + partSize - size);
      held.push(taken);
      size += taken.length;
      at += taken.length;
      if (size < partSize) continue;
      yield Buffer.concat(held);
      held = [];
      size = 0;
    }
  if (size > 0) yield Buffer.concat(held);
}

const put = (
  send: BucketSender,
  place: ObjectPlace,
  body: Uint8Array,
  { query, headers }: { readonly query?: Record<string, string>; readonly headers?: Record<string, string> },
): Promise<string> =>
  send(
    place.bucket,
    {
      ...{ method: 'PUT', path: pathOf(place), body },
      ...(query === undefined ? {} : { query }),
      ...(headers === undefined ? {} : { headers }),
    },
    whole(({ headers: { etag } }) => {
      // A portal says that all is well, too.
      if (etag === undefined) throw missingPart('ETag');

      return etag;
    }),
  );

/** The upload is begun when the second part is there, and is no object before its end. */
const begin = async (send: BucketSender, place: ObjectPlace, contentType: string): Promise<string> => {
  const request = { method: 'POST', path: pathOf(place), query: { uploads: '' } } as const;
  const headers = { 'content-type': contentType };
  const text = await send(place.bucket, { ...request, headers }, document('InitiateMultipartUploadResult'));
  const [uploadId] = elementsIn(text, 'UploadId');
  if (uploadId === undefined) throw missingPart('UploadId');

  return uploadId;
};

const complete = async (
  send: BucketSender,
  place: ObjectPlace,
  uploadId: string,
  etags: readonly string[],
): Promise<void> => {
  const parts = etags.map(
    (etag, at) => `<Part><PartNumber>${at + 1}</PartNumber><ETag>${etag.replaceAll('"', '&quot;')}</ETag></Part>`,
  );
  const body = `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`;
  await send(
    place.bucket,
    { method: 'POST', path: pathOf(place), query: { uploadId }, headers: { 'content-type': 'application/xml' }, body },
    whole(({ body: answer, status, text }) => {
      // S3 may begin with 200, and find out later that it cannot.
      const [code] = elementsIn(text, 'Code');
      if (code !== undefined) throw apiError(code, elementsIn(text, 'Message')[0] ?? 'no message', 500);
      assertXml(answer, status, 'CompleteMultipartUploadResult');
    }),
  );
};

/** Parts of what never became an object would be paid for. */
const abort = (send: BucketSender, place: ObjectPlace, uploadId: string): Promise<unknown> =>
  send(
    place.bucket,
    { method: 'DELETE', path: pathOf(place), query: { uploadId } },
    whole(() => undefined),
  ).catch(() => undefined);

const upload = async (
  send: BucketSender,
  place: ObjectPlace,
  parts: Iterable<Uint8Array>,
  contentType: string,
): Promise<void> => {
  const uploadId = await begin(send, place, contentType);
  try {
    const etags: string[] = [];
    for (const part of parts)
      etags.push(await put(send, place, part, { query: { partNumber: String(etags.length + 1), uploadId } }));
    await complete(send, place, uploadId, etags);
  } catch (error) {
    await abort(send, place, uploadId);
    throw error;
  }
};

/** What fits in one part is one request; the rest goes up part by part. */
export const putParts = async (
  send: BucketSender,
  place: ObjectPlace,
  { pieces, contentType }: ObjectContent,
): Promise<void> => {
  const parts = partsOf(pieces);
  const first = parts.next();
  const second = parts.next();
  if (first.done === true || second.done === true) {
    const body = first.done === true ? new Uint8Array() : first.value;
    await put(send, place, body, { headers: { 'content-type': contentType } });
    return;
  }
  const [one, two] = [first.value, second.value];
  const all = function* (): Generator<Uint8Array> {
    yield one;
    yield two;
    yield* parts;
  };
  await upload(send, place, all(), contentType);
};
