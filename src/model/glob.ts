/** The pattern of a text in which `*` stands for any characters. Upper and lower case are the caller's to fold. */
export function globPattern(text: string): RegExp {
  return new RegExp(`^${text.split(/\*+/).map(RegExp.escape).join('.*')}$`, 'su');
}
