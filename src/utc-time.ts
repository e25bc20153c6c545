const utc = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,3})\d*)?Z$/;

/** Of the Gregorian calendar. The year begins in March here, so that the leap day is its last. */
const daysSince1970 = (year: number, month: number, day: number): number => {
  const marchYear = month > 2 ? year : year - 1;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;

  return marchYear * 365 + leapDays + dayOfYear - 719_468;
};

/** Milliseconds since 1970 of a time in UTC as ISO 8601 writes it; null for anything else. */
export const utcTime = (text: string): number | null => {
  const fields = text.match(utc)?.slice(1, 7).map(Number);
  if (fields === undefined) return null;
  const [year = 0, month = 0, day = 0, hours = 0, minutes = 0, seconds = 0] = fields;
  const milliseconds = Number((text.match(utc)?.[7] ?? '').padEnd(3, '0'));

  return (((daysSince1970(year, month, day) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000 + milliseconds;
};
