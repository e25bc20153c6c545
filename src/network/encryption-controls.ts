import type { RecordOf } from '../snapshot/schema.ts';

/** A VPC whose traffic must be encrypted. HTTPS is; what matters here is which exits it keeps open. */
export interface EncryptionControls {
  /** AWS's names of what is exempt, such as `NatGateway`: an enforcing VPC has no other exits. */
  readonly excluded: ReadonlySet<string>;
}

/** Null where encryption is merely monitored, or not looked at. */
export const encryptionControls = ({ EncryptionControl: control }: RecordOf<'vpcs'>): EncryptionControls | null => {
  if (control?.Mode !== 'enforce' || (control.State ?? 'available') !== 'available') return null;
  const exclusions = Object.entries(control.ResourceExclusions ?? {});

  return { excluded: new Set(exclusions.filter(([, { State }]) => State === 'enabled').map(([name]) => name)) };
};
