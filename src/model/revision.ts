// A block scalar ends in a line break and an editor may decompose an umlaut: neither asks for every byte to be sent again.

/** A revision as it is compared, shown and recorded: in NFC, without white space around it. */
export function normalRevision(text: string): string {
  return text.normalize('NFC').trim();
}
