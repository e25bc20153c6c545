import { html, joined, type Markup } from '../markup.ts';

/** Draws a shape once and tells the id by which all others refer to it. */
export type Shared = (key: string, draw: () => Markup) => string;

/** Shapes that a picture draws in many places. */
export const sharedShapes = (prefix: string): { readonly shared: Shared; definitions(): Markup } => {
  const shapes = new Map<string, { readonly id: string; readonly shape: Markup }>();

  return {
    shared: (key, draw) => {
      const known = shapes.get(key);
      if (known !== undefined) return known.id;
      // It may draw others first, which take ids of their own.
      const shape = draw();
      const id = `${prefix}d${shapes.size}`;
      shapes.set(key, { id, shape });

      return id;
    },
    definitions: () => joined([...shapes.values()].map(({ id, shape }) => html`<g id="${id}">${shape}</g>`)),
  };
};
