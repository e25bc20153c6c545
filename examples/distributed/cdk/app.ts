import { App } from 'aws-cdk-lib';
import { VpceAuditStack } from './vpce-audit-stack.ts';

/** What the parameters of ../template.yaml are, with the same defaults. */
export const app = new App();

new VpceAuditStack(app, 'vpce-audit', {
  scope: '--org --region all',
  roleName: 'vpce-audit',
  externalId: 'EXTERNAL-ID',
  readerCidr: '203.0.113.0/24',
});
