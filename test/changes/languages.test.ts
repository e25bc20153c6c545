import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Change } from '../../src/changes/change.ts';
import { cdkText } from '../../src/changes/languages/cdk.ts';
import { cloudFormationText } from '../../src/changes/languages/cloudformation.ts';
import { terraformText } from '../../src/changes/languages/terraform.ts';
import { newId } from '../../src/changes/new-id.ts';
import { allChanges, oneOfEach } from './one-of-each.ts';

const languages = [
  ['terraform', 'tf', terraformText],
  ['cloudformation', 'yaml', cloudFormationText],
  ['cdk', 'ts', cdkText],
] as const;

describe.each(languages)('%s', (name, ending, write) => {
  it('says every kind of change, or which command does it', async () => {
    await expect(write(allChanges())).toMatchFileSnapshot(`../golden/changes/${name}.${ending}.txt`);
  });

  it('refers to what it creates, and leads nobody to it before it lets them in', () => {
    const each = oneOfEach();
    const group = newId('sg', 'endpoints', 'vpc-main');
    const text = write([
      { ...each['create-interface-endpoint'], securityGroupIds: [group] },
      { ...each['add-group-rules'], groupId: group },
      each['create-security-group'],
    ]);

    expect(text).not.toContain(group);
    expect(text).toMatch(/depends_on = \[|DependsOn:|addDependency\(/);
  });

  it('lets no text be anything but text', () => {
    const hostile =
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is Terraform's
      '${file("/etc/passwd")} %{ if true } " \\ \' `\n# }\n##vso[task.setvariable]x\n::error::x \u2028 \u0085 \u001b[31m \b */ -->';
    const each = oneOfEach();
    const changes: readonly Change[] = [
      { ...each['set-endpoint-policy'], policy: hostile },
      { ...each['create-security-group'], name: hostile, description: hostile },
      { ...each['by-hand'], imperative: hostile },
    ];

    const text = write(changes);

    expect(text).not.toMatch(/##vso\[|^\s*::/m);
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]/);
    expect(text).not.toMatch(/^\s*(# \}|\})?\s*##/m);
    if (ending === 'yaml') {
      const { Resources } = parse(text);
      expect(Object.values<{ Properties: { GroupName: string } }>(Resources)[0]?.Properties.GroupName).toBe(hostile);
    }
    if (ending === 'tf') expect(text).toMatch(/name\s+= "\$\$\{file\(\\"/);
  });
});

describe('changes of several accounts and Regions', () => {
  const { 'create-gateway-endpoint': endpoint } = oneOfEach();
  const spread = [endpoint, { ...endpoint, region: 'eu-west-1' }, { ...endpoint, account: '222222222222' }];

  it('have a provider each in Terraform', () => {
    const text = terraformText(spread);

    expect(text.match(/^provider "aws"/gm)).toHaveLength(3);
    expect(text).toContain('provider = aws._111122223333_us_east_1');
  });

  it('have a stack each in the CDK', () => {
    expect(cdkText(spread).match(/ extends Stack/g)).toHaveLength(3);
  });

  it('are no CloudFormation template', () => {
    expect(() => cloudFormationText(spread)).toThrow('for one account and Region');
  });
});
