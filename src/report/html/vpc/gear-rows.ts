import { memoize } from '../../../memoize.ts';
import type { Box } from '../../picture/box.ts';

/** What stands in a subnet, a line each below its name. */
export type GearRow =
  | { readonly kind: 'nat-gateway'; readonly id: string; readonly label: string }
  | { readonly kind: 'interface-endpoint'; readonly label: string }
  | { readonly kind: 'transit-gateway'; readonly label: string };

export const gearRowsOf = memoize(({ gear }: Box): readonly GearRow[] => {
  const nats = gear.flatMap(({ kind, id, label }) => (kind === 'nat-gateway' ? [{ kind, id, label }] : []));
  const interfaces = [
    ...new Set(gear.flatMap(({ kind, label }) => (kind === 'interface-endpoint' ? label : []))),
  ].sort();
  const isAttached = gear.some(({ kind }) => kind === 'transit-gateway');
  const noun = interfaces.length > 1 ? 'interfaces' : 'interface';

  return [
    ...nats,
    ...(interfaces.length === 0
      ? []
      : [{ kind: 'interface-endpoint', label: `${interfaces.join(', ')} endpoint ${noun}` } as const]),
    ...(isAttached ? [{ kind: 'transit-gateway', label: 'transit gateway attachment' } as const] : []),
  ];
});
