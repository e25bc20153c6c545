/**
 * A value of an infrastructure language, as data. An id that stands for what another change creates (`isNew`) is printed
 * as a reference to it.
 */
export type InfrastructureValue =
  | string
  | number
  | boolean
  | readonly InfrastructureValue[]
  | { readonly [key: string]: InfrastructureValue };

export type Properties = Readonly<Record<string, InfrastructureValue>>;

/** `resource "aws_vpc_endpoint" "label" { … }` */
export interface TerraformResource {
  readonly type: string;
  readonly label: string;
  /** An object is an argument; a list of objects is a nested block each. */
  readonly arguments: Properties;
  /** The id of the change's creation that this block stands for, if any. */
  readonly creates?: string;
  /** What is there already, by the id that `terraform import` takes: it is changed and not made. */
  readonly imports?: string;
}

export interface CloudFormationResource {
  /** `AWS::EC2::VPCEndpoint` */
  readonly type: string;
  readonly logicalId: string;
  readonly properties: Properties;
  /** The id of the change's creation that this resource stands for, if any. */
  readonly creates?: string;
}

/** Whether an id stands anywhere in it. */
export const refersTo = (value: InfrastructureValue, id: string): boolean =>
  typeof value === 'object' ? Object.values(value).some((item) => refersTo(item, id)) : value === id;
