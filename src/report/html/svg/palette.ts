import type { VerdictKind } from '../../../analysis/path.ts';

/** Colours that stand in attributes, for where no style sheet is let in; with one, `style.css` decides. */
export const palette = {
  page: '#F7F7F5',
  surface: '#FFFFFF',
  sunk: '#F3F4F2',
  ink: '#18202A',
  muted: '#56606C',
  rule: '#D5DADF',
  frame: '#818B97',
} as const;

export const verdictColors: Readonly<Record<VerdictKind, { readonly line: string; readonly tint: string }>> = {
  private: { line: '#0B6E55', tint: '#DFF2EA' },
  public: { line: '#BC380A', tint: '#FCE8DF' },
  transit: { line: '#4B4DC0', tint: '#E8E9FB' },
  split: { line: '#6B4A00', tint: '#FBF2DC' },
  unreachable: { line: '#626C77', tint: '#EEF0F2' },
  unknown: { line: '#862370', tint: '#F8E5F3' },
};
