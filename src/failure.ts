/** The one error class: something the user can act on. All other errors are bugs. */
export class Failure extends Error {
  override readonly name = 'Failure';
  /** What to do about it, as one sentence. */
  readonly hint: string;

  constructor(message: string, hint: string, options?: { cause?: unknown }) {
    super(message, options);
    this.hint = hint;
  }
}
