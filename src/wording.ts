interface Named {
  readonly id: string;
  readonly name: string | null;
}

/** A resource as people know it, and as the console finds it. */
export const named = ({ id, name }: Named): string => (name === null || name === '' ? id : `${name} (${id})`);

export const list = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

const titles: ReadonlyMap<string, string> = new Map([
  ['s3', 'S3'],
  ['dynamodb', 'DynamoDB'],
  ['ec2', 'the EC2 API'],
  ['dynamodb-streams', 'DynamoDB Streams'],
  ['s3express', 'S3 Express'],
]);

export const serviceTitle = ({ id }: { readonly id: string }): string => titles.get(id) ?? id;
