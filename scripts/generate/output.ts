/** A generated file. `path` is relative to the repository's root. */
export interface Output {
  readonly path: string;
  readonly text: string;
}
