/** `rtb-0abc` → `rtb_0abc`: Terraform's labels, and the words of CloudFormation's. */
const slug = (text: string): string => text.replace(/\W+|-/g, '_').replace(/_+/g, '_').replace(/^_|_$/g, '');

/** Of what the change is about, so that the same change has the same label in every run. */
export const labelOf = (...ids: readonly string[]): string => {
  const label = ids.map((id) => slug(id.replace('-new-', '-'))).join('_');

  return /^[a-z_]/i.test(label) ? label : `_${label}`;
};

const capitalized = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** CloudFormation takes letters and digits alone. */
export const logicalIdOf = (...ids: readonly string[]): string =>
  labelOf(...ids)
    .split('_')
    .map(capitalized)
    .join('');
