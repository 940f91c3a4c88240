// What a site says ends up in messages, logs and the ledger; were it to send our token back, that must not.

/** A shorter text could be a part of any answer by chance. */
const SHORTEST = 16;

/** Takes a token out of an answer, also where JSON writes some of its characters by their numbers or after a backslash. */
export function hideToken(token: string | undefined, answer: string): string {
  if (token === undefined || token.length < SHORTEST) return answer;
  const plain = answer.replaceAll(token, '[token]');
  return plain.includes('\\') ? plain.replace(asInJson(token), '[token]') : plain;
}

/** A token is printable ASCII, so that two digits are a character. */
function asInJson(token: string): RegExp {
  const characters = [...token].map((character) => {
    const code = character.charCodeAt(0).toString(16);
    return `(?:\\\\?\\x${code}|\\\\u00${code})`;
  });
  return new RegExp(characters.join(''), 'gi');
}
