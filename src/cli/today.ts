/** The day in UTC: acceptances end at midnight there, whoever looks. */
export const today = (): string => new Date().toISOString().slice(0, 10);
