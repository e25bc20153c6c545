/** What asking one account came to. */
export interface Tally {
  /** Requests that were sent, each attempt by itself. */
  made: number;
  /** Those that AWS throttled. */
  throttled: number;
  /** Answers that another account had got already. */
  saved: number;
}

export const newTally = (): Tally => ({ made: 0, throttled: 0, saved: 0 });
