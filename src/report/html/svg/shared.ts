import { html, joined, type Markup } from '../markup.ts';

/** Tells the id by which a shape is referred to: what looks alike is drawn once a page. */
export type Shared = (shape: Markup) => string;

/** Shapes that are drawn in many places, of all pictures. */
export interface SharedShapes {
  readonly shared: Shared;
  definitions(): Markup;
}

export const sharedShapes = (): SharedShapes => {
  const ids = new Map<string, string>();

  return {
    shared: ({ markup }) => {
      const id = ids.get(markup) ?? `d${ids.size}`;
      ids.set(markup, id);

      return id;
    },
    definitions: () => joined([...ids].map(([markup, id]) => html`<g id="${id}">${{ markup }}</g>`)),
  };
};
