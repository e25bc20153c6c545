import type { ReportWay } from '../../audit.ts';
import type { DrawnVpc, Picture } from './picture.ts';

export type WayPart = Pick<ReportWay, 'verdict' | 'via' | 'through' | 'reason'>;

type NextHop = ReportWay['through'][number];
export type ExitKind = NextHop['kind'];

/** By what packets leave a VPC. Ways with the same key leave alike. */
export interface Leave {
  readonly key: string;
  readonly kind: ExitKind;
  readonly id: string;
  /** A NAT gateway of the VPC that is crossed before. */
  readonly nat: string | null;
  /** Where the way goes on in another VPC; null there where that VPC is not known. */
  readonly onward: { readonly vpcId: string | null; readonly via: NextHop } | null;
}

const crossesToOthers: ReadonlySet<string> = new Set(['transit-gateway', 'peering-connection', 'core-network']);

const gatewayIn = (hops: ReportWay['hops']): string | null =>
  hops.findLast(({ at }) => at.startsWith('igw-'))?.at ?? null;

const ownNat = (vpcId: string, { topology }: Picture, hop: NextHop | undefined): string | null => {
  if (hop?.kind !== 'nat-gateway') return null;
  const found = topology.equipment.find((one) => one.kind === 'nat-gateway' && one.id === hop.id);

  return found?.vpcId === vpcId ? hop.id : null;
};

/** The exit of a way; null where it leads nowhere, or nobody knows where. */
export const leaveOf = (
  picture: Picture,
  { id: vpcId }: Pick<DrawnVpc, 'id'>,
  { verdict, via, through }: WayPart,
  hops: ReportWay['hops'],
): Leave | null => {
  if (verdict === 'unreachable' || verdict === 'unknown' || via === null) return null;
  const nat = ownNat(vpcId, picture, through[0]);
  const crossed = through.find(({ kind }) => crossesToOthers.has(kind));
  if (crossed !== undefined) {
    const { kind, id } = crossed;
    const key = `${kind} ${id} ${via.kind}`;

    return { key, kind, id, nat, onward: { vpcId: picture.topology.vpcOf(via.id), via } };
  }
  const last = ownNat(vpcId, picture, via);
  const gateway = last === null ? null : gatewayIn(hops);
  if (gateway !== null)
    return { key: `internet-gateway ${gateway}`, kind: 'internet-gateway', id: gateway, nat: last, onward: null };

  return { key: `${via.kind} ${via.id}`, kind: via.kind, id: via.id, nat, onward: null };
};

/** A way, or each part of a split one. */
export const wayParts = (way: ReportWay): readonly WayPart[] => (way.verdict === 'split' ? way.parts : [way]);
