const shape = /^(\d{4})-(\d{2})-(\d{2})$/;

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const daysIn = (year: number, month: number): number => {
  if (month === 2) return isLeap(year) ? 29 : 28;

  return [4, 6, 9, 11].includes(month) ? 30 : 31;
};

/** A day of the calendar, written `YYYY-MM-DD`. */
export const isDay = (text: string): boolean => {
  const [, year, month, day] = (shape.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;

  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
};

/** Whether an acceptance that `expires` on a day has lost its force: from that day on, both days being UTC. */
export const hasExpired = (expires: string | undefined, today: string): boolean =>
  expires !== undefined && today >= expires;
