/** What the script does before it asks, and the words that it asks with. */
export const prelude = `#!/bin/sh
# Saves what AWS says about the network of one account and Region, for: vpce-audit --aws-cli DIR
#
#   sh collect.sh DIR
#
# DIR is a new or an empty folder. Needs the AWS CLI, version 1 or 2; AWS_PROFILE, AWS_REGION and the
# rest mean what they mean there. Every call only reads. One that AWS refuses leaves no file and a line
# on standard error; the audit then says what it could not check.
set -u
umask 077
export LC_ALL=C AWS_PAGER=

say() { printf '%s\\n' "$*" >&2; }

if [ $# -ne 1 ] || [ -z "$1" ]; then say "usage: sh $0 DIR"; exit 2; fi
dir=$1
case $dir in -*) dir=./$dir ;; esac
if ! command -v aws >/dev/null 2>&1; then say 'the AWS CLI (aws) is not on the PATH'; exit 2; fi
mkdir -p "$dir" || exit 2
if [ -n "$(ls -A "$dir")" ]; then
  say "$dir is not empty: name a new folder, so that old answers do not mix with new ones"
  exit 2
fi

# Version 1 of the AWS CLI does not know AWS_REGION.
region=\${AWS_REGION:-\${AWS_DEFAULT_REGION:-}}
if [ -z "$region" ]; then region=$(aws configure get region </dev/null 2>/dev/null); fi
if [ -z "$region" ]; then say 'no Region: set AWS_REGION'; exit 2; fi
export AWS_REGION="$region" AWS_DEFAULT_REGION="$region"

work=$dir/.part
mkdir "$work" || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
saved=0
refused=0

# NAME: a whole answer becomes a file in one step.
keep() {
  mv -f "$work/answer" "$dir/$1.json" && saved=$((saved + 1))
}

# NAME: says why, on one line and without control characters.
refuse() {
  refused=$((refused + 1))
  tr -d '\\000-\\011\\013-\\037\\177' <"$work/error" >"$work/said"
  why=$(sed -n '/[Ee]rror/{p;q;}' "$work/said" | cut -c 1-300)
  if [ -z "$why" ]; then why=$(sed -n '/./{p;q;}' "$work/said" | cut -c 1-300); fi
  say "not read: $1: \${why:-no answer}"
}

# NAME SERVICE COMMAND [ARGUMENT...]
save() {
  name=$1
  shift
  if aws "$@" --output json </dev/null >"$work/answer" 2>"$work/error" && [ -s "$work/answer" ]; then
    keep "$name"
  else
    refuse "$name"
  fi
}

# NAME MEMBER SERVICE COMMAND [ARGUMENT...], where the AWS CLI gives the first page only: asks for all, and joins them.
save_pages() {
  name=$1
  member=$2
  shift 2
  token=
  : >"$work/records"
  while :; do
    if ! aws "$@" \${token:+--next-token "$token"} --query "[NextToken, $member]" --output json \\
      </dev/null >"$work/page" 2>"$work/error"; then
      refuse "$name"
      return
    fi
    # Line 2 is the token, line 3 opens the records, the last two lines close them and the page.
    if [ "$(sed -n 3p "$work/page")" = '    [' ]; then
      if [ -s "$work/records" ]; then echo , >>"$work/records"; fi
      sed '1,3d;$d' "$work/page" | sed '$d' >>"$work/records"
    fi
    last=$token
    token=$(sed -n '2s/^ *"\\(.*\\)",$/\\1/p' "$work/page")
    if [ -z "$token" ]; then break; fi
    if [ "$token" = "$last" ]; then
      echo 'Error: AWS repeats a page' >"$work/error"
      refuse "$name"
      return
    fi
  done
  { echo '{'; echo "    \\"$member\\": ["; cat "$work/records"; echo '    ]'; echo '}'; } >"$work/answer"
  keep "$name"
}

# NAME FIELD: the ids in one field of a saved answer, each once.
values() {
  if [ -f "$dir/$1.json" ]; then
    sed -n "s/^ *\\"$2\\": \\"\\([A-Za-z0-9-]*\\)\\",\\{0,1\\}\\$/\\1/p" "$dir/$1.json" | sort -u
  fi
}

# SERVICE COMMAND [ARGUMENT...]: the ids that a query gives, each once; none where AWS refuses.
ids() {
  aws "$@" --output text </dev/null 2>/dev/null | tr '\\t' '\\n' | grep '^[A-Za-z0-9-]*$' | grep -v '^None$' | sort -u
}

# TYPE: the ids of one type among what the associated Profiles hold.
profiled() {
  cat "$dir"/list-profile-resource-associations.*.json 2>/dev/null |
    sed -n "s/^ *\\"ResourceArn\\": \\".*:$1\\/\\([A-Za-z0-9-]*\\)\\".*/\\1/p"
}

# NAME: the zones in a saved answer that no service owns and that can answer names of AWS.
zones_of() {
  awk -F '"' '
    /^ *"HostedZoneId": / { id = $4 }
    /^ *"Name": / { name = $4 }
    /^ *"OwningService": / { owned = 1 }
    /^        }/ { if (!owned) print id, name; owned = 0 }
  ' "$1" | while read -r id name; do
    if answers_aws "$name"; then echo "$id"; fi
  done
}
`;
