import { listerPolicy, readerPolicy } from './policies.ts';

const actionsOf = ({ Statement: [statement] }: typeof readerPolicy, indent: string): string =>
  (statement?.Action ?? []).map((action) => `${indent}"${action}",`).join('\n');

const roleText = (
  label: string,
  name: string,
  description: string,
  policy: typeof readerPolicy,
  count = '',
): string => {
  const index = count === '' ? '' : '[0]';

  return `resource "aws_iam_role" "${label}" {
${count}  name               = ${name}
  description        = "${description}"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "${label}" {
${count}  name = "read-only"
  role = aws_iam_role.${label}${index}.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Resource = "*"
      Action = [
${actionsOf(policy, '        ')}
      ]
    }]
  })
}`;
};

/** For one account: what deploys to the others, deploys this. */
export const rolesTerraform = (): string => `# Lets vpce-audit read the network of this account.
variable "trusted_principal" {
  description = "ARN of who runs vpce-audit, such as the role of the pipeline"
  type        = string
}

variable "external_id" {
  description = "Given to vpce-audit as --external-id"
  type        = string
}

variable "role_name" {
  type    = string
  default = "vpce-audit"
}

variable "lister" {
  description = "Whether this is the management account, or one that it delegates to: a role that lists the accounts"
  type        = bool
  default     = false
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole", "sts:TagSession"]

    principals {
      type        = "AWS"
      identifiers = [var.trusted_principal]
    }

    condition {
      test     = "StringEquals"
      variable = "sts:ExternalId"
      values   = [var.external_id]
    }
  }
}

${roleText('member', 'var.role_name', 'Read-only, for vpce-audit', readerPolicy)}

${roleText('lister', `"\${var.role_name}-lister"`, 'Lists the accounts for vpce-audit', listerPolicy, '  count = var.lister ? 1 : 0\n\n')}

output "member_role_arn" {
  value = aws_iam_role.member.arn
}
`;
