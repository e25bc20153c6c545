import { isUnread } from '../network/unread.ts';
import type { AuditedScope } from '../rules/rule.ts';
import { shortIdOf } from '../services/short-id.ts';
import type { ReportEndpoint } from './report.ts';

export const reportEndpoints = ({ scope, vpcs, privateDns }: AuditedScope): readonly ReportEndpoint[] => {
  const statuses = new Map(privateDns.map((one) => [one.endpoint.id, one]));

  return vpcs.flatMap((vpc) =>
    (isUnread(vpc.endpoints) ? [] : vpc.endpoints).map((endpoint) => {
      const found = statuses.get(endpoint.id);

      return {
        account: scope.account,
        region: scope.region,
        vpcId: vpc.id,
        endpointId: endpoint.id,
        type: endpoint.type === 'unrecognised' ? endpoint.rawType : endpoint.type,
        serviceName: endpoint.serviceName,
        service: shortIdOf(endpoint.serviceName, scope.region),
        state: endpoint.rawState,
        ...(found === undefined
          ? {}
          : { privateDns: { status: found.status, names: found.names, reasons: found.reasons } }),
      };
    }),
  );
};
