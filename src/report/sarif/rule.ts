import type { ReportingDescriptor } from 'sarif';
import type { RuleInfo } from '../rule-info.ts';
import { messageText } from './text.ts';

const problemSeverity = { error: 'error', warning: 'warning', note: 'recommendation' } as const;

export const descriptorOf = ({ id, title, severity, category, help, uri }: RuleInfo): ReportingDescriptor => ({
  id,
  shortDescription: { text: messageText(title) },
  fullDescription: { text: messageText(title) },
  help: { text: [...help.split('\n'), ...(uri === null ? [] : ['', uri])].map(messageText).join('\n') },
  ...(uri === null ? {} : { helpUri: uri }),
  defaultConfiguration: { level: severity },
  properties: {
    tags: ['aws', 'network', 'vpc-endpoint', ...(category === null ? [] : [category])],
    precision: 'high',
    'problem.severity': problemSeverity[severity],
  },
});
