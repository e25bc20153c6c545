import type { Change } from '../change.ts';
import type { AwsCall } from '../change-kind.ts';
import { kindOf } from '../kinds.ts';
import { scriptLine } from '../script-line.ts';

/** The endpoint that a call makes or changes: AWS is at work on it for minutes then. */
const endpointOf = ({ command, creates }: AwsCall): string | null => {
  const [, , operation, ...words] = command;
  if (operation === 'create-vpc-endpoint') return creates?.id ?? null;

  return operation === 'modify-vpc-endpoint' ? (words[words.indexOf('--vpc-endpoint-id') + 1] ?? null) : null;
};

/** Waits until AWS is done with an endpoint; half an hour at most, and not for one that has failed. */
export const settledFunction = `settled() {
  n=0
  until state=$(aws ec2 describe-vpc-endpoints --no-paginate --vpc-endpoint-ids "$1" --region "$2" --query 'VpcEndpoints[0].State' --output text) || exit 1
    [ "$state" = available ]; do
    case $state in *ailed | *ejected | *elet* | *xpired) n=180 ;; esac
    [ $((n += 1)) -lt 180 ] || { echo "$1 is still $state" >&2; exit 1; }
    sleep 10
  done
}`;

const isRelease = (change: Change): boolean => kindOf(change).stage(change) === 'release';

/**
 * Where a script waits for endpoints. AWS answers a second change of one with OperationInProgress while it is at work on the
 * first, and what takes the place of something else has to work before that is let go.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/concepts.html
 */
export const settling = () => {
  const open = new Map<string, string>();

  const waitFor = (endpoints: readonly string[]): readonly string[] =>
    endpoints.map((id) => {
      const region = open.get(id) ?? '';
      open.delete(id);

      return scriptLine({ command: ['settled', id, region] }, new Set());
    });

  return {
    before(change: Change): readonly string[] {
      const meant = new Set(kindOf(change).calls(change).map(endpointOf));

      return waitFor([...open.keys()].filter((id) => meant.has(id) || isRelease(change)));
    },
    note(change: Change): void {
      for (const call of kindOf(change).calls(change)) {
        const id = endpointOf(call);
        if (id !== null) open.set(id, change.region);
      }
    },
    /** At the end of what is done with the same credentials, where something is let go later on. */
    atEnd(later: readonly Change[]): readonly string[] {
      return later.some(isRelease) ? waitFor([...open.keys()]) : [];
    },
  };
};
