/** So many requests at once, and so many a second after that. */
export interface Quota {
  readonly burst: number;
  readonly perSecond: number;
}

/** A token bucket, as AWS keeps one for each API of an account in a Region. */
export const bucketOf = ({ burst, perSecond }: Quota): (() => boolean) => {
  let tokens = burst;
  let filledAt = performance.now();

  return () => {
    const now = performance.now();
    tokens = Math.min(burst, tokens + ((now - filledAt) * perSecond) / 1000);
    filledAt = now;
    if (tokens < 1) return false;

    tokens -= 1;
    return true;
  };
};
