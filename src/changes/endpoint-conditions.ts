import type { ChangePlace } from './change.ts';
import type { Records } from './records.ts';

/** Null: nobody knows whose it is. */
export const isOwnersVpc = ({ account, vpcId }: ChangePlace, records: Records): boolean | null => {
  const owner = records.find('vpcs', vpcId)?.OwnerId;

  return owner === undefined || account === null ? null : owner === account;
};

interface OfEndpoint extends ChangePlace {
  readonly endpointId: string;
}

/** An endpoint that an AWS service made for itself is changed through that service only. */
export const isOursToChange = ({ endpointId, account }: OfEndpoint, records: Records): boolean | null => {
  const endpoint = records.find('vpcEndpoints', endpointId);
  if (endpoint === undefined) return null;

  return (
    endpoint.RequesterManaged !== true &&
    (endpoint.OwnerId === undefined || account === null || endpoint.OwnerId === account)
  );
};
