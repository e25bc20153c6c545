import type { JsonSchema } from '../../snapshot/check.ts';
import { arrayOf, objectWith } from './read-list.ts';
import type { SavedOutput } from './saved-output.ts';

export const domainLists = 'list-firewall-domain-lists';

const text: JsonSchema = { type: 'string' };
const schema = objectWith(
  'FirewallDomainLists',
  arrayOf({ type: 'object', properties: { Id: text, ManagedOwnerName: text }, required: ['Id'] }),
);

interface DomainList {
  readonly Id: string;
  readonly ManagedOwnerName?: string;
}

/** Nobody can read the domains of lists that AWS or a partner manages: that their files are not there is no gap. */
export const managedLists = (output: SavedOutput): ReadonlySet<string> => {
  const saved = output.names.includes(domainLists) ? output.read(domainLists, schema) : { reason: '' };
  // The door between the file and its type: the schema above was checked.
  const lists = 'response' in saved ? (saved.response.FirewallDomainLists as readonly DomainList[]) : [];

  return new Set(lists.filter(({ ManagedOwnerName }) => ManagedOwnerName).map(({ Id }) => Id));
};
