import { jsonText } from '../../json-text.ts';
import type { Change } from '../change.ts';
import { type CloudFormationResource, type InfrastructureValue, refersTo } from '../infrastructure.ts';
import { kindOf } from '../kinds.ts';
import { logicalIdOf } from '../labels.ts';
import { byPlace, type PlacedChanges } from './by-place.ts';
import { type Creations, cloudFormationOf, creationsIn } from './cloudformation.ts';
import { besides, commentOf } from './comment.ts';
import { layOut } from './lay-out.ts';

const modules: Readonly<Record<string, string>> = {
  EC2: 'ec2',
  Route53: 'route53',
  Route53Resolver: 'route53resolver',
};

/** `AWS::EC2::VPCEndpoint` → `ec2`, `CfnVPCEndpoint` */
const constructOf = (type: string): readonly [module: string, name: string] => {
  const [, service = '', resource = ''] = type.split('::');

  return [modules[service] ?? service.toLowerCase(), `Cfn${resource}`];
};

/** As CDK names the properties of CloudFormation: `VPCId` → `vpcId`, `TTL` → `ttl`. */
const camelCase = (property: string): string =>
  property.replace(/^([A-Z]+)(?=[A-Z][a-z]|$)|^[A-Z]/, (start) => start.toLowerCase());

const variableOf = ({ logicalId }: CloudFormationResource): string => camelCase(logicalId);

/** The group's id is an attribute; `ref` is the id of the others. */
const referenceTo = (resource: CloudFormationResource): string =>
  `${variableOf(resource)}.${resource.type === 'AWS::EC2::SecurityGroup' ? 'attrGroupId' : 'ref'}`;

const isName = (key: string): boolean => /^[A-Za-z_]\w*$/.test(key);

/** Documents are passed through as they are: their keys are not CloudFormation's. */
const documents = new Set(['PolicyDocument']);

const expression = (value: InfrastructureValue, creations: Creations, isDocument = false): string => {
  if (typeof value === 'string') {
    const created = creations.get(value);
    return created === undefined ? jsonText(value) : referenceTo(created);
  }
  if (typeof value !== 'object') return `${value}`;
  if (Array.isArray(value)) return `[${value.map((item) => expression(item, creations, isDocument)).join(', ')}]`;
  const fields = Object.entries(value).map(([key, field]) => {
    const name = isDocument ? key : camelCase(key);

    return `${isName(name) ? name : jsonText(name)}: ${expression(field, creations, isDocument || documents.has(key))}`;
  });

  return `{ ${fields.join(', ')} }`;
};

/** Those that another one names, or waits for: they need a variable. */
type Named = ReadonlySet<CloudFormationResource>;

const namedIn = (laidOut: LaidOutConstructs): Named => {
  const all = laidOut.flatMap(({ resources }) => resources);
  const created = all.filter(
    ({ resource: { creates } }) =>
      creates !== undefined && all.some(({ resource: { properties } }) => refersTo(properties, creates)),
  );
  const waiting = all.filter(({ after }) => after.length > 0);

  return new Set([...created, ...waiting].map(({ resource }) => resource).concat(all.flatMap(({ after }) => after)));
};

type LaidOutConstructs = ReturnType<typeof layOut<CloudFormationResource>>;

const constructText = (
  { resource, after }: LaidOutConstructs[number]['resources'][number],
  creations: Creations,
  named: Named,
): string => {
  const [module, name] = constructOf(resource.type);
  const properties = Object.entries(resource.properties).map(
    ([key, value]) => `      ${camelCase(key)}: ${expression(value, creations, documents.has(key))},`,
  );
  const variable = variableOf(resource);

  return [
    `    ${named.has(resource) ? `const ${variable} = ` : ''}new ${module}.${name}(this, ${jsonText(resource.logicalId)}, {`,
    ...properties,
    '    });',
    ...after.map((one) => `    ${variable}.addDependency(${variableOf(one)});`),
  ].join('\n');
};

const changeTexts = (changes: readonly Change[]): readonly string[] => {
  const creations = creationsIn(changes);
  const laidOut = layOut(changes, cloudFormationOf, ({ properties }) => properties);
  const named = namedIn(laidOut);

  return laidOut.map(({ change, resources }) =>
    resources.length === 0
      ? besides('    //', change)
      : [
          commentOf('    //', kindOf(change).words(change)),
          ...resources.map((one) => constructText(one, creations, named)),
        ].join('\n'),
  );
};

const className = ({ account, region }: PlacedChanges): string =>
  `PrivatePaths${logicalIdOf(...(account === null ? [] : [account]), region)}`;

const stackText = (place: PlacedChanges): string =>
  `export class ${className(place)} extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

${changeTexts(place.changes).join('\n\n')}
  }
}`;

const instanceText = (place: PlacedChanges): string => {
  const { account, region } = place;
  const env = [...(account === null ? [] : [`account: ${jsonText(account)}`]), `region: ${jsonText(region)}`];

  return `new ${className(place)}(app, ${jsonText(className(place))}, { env: { ${env.join(', ')} } });`;
};

/** A CDK app in TypeScript, a stack an account and Region. What CloudFormation has no resource for is a comment. */
export const cdkText = (changes: readonly Change[]): string => {
  const places = byPlace(changes);
  const used = new Set(changes.flatMap(cloudFormationOf).map(({ type }) => constructOf(type)[0]));
  const imports = [
    'App',
    'Stack',
    'type StackProps',
    ...[...used].sort().map((module) => `aws_${module} as ${module}`),
  ];

  return `import { ${imports.join(', ')} } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

${places.map(stackText).join('\n\n')}

const app = new App();
${places.map(instanceText).join('\n')}
`;
};
