/** What shorthand of the AWS CLI takes as it is; all else is told as JSON, in which no text is anything but text. */
const isPlain = (text: string): boolean => /^[\w.:/@+-]+(?: [\w.:/@+-]+)*$/.test(text);

/** Most that AWS takes. */
const longest = 256;

/** Words of the AWS CLI that give a resource of EC2 its name as it is made. */
export const nameTagWords = (ResourceType: 'vpc-endpoint' | 'security-group', name: string): readonly string[] => {
  const Value = name.slice(0, longest);
  const text = isPlain(Value)
    ? `ResourceType=${ResourceType},Tags=[{Key=Name,Value=${Value}}]`
    : JSON.stringify([{ ResourceType, Tags: [{ Key: 'Name', Value }] }]);

  return ['--tag-specifications', text];
};
