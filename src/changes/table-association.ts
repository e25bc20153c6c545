import type { TerraformResource } from './infrastructure.ts';
import { labelOf } from './labels.ts';

/** By itself: a list of tables inside the endpoint and associations beside it undo one another at every run. */
export const tableAssociation = (endpointId: string, routeTableId: string): TerraformResource => ({
  type: 'aws_vpc_endpoint_route_table_association',
  label: labelOf(endpointId, routeTableId),
  arguments: { vpc_endpoint_id: endpointId, route_table_id: routeTableId },
});
